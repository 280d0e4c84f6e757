import { recordOperations } from "@/lib/agents/operations";
import type { CallInput } from "@/lib/http/operation";
import { queryFor } from "@/lib/http/query";

export type AgentPageInput = NonNullable<CallInput<typeof recordOperations.listAgents>["query"]>;

/** One page of agents; the server prefetches it under the same key. */
export function agentPageQuery(query: AgentPageInput) {
  return queryFor(recordOperations.listAgents, { query });
}

/** The whole record, now or as it was. */
export function agentQuery(slug: string, asOf?: string) {
  return queryFor(recordOperations.getAgent, { params: { slug }, query: asOf === undefined ? {} : { as_of: asOf } });
}

export function agentHistoryQuery(slug: string, query: { cursor?: string; limit?: number }) {
  return queryFor(recordOperations.listAgentHistory, { params: { slug }, query });
}
