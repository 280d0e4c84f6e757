import "server-only";
import type { Ctx } from "@/lib/access/context";
import { record } from "@/lib/audit/record";
import type { Environment } from "@/lib/core/environments";
import { hashText } from "@/lib/core/sha256";
import type { JsonObject } from "@/lib/core/json";
import { takeAttempt } from "@/lib/db/rate-limits";
import { inTransaction } from "@/lib/db/transaction";

type Reading = {
  readonly type: "decision.read" | "decisions.listed";
  readonly subjectId: string | null;
  readonly environment?: Environment;
  readonly data: JsonObject;
  /** What tells this question from others, where the log says less than was asked. */
  readonly question?: object;
};

const windowSeconds = 600;

/**
 * Each reading is an event: once in ten minutes for the same person and the same question, whatever page of it or tail
 * they ask for. A page that follows what happens asks every few seconds, and would bury the log; and nobody reads past
 * it by beginning in the middle.
 */
export async function noteReading(
  ctx: Ctx,
  { type, subjectId, environment, data, question = data }: Reading,
): Promise<void> {
  const viewer = ctx.viewer.kind === "anonymous" ? "" : ctx.viewer.id;
  const key = `reading:${hashText(JSON.stringify([viewer, type, subjectId, question]))}`;
  await inTransaction(ctx, async (tx) => {
    const { allowed } = await takeAttempt(tx, { key, limit: 1, windowSeconds }, ctx.now);
    if (allowed) await record(tx, ctx, { type, subjectId, data, ...(environment && { environment }) });
  });
}
