import "server-only";
import type { Database } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { Tx } from "@/lib/db/transaction";
import type { JsonValue } from "@/lib/core/json";
import type { JobState } from "@/lib/jobs/rules";

export type JobRow = {
  id: bigint;
  name: string;
  payload: JsonValue;
  attempts: number;
  maxAttempts: number;
  running: boolean;
  runAt: Date;
  lastError: string | null;
  createdAt: Date;
  updatedAt: Date;
  revision: number;
};

/** graphile-worker's own tables: its public view leaves the payload out. */
const rows = Prisma.sql`
  select j.id, t.identifier as name, j.payload, j.attempts::int, j.max_attempts::int as "maxAttempts", j.locked_at is not null as running,
         j.run_at as "runAt", j.last_error as "lastError", j.created_at as "createdAt", j.updated_at as "updatedAt", j.revision
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id`;

const conditions: Record<JobState, Prisma.Sql> = {
  running: Prisma.sql`(j.locked_at is not null)`,
  failed: Prisma.sql`(j.locked_at is null and j.attempts >= j.max_attempts)`,
  retrying: Prisma.sql`(j.locked_at is null and j.attempts between 1 and j.max_attempts - 1)`,
  waiting: Prisma.sql`(j.locked_at is null and j.attempts = 0 and j.max_attempts > 0)`,
};

type Filter = { states: readonly JobState[]; before: bigint | undefined; limit: number };

/** Newest first. */
export async function findJobs(db: Database, { states, before, limit }: Filter): Promise<JobRow[]> {
  const wanted = Prisma.join(
    states.map((state) => conditions[state]),
    " or ",
  );
  const beyond = before === undefined ? Prisma.empty : Prisma.sql`and j.id < ${before}`;
  return db.$queryRaw<JobRow[]>`${rows} where (${wanted}) ${beyond} order by j.id desc limit ${limit}`;
}

export async function findJob(tx: Tx, id: bigint): Promise<JobRow | undefined> {
  const found = await tx.$queryRaw<JobRow[]>`${rows} where j.id = ${id} for update of j`;
  return found[0];
}

/** From the first attempt again, now. */
export async function restartJob(tx: Tx, id: bigint): Promise<void> {
  await tx.$executeRaw`select graphile_worker.reschedule_jobs(array[${id}::bigint], run_at => now(), attempts => 0)`;
}

export async function deleteJob(tx: Tx, id: bigint): Promise<void> {
  await tx.$executeRaw`select graphile_worker.complete_jobs(array[${id}::bigint])`;
}
