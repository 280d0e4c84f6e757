import { ButtonLink } from "@/components/ui/button-link";
import { PlusIcon } from "@/components/ui/icons/actions";

export type Ways = { mayCreate: boolean; mayImport: boolean };

/** The two ways to bring an agent; the main one is filled. */
export function EntryButtons({ mayCreate, mayImport, main }: Ways & { main: "register" | "import" }) {
  const importing = mayImport && (
    <ButtonLink href="/agents/import" variant={main === "import" ? "primary" : "secondary"}>
      {main === "import" ? "Import from files" : "Import"}
    </ButtonLink>
  );
  const registering = mayCreate && (
    <ButtonLink href="/agents/new" variant={main === "register" ? "primary" : "secondary"} icon={<PlusIcon />}>
      {main === "import" ? "Register an agent" : "Register agent"}
    </ButtonLink>
  );
  return (
    <>
      {importing}
      {registering}
    </>
  );
}
