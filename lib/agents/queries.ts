import { agentOperations } from "@/lib/agents/operations";
import type { CallInput } from "@/lib/http/operation";
import { mutationFor, queryFor, queryKeyFor } from "@/lib/http/query";

export type AgentPageInput = NonNullable<CallInput<typeof agentOperations.listAgents>["query"]>;
export type OwnershipPageInput = NonNullable<CallInput<typeof agentOperations.listOwnerships>["query"]>;

/** One page of agents; the server prefetches it under the same key. */
export function agentPageQuery(query: AgentPageInput) {
  return queryFor(agentOperations.listAgents, { query });
}

/** The whole record, now or as it was. */
export function agentQuery(slug: string, asOf?: string) {
  return queryFor(agentOperations.getAgent, { params: { slug }, query: asOf === undefined ? {} : { as_of: asOf } });
}

export function agentOwnersQuery(slug: string) {
  return queryFor(agentOperations.listAgentOwners, { params: { slug } });
}

export function agentHistoryQuery(slug: string, query: { cursor?: string; limit?: number }) {
  return queryFor(agentOperations.listAgentHistory, { params: { slug }, query });
}

export function ownershipPageQuery(query: OwnershipPageInput) {
  return queryFor(agentOperations.listOwnerships, { query });
}

/** What is read anew after any change to an agent or to what is part of it. */
export const agentReads = [
  queryKeyFor(agentOperations.listAgents),
  queryKeyFor(agentOperations.getAgent),
  queryKeyFor(agentOperations.listAgentHistory),
  queryKeyFor(agentOperations.listAgentOwners),
  queryKeyFor(agentOperations.listOwnerships),
];

export const createAgentMutation = mutationFor(agentOperations.createAgent);
export const changeAgentsMutation = mutationFor(agentOperations.changeAgents);
export const updateAgentMutation = mutationFor(agentOperations.updateAgent);
export const renameAgentMutation = mutationFor(agentOperations.renameAgent);
export const assessAgentMutation = mutationFor(agentOperations.assessAgent);
export const stepMutations = {
  submit: mutationFor(agentOperations.submitAgent),
  withdraw: mutationFor(agentOperations.withdrawAgent),
  activate: mutationFor(agentOperations.activateAgent),
  deny: mutationFor(agentOperations.denyAgent),
  suspend: mutationFor(agentOperations.suspendAgent),
  resume: mutationFor(agentOperations.resumeAgent),
  revoke: mutationFor(agentOperations.revokeAgent),
  reopen: mutationFor(agentOperations.reopenAgent),
  retire: mutationFor(agentOperations.retireAgent),
} as const;
export const askOwnerMutation = mutationFor(agentOperations.askOwner);
export const withdrawOwnerMutation = mutationFor(agentOperations.withdrawOwner);
export const acceptOwnershipMutation = mutationFor(agentOperations.acceptOwnership);
export const declineOwnershipMutation = mutationFor(agentOperations.declineOwnership);
export const confirmOwnershipMutation = mutationFor(agentOperations.confirmOwnership);
export const stepDownMutation = mutationFor(agentOperations.stepDown);
export const addIdentityMutation = mutationFor(agentOperations.addIdentity);
export const removeIdentityMutation = mutationFor(agentOperations.removeIdentity);
export const reachSystemMutation = mutationFor(agentOperations.reachSystem);
export const leaveSystemMutation = mutationFor(agentOperations.leaveSystem);
export const addMemoryMutation = mutationFor(agentOperations.addMemory);
export const changeMemoryMutation = mutationFor(agentOperations.changeMemory);
export const removeMemoryMutation = mutationFor(agentOperations.removeMemory);
export const adoptAgentMutation = mutationFor(agentOperations.adoptAgent);
export const releaseAgentMutation = mutationFor(agentOperations.releaseAgent);
