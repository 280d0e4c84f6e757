import { Facts } from "@/components/ui/facts";
import type { Role } from "@/lib/core/viewer";
import { RoleList } from "../role-list";

type Props = { email: string; roles: readonly Role[]; teams: readonly string[] };

/** As whom the invited person comes in. */
export function InvitationFacts({ email, roles, teams }: Props) {
  return (
    <Facts
      facts={[
        { term: "E-mail", value: email },
        { term: roles.length === 1 ? "Role" : "Roles", value: <RoleList roles={roles} /> },
        { term: teams.length === 1 ? "Team" : "Teams", value: teams.length === 0 ? "None" : teams.join(", ") },
      ]}
    />
  );
}
