import { QueryClient } from "@tanstack/react-query";
import { isAppError } from "@/lib/core/errors";
import { callOperation } from "@/lib/http/client";
import type { CallInput, Operation, Output } from "@/lib/http/operation";

/** Key and function of a read, the same on the server (prefetch) and in the browser: a changed operation or input is another key. */
export function queryFor<O extends Operation>(operation: O, input: CallInput<O>) {
  return {
    queryKey: queryKeyFor(operation, input),
    queryFn: ({ signal }: { signal: AbortSignal }): Promise<Output<O>> => callOperation(operation, input, { signal }),
  };
}

/** Keys are compared as JSON, so an absent filter and an undefined one are the same. `[id]` alone is the prefix of every input: `invalidateQueries({ queryKey: queryKeyFor(listPeople) })` reaches all pages. */
export function queryKeyFor<O extends Operation>(operation: O, input?: CallInput<O>): readonly unknown[] {
  return input === undefined ? [operation.id] : [operation.id, input];
}

/** What changes something: `useMutation(mutationFor(invitePerson))`. */
export function mutationFor<O extends Operation>(operation: O) {
  return {
    mutationKey: [operation.id],
    mutationFn: (input: CallInput<O>): Promise<Output<O>> => callOperation(operation, input),
  };
}

const maxRetries = 2;

/** The same in the browser and on the server. What the server prefetched is fresh for a moment, so it is not asked for again at once. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 10_000, retry: (failures, error) => failures < maxRetries && isWorthRetrying(error) },
      mutations: { retry: false },
    },
  });
}

/** Only what may pass by itself; a refusal stays one. */
function isWorthRetrying(error: unknown): boolean {
  return isAppError(error) && (error.code === "unavailable" || error.code === "internal");
}
