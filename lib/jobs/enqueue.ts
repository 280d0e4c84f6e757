import "server-only";
import { jobCatalogue, type JobName, type JobPayload } from "@/lib/jobs/catalogue";
import type { Tx } from "@/lib/db/transaction";

export type EnqueueOptions = {
  runAt?: Date;
  /** A second job of the same key replaces the first while that one waits. */
  key?: string;
  /** Jobs of one queue run one after the other. */
  queue?: string;
};

/** Asks for a job in the transaction of the change it follows from: rolled back, it never was. Answers the job's id. */
export async function enqueue<N extends JobName>(
  tx: Tx,
  name: N,
  payload: JobPayload<N>,
  options: EnqueueOptions = {},
): Promise<string> {
  const { payload: schema, maxAttempts } = jobCatalogue[name];
  const json = JSON.stringify(schema.parse(payload));
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select (graphile_worker.add_job(
      ${name}, payload => ${json}::json, queue_name => ${options.queue ?? null}, run_at => ${options.runAt ?? null}::timestamptz,
      max_attempts => ${maxAttempts}::int, job_key => ${options.key ?? null})).id::text as id`;
  return rows[0]?.id ?? "";
}
