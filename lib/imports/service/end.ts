import "server-only";
import type { Ctx } from "@/lib/access/context";
import { record } from "@/lib/audit/record";
import type { Tx } from "@/lib/db/transaction";
import { countRows, updateImport } from "@/lib/imports/repository";
import { rowResults, type StopCause } from "@/lib/imports/rules";

/** Says what became of the rows. Those without a result can be run again. */
export async function endImport(
  tx: Tx,
  ctx: Ctx,
  id: string,
  state: "finished" | "failed",
  cause?: StopCause,
): Promise<void> {
  const counted = await countRows(tx, id);
  const sum = (wanted: string | null): number =>
    counted.filter(({ result }) => result === wanted).reduce((total, { count }) => total + count, 0);
  const results = Object.fromEntries(rowResults.map((result) => [result, sum(result)]));
  const done = Object.values(results).reduce((total, count) => total + count, 0);
  await updateImport(tx, id, { state, finishedAt: ctx.now, done });
  const data = { state, ...(cause === undefined ? {} : { cause }), ...results, not_run: sum(null) };
  await record(tx, ctx, { type: "import.finished", subjectId: id, data });
}
