import { roleWords } from "@/components/account/words";
import { Forbidden } from "@/components/shell/page/forbidden";
import { type Action, permissions } from "@/lib/access/permissions";

/** They came by a link: the list of settings does not offer them the page. */
export function NoAccess({ title, action }: { title: string; action: Action }) {
  const roles = permissions[action].roles.map((role) => roleWords[role].name);
  const words = new Intl.ListFormat("en-GB", { type: "disjunction" }).format(roles);
  return (
    <Forbidden
      title={title}
      missing={`It needs the role ${words}.`}
      givenBy="An admin can give it."
      back={{ href: "/settings", label: "All settings" }}
    />
  );
}
