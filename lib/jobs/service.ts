import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { record } from "@/lib/audit/record";
import { AppError } from "@/lib/core/errors";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { cutPage, decodeCursor } from "@/lib/http/cursor";
import { presentJob } from "@/lib/jobs/present";
import { deleteJob, findJob, findJobs, type JobRow, restartJob } from "@/lib/jobs/repository";
import { judgeState } from "@/lib/jobs/rules";
import { type Job, type JobPage, type ListJobsQuery } from "@/lib/jobs/schema";
import { jobStates } from "@/lib/jobs/rules";

const scope = "jobs:id";

export async function listJobs(ctx: Ctx, query: ListJobsQuery): Promise<JobPage> {
  await authorize(ctx, "jobs.read");
  const [before] = query.cursor === undefined ? [] : decodeCursor(scope, query.cursor);
  const found = await findJobs(ctx.db, {
    states: query.state ?? jobStates,
    before: before === undefined ? undefined : BigInt(before ?? 0),
    limit: query.limit + 1,
  });
  const { rows, nextCursor } = cutPage(found, query.limit, scope, (row) => [String(row.id)]);
  return { data: rows.map((row) => presentJob(ctx.viewer, row)), next_cursor: nextCursor };
}

/** Gives a job that failed for good all its attempts again. */
export async function retryJob(ctx: Ctx, id: string): Promise<Job> {
  await authorize(ctx, "jobs.manage");
  return inTransaction(ctx, async (tx) => {
    const row = await lockFailedJob(tx, id);
    await restartJob(tx, row.id);
    await record(tx, ctx, { type: "job.retried", subjectId: id, data: { name: row.name, attempts: row.attempts } });
    return presentJob(ctx.viewer, { ...row, attempts: 0, runAt: ctx.now, updatedAt: ctx.now });
  });
}

/** Gives it up: what it was to do is not done. */
export async function discardJob(ctx: Ctx, id: string): Promise<void> {
  await authorize(ctx, "jobs.manage");
  await inTransaction(ctx, async (tx) => {
    const row = await lockFailedJob(tx, id);
    await deleteJob(tx, row.id);
    await record(tx, ctx, { type: "job.discarded", subjectId: id, data: { name: row.name, attempts: row.attempts } });
  });
}

async function lockFailedJob(tx: Tx, id: string): Promise<JobRow> {
  const row = await findJob(tx, BigInt(id));
  if (!row) throw new AppError("not_found", "There is no such job. A job that is done is forgotten.");
  const state = judgeState(row);
  if (state !== "failed")
    throw new AppError("conflict", `The job is ${state}. Only a job that failed for good can be retried or discarded.`);
  return row;
}
