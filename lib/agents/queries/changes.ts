import {
  bulkOperations,
  lifeOperations,
  ownerOperations,
  partOperations,
  recordOperations,
} from "@/lib/agents/operations";
import type { CallInput } from "@/lib/http/operation";
import { mutationFor, queryFor, queryKeyFor } from "@/lib/http/query";

export type OwnershipPageInput = NonNullable<CallInput<typeof ownerOperations.listOwnerships>["query"]>;

export function agentOwnersQuery(slug: string) {
  return queryFor(ownerOperations.listAgentOwners, { params: { slug } });
}

export function ownershipPageQuery(query: OwnershipPageInput) {
  return queryFor(ownerOperations.listOwnerships, { query });
}

/** What is read anew after any change to an agent or to what is part of it. */
export const agentReads = [
  queryKeyFor(recordOperations.listAgents),
  queryKeyFor(recordOperations.getAgent),
  queryKeyFor(recordOperations.listAgentHistory),
  queryKeyFor(ownerOperations.listAgentOwners),
  queryKeyFor(ownerOperations.listOwnerships),
];

export const createAgentMutation = mutationFor(recordOperations.createAgent);
export const changeAgentsMutation = mutationFor(bulkOperations.changeAgents);
export const updateAgentMutation = mutationFor(recordOperations.updateAgent);
export const renameAgentMutation = mutationFor(recordOperations.renameAgent);
export const assessAgentMutation = mutationFor(recordOperations.assessAgent);
export const stepMutations = {
  submit: mutationFor(lifeOperations.submitAgent),
  withdraw: mutationFor(lifeOperations.withdrawAgent),
  activate: mutationFor(lifeOperations.activateAgent),
  deny: mutationFor(lifeOperations.denyAgent),
  suspend: mutationFor(lifeOperations.suspendAgent),
  resume: mutationFor(lifeOperations.resumeAgent),
  revoke: mutationFor(lifeOperations.revokeAgent),
  reopen: mutationFor(lifeOperations.reopenAgent),
  retire: mutationFor(lifeOperations.retireAgent),
} as const;
export const askOwnerMutation = mutationFor(ownerOperations.askOwner);
export const withdrawOwnerMutation = mutationFor(ownerOperations.withdrawOwner);
export const acceptOwnershipMutation = mutationFor(ownerOperations.acceptOwnership);
export const declineOwnershipMutation = mutationFor(ownerOperations.declineOwnership);
export const confirmOwnershipMutation = mutationFor(ownerOperations.confirmOwnership);
export const stepDownMutation = mutationFor(ownerOperations.stepDown);
export const addIdentityMutation = mutationFor(partOperations.addIdentity);
export const removeIdentityMutation = mutationFor(partOperations.removeIdentity);
export const reachSystemMutation = mutationFor(partOperations.reachSystem);
export const leaveSystemMutation = mutationFor(partOperations.leaveSystem);
export const addMemoryMutation = mutationFor(partOperations.addMemory);
export const changeMemoryMutation = mutationFor(partOperations.changeMemory);
export const removeMemoryMutation = mutationFor(partOperations.removeMemory);
export const adoptAgentMutation = mutationFor(partOperations.adoptAgent);
export const releaseAgentMutation = mutationFor(partOperations.releaseAgent);
