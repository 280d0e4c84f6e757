import { agentOperations } from "@/lib/agents/operations";
import type { CallInput } from "@/lib/http/operation";
import { mutationFor, queryFor, queryKeyFor } from "@/lib/http/query";
import { systemOperations } from "@/lib/systems/operations";

export type SystemPageInput = NonNullable<CallInput<typeof systemOperations.listSystems>["query"]>;

/** One page of systems; the server prefetches it under the same key. */
export function systemPageQuery(query: SystemPageInput) {
  return queryFor(systemOperations.listSystems, { query });
}

export function systemQuery(slug: string) {
  return queryFor(systemOperations.getSystem, { params: { slug } });
}

/** What is read anew after any change to a system: agents show what they reach. */
export const systemReads = [
  queryKeyFor(systemOperations.listSystems),
  queryKeyFor(systemOperations.getSystem),
  queryKeyFor(agentOperations.listAgents),
  queryKeyFor(agentOperations.getAgent),
];

export const createSystemMutation = mutationFor(systemOperations.createSystem);
export const updateSystemMutation = mutationFor(systemOperations.updateSystem);
export const deleteSystemMutation = mutationFor(systemOperations.deleteSystem);
