import "server-only";
import type { Ctx } from "@/lib/access/context";
import { record } from "@/lib/audit/record";
import {
  closeHandover,
  hasOpenParts,
  insertHandover,
  lockOpenHandover,
  lockOpenHandoversOf,
} from "@/lib/agents/repository";
import type { OwnerPart } from "@/lib/agents/rules";
import { newId } from "@/lib/core/ids";
import { isSample } from "@/lib/core/viewer";
import type { Tx } from "@/lib/db/transaction";

export type LeaveCause = "deactivated" | "erased" | "left_team" | "uninvited";

export async function openHandover(
  tx: Tx,
  ctx: Ctx,
  leaving: { personId: string; because: LeaveCause; teamId: string | null; count: number },
): Promise<string> {
  const { personId, because, teamId, count } = leaving;
  const id = newId("handover", ctx.now.getTime());
  await insertHandover(tx, { id, personId, because, teamId, openedAt: ctx.now, sample: isSample(ctx.viewer) });
  await record(tx, ctx, {
    type: "handover.opened",
    subjectId: id,
    data: { person: personId, because, agents: count, ...(teamId === null ? {} : { team: teamId }) },
  });
  return id;
}

/** Somebody accepted, or the agent is retired: each hand-over that waited for this, and for nothing else any more, is finished. */
export async function finishHandovers(tx: Tx, ctx: Ctx, agentId: string, parts: readonly OwnerPart[]): Promise<void> {
  for (const handover of await lockOpenHandoversOf(tx, agentId, parts)) await finishIfDone(tx, ctx, handover);
}

/** For whoever ended the last of what a leaver held: others may have taken all of it before. */
export async function finishHandover(tx: Tx, ctx: Ctx, id: string): Promise<void> {
  const handover = await lockOpenHandover(tx, id);
  if (handover) await finishIfDone(tx, ctx, handover);
}

async function finishIfDone(tx: Tx, ctx: Ctx, { id, personId }: { id: string; personId: string }): Promise<void> {
  if (await hasOpenParts(tx, id)) return;
  await closeHandover(tx, id, ctx.now);
  await record(tx, ctx, { type: "handover.finished", subjectId: id, data: { person: personId } });
}
