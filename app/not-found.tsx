import { ButtonLink } from "@/components/ui/button-link";
import { CentredPage } from "@/components/shell/page/centred-page";

export const metadata = { title: "Not found" };

/** Also the answer for things the viewer may not know exist: it does not say which of the two it is. */
export default function NotFound() {
  return (
    <CentredPage
      title="There is nothing at this address"
      lead="It may have been renamed or removed, or you may not be allowed to know that it exists."
    >
      <p className="text-muted">Check the address, or start from a list and search there.</p>
      <div>
        <ButtonLink href="/" variant="primary">
          Go to the start
        </ButtonLink>
      </div>
    </CentredPage>
  );
}
