import "server-only";
import type { Ctx } from "@/lib/access/context";
import { isPolicyLive, presentRecord } from "@/lib/agents/present";
import { findRecord, insertVersion, type RecordRow, updateAgent } from "@/lib/agents/repository";
import type { AgentRecord } from "@/lib/agents/schema";
import { derive, findRealSharers } from "@/lib/agents/service/settle/derive";
import { followLocked } from "@/lib/agents/service/settle/follow";
import { type Cause, nameCause, writeVersion } from "@/lib/agents/service/settle/version";
import { type AuditRecord, record } from "@/lib/audit/record";
import type { Environment } from "@/lib/core/environments";
import { AppError } from "@/lib/core/errors";
import type { Tx } from "@/lib/db/transaction";
import { republish } from "@/lib/snapshots/service";

type Event = Pick<AuditRecord, "type" | "data" | "personal">;

/**
 * Ends every change of an agent or of what is part of it: what follows from the record is derived anew, the version
 * rises, the event is written, and the whole record is kept as it is now. For `others`, which the caller has locked
 * together with it, the event has consequences too. Nothing else raises a version.
 */
export async function settle(
  tx: Tx,
  ctx: Ctx,
  agentId: string,
  event: Event,
  others: readonly string[] = [],
): Promise<RecordRow> {
  const before = await requireRecord(tx, agentId);
  await updateAgent(tx, agentId, { ...(await derive(tx, before)), version: { increment: 1 }, updatedAt: ctx.now });
  const { row, cause } = await keepVersion(tx, ctx, agentId, event);
  await followLocked(tx, others, cause, ctx.now);
  return row;
}

/** The same for an agent that was just made: its version is 1 already. */
export async function settleNew(tx: Tx, ctx: Ctx, agentId: string, event: Event): Promise<RecordRow> {
  await updateAgent(tx, agentId, await derive(tx, await requireRecord(tx, agentId)));
  return (await keepVersion(tx, ctx, agentId, event)).row;
}

export async function requireRecord(db: Ctx["db"] | Tx, agentId: string): Promise<RecordRow> {
  const row = await findRecord(db, agentId);
  if (!row) throw new AppError("not_found", "There is no such agent.");
  return row;
}

type Kept = { row: RecordRow; cause: Cause };

async function keepVersion(tx: Tx, ctx: Ctx, agentId: string, event: Event): Promise<Kept> {
  const row = await requireRecord(tx, agentId);
  const environment = row.environment as Environment;
  const eventId = await record(tx, ctx, { ...event, subjectId: agentId, environment });
  const cause = nameCause(ctx, { id: eventId, type: event.type });
  await insertVersion(tx, writeVersion(row, cause, ctx.now, await findRealSharers(tx, row)));
  if (isPolicyLive(row)) {
    const older = row.slugs.map(({ slug }) => slug).filter((slug) => slug !== row.slug);
    await republish(tx, ctx, { agents: [agentId], gone: older });
  }
  return { row, cause };
}

/** The record as whoever asks sees it now, with the other agents that have one of its credentials. */
export async function showRecord(db: Ctx["db"] | Tx, ctx: Ctx, row: RecordRow): Promise<AgentRecord> {
  return presentRecord(ctx.viewer, row, await findRealSharers(db, row), ctx.now);
}
