import { agentOperations } from "@/lib/agents/operations";
import type { CallInput } from "@/lib/http/operation";
import { mutationFor, queryFor, queryKeyFor } from "@/lib/http/query";
import { shadowOperations } from "@/lib/shadow/operations";

export type ShadowPageInput = NonNullable<CallInput<typeof shadowOperations.listShadowAgents>["query"]>;
export type DecisionInput = CallInput<typeof shadowOperations.decideShadowAgent>["body"];

/** One page of discovered agents; the server prefetches it under the same key. */
export function shadowPageQuery(query: ShadowPageInput) {
  return queryFor(shadowOperations.listShadowAgents, { query });
}

/** What is read anew after a decision or a report: governing may have made an agent. */
export const shadowReads = [
  queryKeyFor(shadowOperations.listShadowAgents),
  queryKeyFor(shadowOperations.getShadowAgent),
  queryKeyFor(agentOperations.listAgents),
];

export const reportShadowAgentMutation = mutationFor(shadowOperations.reportShadowAgent);
export const decideShadowAgentMutation = mutationFor(shadowOperations.decideShadowAgent);
