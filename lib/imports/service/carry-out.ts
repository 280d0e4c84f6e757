import "server-only";
import type { Ctx } from "@/lib/access/context";
import { can } from "@/lib/access/permissions";
import { newId } from "@/lib/core/ids";
import type { PersonViewer } from "@/lib/core/viewer";
import type { Database } from "@/lib/db/client";
import { inTransaction } from "@/lib/db/transaction";
import {
  countDone,
  deleteOldImports,
  findImport,
  findImporter,
  listOpenRows,
  type RowRecord,
  updateImport,
  writeOutcomes,
} from "@/lib/imports/repository";
import type { StopCause } from "@/lib/imports/rules";
import { endImport } from "@/lib/imports/service/end";
import { linkFamilies } from "@/lib/imports/service/families";
import { createRows } from "@/lib/imports/service/create-rows";
import { updateRow } from "@/lib/imports/service/update-row";
import { judgeAfresh } from "@/lib/imports/service/judge-afresh";

/** Rows a step. All new agents of a step are made in one transaction; each change has one of its own. */
const stepSize = 200;

type Run = { attempt: number; maxAttempts: number; signal: AbortSignal };

/**
 * Carries an import out, step by step. A row and its result are written together, so whoever takes the job up after a
 * crash goes on with the rows that have none, and a row is never done twice.
 */
export async function carryOut(db: Database, id: string, run: Run): Promise<void> {
  try {
    await runSteps(db, id, run.signal);
  } catch (error) {
    // Nobody will try again: the next import must not wait for this one.
    if (run.attempt >= run.maxAttempts && !run.signal.aborted) await giveUp(db, id, "failed_often");
    throw error;
  }
}

async function runSteps(db: Database, id: string, signal: AbortSignal): Promise<void> {
  const record = await findImport(db, id);
  if (record?.state !== "running") return;
  for (;;) {
    if (signal.aborted) return;
    const importer = await findImporter(db, record.createdBy);
    // Who left, or may no longer import, imports nothing more, also in the middle.
    if (!importer) return giveUp(db, id, "importer_left");
    if (!can(importer, "agents.import")) return giveUp(db, id, "importer_may_not");
    const ctx = openCtx(db, importer);
    const rows = await listOpenRows(db, id, stepSize);
    if (rows.length === 0) {
      await linkFamilies(ctx, id);
      return inTransaction(ctx, (tx) => endImport(tx, ctx, id, "finished"));
    }
    await runStep(ctx, id, rows);
  }
}

function openCtx(db: Database, viewer: PersonViewer): Ctx<PersonViewer> {
  return { viewer, requestId: newId("request"), now: new Date(), db };
}

async function giveUp(db: Database, id: string, cause: StopCause): Promise<void> {
  const ctx: Ctx = { viewer: { kind: "system", id: "worker" }, requestId: newId("request"), now: new Date(), db };
  await inTransaction(ctx, (tx) => endImport(tx, ctx, id, "failed", cause));
}

async function runStep(ctx: Ctx<PersonViewer>, id: string, rows: readonly RowRecord[]): Promise<void> {
  const { outcomes, creates, updates } = await judgeAfresh(ctx, rows);
  if (outcomes.length > 0) await inTransaction(ctx, (tx) => writeOutcomes(tx, id, outcomes));
  await createRows(ctx, id, creates);
  for (const row of updates) await updateRow(ctx, id, row);
  await inTransaction(ctx, async (tx) => updateImport(tx, id, { done: await countDone(tx, id) }));
}

/** For housekeeping: rows of imports hold addresses and texts, which are not kept for ever. */
export function forgetImports(db: Database, now: Date): Promise<number> {
  return deleteOldImports(db, now);
}
