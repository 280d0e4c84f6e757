"use client";

import { roleWords } from "@/components/account/words";
import { CheckboxField } from "@/components/ui/form/checkbox";
import { FieldError } from "@/components/ui/form/field";
import { type Role, roles } from "@/lib/core/viewer";

type Props = {
  chosen: readonly Role[];
  onChange: (roles: readonly Role[]) => void;
  /** Given by the identity provider's groups: taken away here, they come back with the next sign-in. */
  fromGroups?: readonly Role[];
  error?: string | undefined;
};

/** Which roles somebody has, each with what it is for. Roles add up. */
export function RoleChoice({ chosen, onChange, fromGroups = [], error }: Props) {
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 font-medium">Roles</legend>
      {roles.map((role) => (
        <CheckboxField
          key={role}
          label={roleWords[role].name}
          hint={
            fromGroups.includes(role)
              ? `${writeMeaning(role)} Given by a group of the identity provider.`
              : writeMeaning(role)
          }
          checked={chosen.includes(role)}
          onChange={(event) =>
            onChange(roles.filter((one) => (one === role ? event.target.checked : chosen.includes(one))))
          }
        />
      ))}
      {error !== undefined && <FieldError>{error}</FieldError>}
    </fieldset>
  );
}

function writeMeaning(role: Role): string {
  const { meaning } = roleWords[role];
  return `${meaning.charAt(0).toUpperCase()}${meaning.slice(1)}.`;
}
