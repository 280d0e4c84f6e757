import { Forbidden } from "@/components/shell/page/forbidden";

/** The rail does not offer the log to them; they came by a link. */
export function NoAuditAccess() {
  return (
    <Forbidden
      title="You cannot open the audit log"
      missing="It needs the role security, admin or auditor."
      givenBy="An admin can give it."
      back={{ href: "/", label: "Back to the start" }}
    />
  );
}
