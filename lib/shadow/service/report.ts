import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { record } from "@/lib/audit/record";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { isSample } from "@/lib/core/viewer";
import { inTransaction } from "@/lib/db/transaction";
import { upsertSighting } from "@/lib/shadow/repository";
import type { ShadowAgent, Sighting } from "@/lib/shadow/schema";
import { readShadow } from "@/lib/shadow/service/read";

/** What clocks of others may be ahead. */
const skewMs = 5 * 60_000;

/** What was decided about it stays: being seen again is a fact beside the decision. */
export async function reportShadowAgent(ctx: Ctx, sighting: Sighting): Promise<ShadowAgent> {
  await authorize(ctx, "shadow.report");
  const seenAt = readSeenAt(ctx, sighting.seen_at);
  const { name, source, source_ref: sourceRef, detail } = sighting;
  return inTransaction(ctx, async (tx) => {
    const { id, sightings } = await upsertSighting(tx, {
      id: newId("shadow", ctx.now.getTime()),
      name,
      source,
      sourceRef,
      detail,
      seenAt,
      now: ctx.now,
      sample: isSample(ctx.viewer),
    });
    await record(tx, ctx, {
      type: "shadow.reported",
      subjectId: id,
      data: { sightings, seen_at: seenAt.toISOString() },
      personal: { personId: null, data: { name: showControls(name), source } },
    });
    return readShadow(tx, ctx, id);
  });
}

function readSeenAt(ctx: Ctx, seenAt: string | undefined): Date {
  if (seenAt === undefined) return ctx.now;
  const at = new Date(seenAt);
  if (at.getTime() <= ctx.now.getTime() + skewMs) return at;
  const detail = "It cannot have been seen in the future.";
  throw new AppError("invalid_input", detail, { faults: [{ pointer: "/seen_at", code: "future", detail }] });
}

/** The log holds no control characters, not even somebody else's. */
export function showControls(text: string): string {
  return text.replaceAll(
    /\p{Cc}/gu,
    (character) => `<U+${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}>`,
  );
}
