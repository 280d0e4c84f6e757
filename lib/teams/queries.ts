import type { CallInput } from "@/lib/http/operation";
import { mutationFor, queryFor, queryKeyFor } from "@/lib/http/query";
import { peopleOperations } from "@/lib/people/operations";
import { teamOperations } from "@/lib/teams/operations";

export type TeamPageInput = NonNullable<CallInput<typeof teamOperations.listTeams>["query"]>;
export type MemberPageInput = NonNullable<CallInput<typeof teamOperations.listTeamMembers>["query"]>;

/** One page of teams; the server prefetches it under the same key. */
export function teamPageQuery(query: TeamPageInput) {
  return queryFor(teamOperations.listTeams, { query });
}

export function teamQuery(id: string) {
  return queryFor(teamOperations.getTeam, { params: { id } });
}

export function memberPageQuery(id: string, query: MemberPageInput) {
  return queryFor(teamOperations.listTeamMembers, { params: { id }, query });
}

/** What is read anew after any change to a team: people show their teams too. */
export const teamReads = [
  queryKeyFor(teamOperations.listTeams),
  queryKeyFor(teamOperations.getTeam),
  queryKeyFor(teamOperations.listTeamMembers),
  queryKeyFor(peopleOperations.listPeople),
  queryKeyFor(peopleOperations.getPerson),
];

export const createTeamMutation = mutationFor(teamOperations.createTeam);
export const updateTeamMutation = mutationFor(teamOperations.updateTeam);
export const deleteTeamMutation = mutationFor(teamOperations.deleteTeam);
export const setTeamMemberMutation = mutationFor(teamOperations.setTeamMember);
export const removeTeamMemberMutation = mutationFor(teamOperations.removeTeamMember);
