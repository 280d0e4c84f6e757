import { RoleList } from "@/components/account/role-list";
import { PageHead } from "@/components/shell/page/page-head";
import { PageBody, Section } from "@/components/shell/page/section";
import { roles } from "@/lib/core/viewer";
import { PermissionTable } from "./permission-table";
import { listPermissionGroups } from "./permission-words";

/** Who may do what: the same table that decides every request. */
export function RolesPage() {
  return (
    <>
      <PageHead
        title="Roles"
        subtitle="Roles add up, and none includes another. This is the table that decides every request."
      />
      <PageBody>
        <Section title="What each is for">
          <RoleList roles={roles} />
        </Section>
        {listPermissionGroups().map((group) => (
          <Section key={group.heading} title={group.heading}>
            <PermissionTable group={group} />
          </Section>
        ))}
      </PageBody>
    </>
  );
}
