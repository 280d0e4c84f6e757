import type { CallInput } from "@/lib/http/operation";
import { mutationFor, queryFor, queryKeyFor } from "@/lib/http/query";
import { jobOperations } from "@/lib/jobs/operations";

export type JobPageInput = NonNullable<CallInput<typeof jobOperations.listJobs>["query"]>;

/** One page of background jobs; the server prefetches it under the same key. */
export function jobPageQuery(query: JobPageInput) {
  return queryFor(jobOperations.listJobs, { query });
}

export const jobReads = [queryKeyFor(jobOperations.listJobs)];
export const retryJobMutation = mutationFor(jobOperations.retryJob);
export const discardJobMutation = mutationFor(jobOperations.discardJob);
