import type { Ctx } from "@/lib/access/context";
import type { Database } from "@/lib/db/client";
import type { ImportRowInput } from "@/lib/imports/schema";
import { carryOut, createImport, getImport, listImportRows, runImport } from "@/lib/imports/service";

type Run = { attempt: number; maxAttempts: number; signal: AbortSignal };

export function makeRun(signal: AbortSignal = new AbortController().signal): Run {
  return { attempt: 1, maxAttempts: 8, signal };
}

export function checkRows(ctx: Ctx, rows: readonly ImportRowInput[]) {
  return createImport(ctx, { sources: [], environment: "sandbox", rows: [...rows] });
}

/** Checks, runs and carries out, as the job would. */
export async function importRows(db: Database, ctx: Ctx, rows: readonly ImportRowInput[]) {
  const { id } = await checkRows(ctx, rows);
  await runImport(ctx, id, undefined);
  await carryOut(db, id, makeRun());
  return getImport(ctx, id);
}

export async function readRows(ctx: Ctx, id: string) {
  return (await listImportRows(ctx, id, { limit: 200 })).data;
}
