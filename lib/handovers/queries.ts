import { agentOperations } from "@/lib/agents/operations";
import { handoverOperations } from "@/lib/handovers/operations";
import type { CallInput } from "@/lib/http/operation";
import { mutationFor, queryFor, queryKeyFor } from "@/lib/http/query";

export type HandoverPageInput = NonNullable<CallInput<typeof handoverOperations.listHandovers>["query"]>;

/** One page of hand-overs; the server prefetches it under the same key. */
export function handoverPageQuery(query: HandoverPageInput) {
  return queryFor(handoverOperations.listHandovers, { query });
}

/** Of one leaver, the newest first. */
export function handoversOfQuery(person: string) {
  return handoverPageQuery({ person, limit: 10 });
}

export function handoverQuery(id: string) {
  return queryFor(handoverOperations.getHandover, { params: { id } });
}

/** What is read anew after successors were asked: agents show who is asked too. */
export const handoverReads = [
  queryKeyFor(handoverOperations.listHandovers),
  queryKeyFor(handoverOperations.getHandover),
  queryKeyFor(agentOperations.listAgents),
  queryKeyFor(agentOperations.getAgent),
  queryKeyFor(agentOperations.listAgentOwners),
  queryKeyFor(agentOperations.listOwnerships),
];

export const assignHandoverMutation = mutationFor(handoverOperations.assignHandover);
