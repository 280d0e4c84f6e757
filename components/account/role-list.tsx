import type { Role } from "@/lib/core/viewer";
import { roleWords } from "./words";

/** Roles with what each is for. */
export function RoleList({ roles }: { roles: readonly Role[] }) {
  return (
    <ul className="grid gap-0.5">
      {roles.map((role) => (
        <li key={role}>
          <b className="font-medium">{roleWords[role].name}</b>
          <span className="text-muted">, {roleWords[role].meaning}</span>
        </li>
      ))}
    </ul>
  );
}
