import { roleWords } from "@/components/account/words";
import type { ListDefinition, ListValues } from "@/components/data/list-url";
import { type Role, roles } from "@/lib/core/viewer";
import type { PeoplePageInput } from "@/lib/people/queries";
import { type PersonSort, personSorts, type PersonState, personStates } from "@/lib/people/rules";

export type TeamChoice = { id: string; name: string };

export const stateWords: Readonly<Record<PersonState, string>> = {
  invited: "Invited",
  active: "Active",
  deactivated: "Deactivated",
  erased: "Erased",
};

/** What the URL of the list may hold. `teams` are those its filter offers by name. */
export function definePeopleList(teams: readonly TeamChoice[]): ListDefinition {
  return {
    sorts: personSorts,
    filters: [
      {
        key: "role",
        label: "Role",
        kind: "choice",
        options: roles.map((value) => ({ value, label: roleWords[value].name })),
      },
      {
        key: "state",
        label: "State",
        kind: "choice",
        options: personStates.map((value) => ({ value, label: stateWords[value] })),
      },
      {
        key: "team",
        label: "Team",
        kind: "choice",
        options: teams.map(({ id, name }) => ({ value: id, label: name })),
      },
    ],
  };
}

/** The query of the API; the definition has dropped what it does not know. */
export function readPeopleQuery({ filters, q, sort, cursor }: ListValues): PeoplePageInput {
  return {
    ...(filters["role"] ? { role: [...filters["role"]] as Role[] } : {}),
    ...(filters["state"] ? { state: [...filters["state"]] as PersonState[] } : {}),
    ...(filters["team"] ? { team: [...filters["team"]] } : {}),
    ...(q.trim() === "" ? {} : { q: q.trim() }),
    sort: sort as PersonSort,
    ...(cursor === "" ? {} : { cursor }),
    limit: 50,
  };
}
