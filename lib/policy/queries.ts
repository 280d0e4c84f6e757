import type { Environment } from "@/lib/core/environments";
import type { CallInput } from "@/lib/http/operation";
import { mutationFor, queryFor, queryKeyFor } from "@/lib/http/query";
import { policyOperations } from "@/lib/policy/operations";

/** What is live, and whether a draft stands beside it. */
export function livePolicyQuery(slug: string) {
  return queryFor(policyOperations.getPolicy, { params: { slug } });
}

export function policyDraftQuery(slug: string) {
  return queryFor(policyOperations.getPolicyDraft, { params: { slug } });
}

export function guardrailsListQuery() {
  return queryFor(policyOperations.listGuardrails, {});
}

export function liveGuardrailsQuery(environment: Environment) {
  return queryFor(policyOperations.getGuardrails, { params: { environment } });
}

export function guardrailsDraftQuery(environment: Environment) {
  return queryFor(policyOperations.getGuardrailsDraft, { params: { environment } });
}

/** What is read anew after a draft was begun or deleted. */
export const policyReads = [
  queryKeyFor(policyOperations.getPolicy),
  queryKeyFor(policyOperations.getGuardrails),
  queryKeyFor(policyOperations.listGuardrails),
];

export const createPolicyDraftMutation = mutationFor(policyOperations.createPolicyDraft);
export const updatePolicyDraftMutation = mutationFor(policyOperations.updatePolicyDraft);
export const deletePolicyDraftMutation = mutationFor(policyOperations.deletePolicyDraft);
export const createGuardrailsDraftMutation = mutationFor(policyOperations.createGuardrailsDraft);
export const updateGuardrailsDraftMutation = mutationFor(policyOperations.updateGuardrailsDraft);
export const deleteGuardrailsDraftMutation = mutationFor(policyOperations.deleteGuardrailsDraft);

export type OpenChangesInput = NonNullable<CallInput<typeof policyOperations.listOpenChanges>["query"]>;
export type ReplayedInput = NonNullable<CallInput<typeof policyOperations.listReplayed>["query"]>;

/** Changes of every policy and of guardrails. */
export function openChangesQuery(query: OpenChangesInput) {
  return queryFor(policyOperations.listOpenChanges, { query });
}

export function policyChangeQuery(id: string) {
  return queryFor(policyOperations.getPolicyChange, { params: { id } });
}

export function changeReplayQuery(id: string) {
  return queryFor(policyOperations.getChangeReplay, { params: { id } });
}

/** Of the draft as it is now; there may be none. */
export function draftReplayQuery(slug: string) {
  return queryFor(policyOperations.findPolicyReplay, { params: { slug } });
}

export function guardrailsReplayQuery(environment: Environment) {
  return queryFor(policyOperations.findGuardrailsReplay, { params: { environment } });
}

export function replayedQuery(id: string, query: ReplayedInput) {
  return queryFor(policyOperations.listReplayed, { params: { id }, query });
}

export type VersionPageInput = NonNullable<CallInput<typeof policyOperations.listPolicyVersions>["query"]>;

export function policyVersionPageQuery(slug: string, query: VersionPageInput) {
  return queryFor(policyOperations.listPolicyVersions, { params: { slug }, query });
}

export function guardrailsVersionPageQuery(environment: Environment, query: VersionPageInput) {
  return queryFor(policyOperations.listGuardrailsVersions, { params: { environment }, query });
}

export function policyVersionQuery(slug: string, number: number) {
  return queryFor(policyOperations.getPolicyVersion, { params: { slug, number } });
}

export function guardrailsVersionQuery(environment: Environment, number: number) {
  return queryFor(policyOperations.getGuardrailsVersion, { params: { environment, number } });
}

/** What is read anew after a step with a change: it may have gone live. */
export const policyChangeReads = [
  ...policyReads,
  queryKeyFor(policyOperations.getPolicyChange),
  queryKeyFor(policyOperations.getChangeReplay),
  queryKeyFor(policyOperations.listOpenChanges),
  queryKeyFor(policyOperations.listPolicyChanges),
  queryKeyFor(policyOperations.listGuardrailsChanges),
  queryKeyFor(policyOperations.listPolicyVersions),
  queryKeyFor(policyOperations.listGuardrailsVersions),
  queryKeyFor(policyOperations.getPolicyVersion),
  queryKeyFor(policyOperations.getGuardrailsVersion),
  queryKeyFor(policyOperations.getPolicyDraft),
  queryKeyFor(policyOperations.getGuardrailsDraft),
];

export const approvePolicyChangeMutation = mutationFor(policyOperations.approvePolicyChange);
export const rejectPolicyChangeMutation = mutationFor(policyOperations.rejectPolicyChange);
export const withdrawPolicyChangeMutation = mutationFor(policyOperations.withdrawPolicyChange);
export const applyPolicyChangeMutation = mutationFor(policyOperations.applyPolicyChange);
export const bypassPolicyChangeMutation = mutationFor(policyOperations.bypassPolicyChange);
export const lookAtPolicyChangeMutation = mutationFor(policyOperations.lookAtPolicyChange);
export const commentOnPolicyChangeMutation = mutationFor(policyOperations.commentOnPolicyChange);
export const replayPolicyChangeMutation = mutationFor(policyOperations.replayPolicyChange);
export const startPolicyReplayMutation = mutationFor(policyOperations.startPolicyReplay);
export const startGuardrailsReplayMutation = mutationFor(policyOperations.startGuardrailsReplay);
export const cancelReplayMutation = mutationFor(policyOperations.cancelReplay);
export const proposePolicyChangeMutation = mutationFor(policyOperations.proposePolicyChange);
export const proposeGuardrailsChangeMutation = mutationFor(policyOperations.proposeGuardrailsChange);
export const rebasePolicyDraftMutation = mutationFor(policyOperations.rebasePolicyDraft);
export const rebaseGuardrailsDraftMutation = mutationFor(policyOperations.rebaseGuardrailsDraft);
export const restorePolicyVersionMutation = mutationFor(policyOperations.restorePolicyVersion);
export const restoreGuardrailsVersionMutation = mutationFor(policyOperations.restoreGuardrailsVersion);
