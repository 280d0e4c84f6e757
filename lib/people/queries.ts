import { authOperations } from "@/lib/auth/operations";
import type { CallInput } from "@/lib/http/operation";
import { mutationFor, queryFor, queryKeyFor } from "@/lib/http/query";
import { peopleOperations } from "@/lib/people/operations";

export type PeoplePageInput = NonNullable<CallInput<typeof peopleOperations.listPeople>["query"]>;

/** One page of people; the server prefetches it under the same key. */
export function peoplePageQuery(query: PeoplePageInput) {
  return queryFor(peopleOperations.listPeople, { query });
}

export function personQuery(id: string) {
  return queryFor(peopleOperations.getPerson, { params: { id } });
}

export function personSignInsQuery(id: string) {
  return queryFor(authOperations.listSignIns, { params: { id }, query: {} });
}

/** What is read anew after any change to a person. */
export const personReads = [
  queryKeyFor(peopleOperations.listPeople),
  queryKeyFor(peopleOperations.getPerson),
  queryKeyFor(authOperations.listSignIns),
];

export const invitePersonMutation = mutationFor(peopleOperations.invitePerson);
export const renewInvitationMutation = mutationFor(peopleOperations.renewInvitation);
export const revokeInvitationMutation = mutationFor(peopleOperations.revokeInvitation);
export const updatePersonMutation = mutationFor(peopleOperations.updatePerson);
export const setRolesMutation = mutationFor(peopleOperations.setRoles);
export const deactivatePersonMutation = mutationFor(peopleOperations.deactivatePerson);
export const reactivatePersonMutation = mutationFor(peopleOperations.reactivatePerson);
export const resetPasskeysMutation = mutationFor(peopleOperations.resetPasskeys);
export const erasePersonMutation = mutationFor(peopleOperations.erasePerson);
export const revokeSignInMutation = mutationFor(authOperations.revokeSignIn);
export const revokeSignInsMutation = mutationFor(authOperations.revokeSignIns);
