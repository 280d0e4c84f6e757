import { decisionOperations } from "@/lib/decisions/operations";
import type { CallInput } from "@/lib/http/operation";
import { mutationFor, queryFor, queryKeyFor } from "@/lib/http/query";

export type DecisionPageInput = NonNullable<CallInput<typeof decisionOperations.listDecisions>["query"]>;
export type ShapePageInput = NonNullable<CallInput<typeof decisionOperations.listDecisionShapes>["query"]>;

/** One page of decisions; the server prefetches it under the same key. */
export function decisionPageQuery(query: DecisionPageInput) {
  return queryFor(decisionOperations.listDecisions, { query });
}

export function shapePageQuery(query: ShapePageInput) {
  return queryFor(decisionOperations.listDecisionShapes, { query });
}

export function decisionQuery(id: string) {
  return queryFor(decisionOperations.getDecision, { params: { id } });
}

export function observedActionsQuery(slug: string) {
  return queryFor(decisionOperations.listObservedActions, { params: { slug } });
}

export const environmentsQuery = queryFor(decisionOperations.listEnvironments, {});
export const environmentReads = [queryKeyFor(decisionOperations.listEnvironments)];
export const updateEnvironmentMutation = mutationFor(decisionOperations.updateEnvironment);
