import "server-only";
import type { Ctx } from "@/lib/access/context";
import {
  forgetReasons,
  findOwnership,
  listOpenOf,
  listUngoverned,
  lockAgents,
  lockPerson,
  markHanded,
  updateAgent,
} from "@/lib/agents/repository";
import { finishHandover, type LeaveCause, openHandover } from "@/lib/agents/service/handed";
import { end } from "@/lib/agents/service/owners";
import { requireRecord, settle } from "@/lib/agents/service/settle";
import { newId } from "@/lib/core/ids";
import type { Database } from "@/lib/db/client";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/enqueue";

/**
 * What one transaction ends, so that nobody waits long for the door to close; the rest follows in jobs. Meanwhile a record
 * whose owner is not here counts as without one.
 */
const atOnce = 25;

type Leaving = { personId: string; because: LeaveCause; teamId?: string | null };

/**
 * Ends what this person held or was asked to hold, in the transaction that lets them go, and opens one hand-over for all
 * that was accepted. For callers that have asked for permission themselves.
 */
export async function releasePerson(tx: Tx, ctx: Ctx, { personId, because, teamId = null }: Leaving): Promise<void> {
  // Whoever leaves for good answers nothing meanwhile, and is asked nothing.
  if (because !== "left_team") await lockPerson(tx, personId);
  if (because === "erased") await forgetReasons(tx, personId);
  const open = await listOpenOf(tx, { personId, teamId });
  const isHeld = ({ state }: Open): boolean => state === "accepted";
  const count = new Set(open.filter(isHeld).map(({ agentId }) => agentId)).size;
  const leaving = { personId, because, teamId, count };
  const later = open.slice(atOnce);
  const opened = open.some(isHeld) ? await openHandover(tx, ctx, leaving) : null;
  if (opened !== null) {
    const ids = later.filter(isHeld).map(({ id }) => id);
    if (ids.length > 0) await markHanded(tx, ids, opened);
  }
  const handover = await releaseSome(tx, ctx, open.slice(0, atOnce), leaving, opened);
  if (later.length > 0) {
    const until = ctx.now.toISOString();
    await enqueue(tx, "release_holdings", { person: personId, because, team: teamId, handover, until });
  }
  if (handover !== null) await finishHandover(tx, ctx, handover);
}

type Rest = { person: string; because: LeaveCause; team: string | null; handover: string | null; until: string };

/** What was there when they left, and nothing that somebody asked them since: they may have come back. */
export async function releaseRest(db: Database, { person, because, team, handover, until }: Rest): Promise<void> {
  const left = { personId: person, teamId: team, left: { until: new Date(until), handover } };
  for (;;) {
    const ctx = asWorker(db, new Date());
    const open = (await listOpenOf(db, left)).slice(0, atOnce);
    const leaving = { personId: person, because, teamId: team, count: open.length };
    await inTransaction(ctx, async (tx) => {
      await releaseSome(tx, ctx, open, leaving, handover);
      if (open.length < atOnce && handover !== null) await finishHandover(tx, ctx, handover);
    });
    if (open.length < atOnce) return;
  }
}

type Open = Awaited<ReturnType<typeof listOpenOf>>[number];

/** Answers the hand-over: a question that was accepted after it was listed may have opened one. */
async function releaseSome(
  tx: Tx,
  ctx: Ctx,
  open: readonly Open[],
  leaving: Parameters<typeof openHandover>[2],
  opened: string | null,
): Promise<string | null> {
  let handover = opened;
  const { because } = leaving;
  for (const { id, agentId } of open) {
    await lockAgents(tx, [agentId]);
    const owner = await findOwnership(tx, id);
    if (!owner || (owner.state !== "asked" && owner.state !== "accepted")) continue;
    if (owner.state === "accepted") handover ??= await openHandover(tx, ctx, { ...leaving, count: 1 });
    await end(tx, ctx, owner, because, owner.state === "accepted" ? handover : null);
    const data = { part: owner.part, person: owner.personId, because };
    await settle(tx, ctx, agentId, { type: "agent.owner_ended", data });
  }
  return handover;
}

/** Agents whose grace is over. They fail closed by the clock already; this says so in the record and in the log. */
export async function closeUngoverned(db: Database, now: Date): Promise<number> {
  let closed = 0;
  for (;;) {
    const found = await listUngoverned(db, now, atOnce);
    const ctx = asWorker(db, now);
    for (const { id } of found) if (await inTransaction(ctx, (tx) => closeOne(tx, ctx, id))) closed++;
    if (found.length < atOnce) return closed;
  }
}

async function closeOne(tx: Tx, ctx: Ctx, id: string): Promise<boolean> {
  await lockAgents(tx, [id]);
  const row = await requireRecord(tx, id);
  if (row.state !== "active" || row.governedUntil === null || row.governedUntil > ctx.now) return false;
  const stateReason = "Nobody answers for it";
  await updateAgent(tx, id, {
    state: "suspended",
    stateReason,
    stateAt: ctx.now,
    stateBy: "worker",
    stateByReview: false,
  });
  const data = { governed_until: row.governedUntil.toISOString() };
  await settle(tx, ctx, id, { type: "agent.ungoverned", data });
  return true;
}

function asWorker(db: Database, now: Date): Ctx {
  return { db, now, requestId: newId("request"), viewer: { kind: "system", id: "worker" } };
}
