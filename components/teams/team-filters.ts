import type { ListDefinition, ListValues } from "@/components/data/list-url";
import type { MemberPageInput, TeamPageInput } from "@/lib/teams/queries";

/** Teams come by name, and so do the people in one; neither has another order. */
export const teamListDefinition: ListDefinition = { sorts: ["name"], filters: [] };

export function readTeamQuery({ q, cursor }: ListValues): TeamPageInput {
  return { ...(q.trim() === "" ? {} : { q: q.trim() }), ...readMemberQuery({ cursor }) };
}

export function readMemberQuery({ cursor }: Pick<ListValues, "cursor">): MemberPageInput {
  return { ...(cursor === "" ? {} : { cursor }), limit: 50 };
}
