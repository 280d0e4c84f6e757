import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { record } from "@/lib/audit/record";
import { AppError } from "@/lib/core/errors";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { isOwn } from "@/lib/imports/present";
import {
  countOpen,
  findName,
  findRows,
  findRunning,
  hasJob,
  type ImportRecord,
  lockImports,
  rewriteRows,
  settleIdleRows,
  updateImport,
} from "@/lib/imports/repository";
import type { Import } from "@/lib/imports/schema";
import { endImport } from "@/lib/imports/service/end";
import { keepParents } from "@/lib/imports/service/judge-afresh";
import { type JudgedRow, judgeRows, type StoredRow } from "@/lib/imports/service/plan";
import { readImport, requireImport } from "@/lib/imports/service/read";
import { enqueue } from "@/lib/jobs/enqueue";

/** Starts what was checked, or some of it, or what failed once more. The work itself is a job's. */
export async function runImport(ctx: Ctx, id: string, only: readonly number[] | undefined): Promise<Import> {
  await authorize(ctx, "agents.import");
  const found = await requireImport(ctx.db, id);
  if (!isOwn(ctx.viewer, found)) {
    throw new AppError(
      "forbidden",
      "Whoever checked these files imports them: the agents are registered in their name.",
    );
  }
  const again = await judgeAgain(ctx, found, only);
  await inTransaction(ctx, async (tx) => {
    await lockImports(tx);
    const current = await requireImport(tx, id);
    await refuseWhileRunning(tx, ctx, current);
    if (again.length > 0) await rewriteRows(tx, id, again);
    await settleIdleRows(tx, id, only ?? null);
    const open = await countOpen(tx, id);
    if (open === 0 && current.state !== "checked")
      throw new AppError("conflict", "Every row has been run. Name rows that failed to try them again.");
    await updateImport(tx, id, { state: "running", startedAt: ctx.now, finishedAt: null });
    await record(tx, ctx, { type: "import.started", subjectId: id, data: { rows: open } });
    if (open === 0) await endImport(tx, ctx, id, "finished");
    else await enqueue(tx, "run_import", { import: id }, { key: keyOf(id), queue: "imports" });
  });
  return readImport(ctx, await requireImport(ctx.db, id));
}

const keyOf = (id: string): string => `import:${id}`;

/** Rows that failed or were left out before are judged by what is there now. */
async function judgeAgain(ctx: Ctx, found: ImportRecord, only: readonly number[] | undefined): Promise<JudgedRow[]> {
  if (only === undefined || found.state === "checked") return [];
  const rows = await findRows(ctx.db, found.id, only);
  const open = rows.filter(({ result }) => result === "failed" || result === "skipped");
  const stored = open.map(({ number, draft }) => ({ number, row: draft as StoredRow }));
  return keepParents(await judgeRows(ctx, found.createdBy, stored), open);
}

/** One at a time, so that two imports never judge the same agents by what neither has written yet. */
async function refuseWhileRunning(tx: Tx, ctx: Ctx, wanted: ImportRecord): Promise<void> {
  const running = await findRunning(tx);
  if (!running) return;
  if (!(await hasJob(tx, keyOf(running.id)))) {
    // Its job used up its attempts or was discarded: nobody carries it out any more.
    await endImport(tx, ctx, running.id, "failed", "left_alone");
    return;
  }
  const since = running.startedAt?.toISOString() ?? null;
  const who = (await findName(tx, running.createdBy)) ?? "Somebody";
  const detail =
    running.id === wanted.id
      ? "This import is running already."
      : `${who} has an import running since ${since}. One runs at a time; start this one when that is done.`;
  throw new AppError("conflict", detail, { members: { running: running.id, started_by: running.createdBy, since } });
}
