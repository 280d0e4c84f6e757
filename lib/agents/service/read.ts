import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { can } from "@/lib/access/permissions";
import { presentAgent, presentOwnership, targetOf } from "@/lib/agents/present";
import { countDue, countInReview, findVersionAt, listAgentRows, listOwnershipRows } from "@/lib/agents/repository";
import { dueNoticeDays } from "@/lib/agents/rules";
import {
  AgentRecord,
  type AgentPage,
  type ListAgentsQuery,
  type ListOwnershipsQuery,
  type Ownership,
  type OwnershipPage,
} from "@/lib/agents/schema";
import { requireAgentId } from "@/lib/agents/service/find";
import { nameAgain } from "@/lib/agents/service/history";
import { requireRecord, showRecord } from "@/lib/agents/service/settle";
import { AppError } from "@/lib/core/errors";
import { cutPage, decodeCursor } from "@/lib/http/cursor";

export async function listAgents(ctx: Ctx, query: ListAgentsQuery): Promise<AgentPage> {
  await authorize(ctx, "agents.read");
  const { sort, limit, cursor, owner, ...filters } = query;
  const scope = `agents:${sort}`;
  const after = cursor === undefined ? null : readAfter(decodeCursor(scope, cursor));
  const people = owner?.map((one) => (one === "me" ? readOwnId(ctx) : one));
  const found = await listAgentRows(ctx.db, { ...filters, owner: people }, { sort, after, limit: limit + 1 }, ctx.now);
  const { rows, nextCursor } = cutPage(found, limit, scope, ({ row, key }) => [key, row.id]);
  return { data: rows.map(({ row }) => presentAgent(ctx.viewer, row, ctx.now)), next_cursor: nextCursor };
}

/** A viewer who is nobody owns nothing. */
function readOwnId(ctx: Ctx): string {
  return ctx.viewer.kind === "person" ? ctx.viewer.id : "";
}

function readAfter([key, id]: readonly (string | number | null)[]): { key: string; id: string } {
  return { key: String(key), id: String(id) };
}

export async function getAgent(ctx: Ctx, slug: string, asOf?: string): Promise<AgentRecord> {
  await authorize(ctx, "agents.read");
  const id = await requireAgentId(ctx.db, slug);
  return asOf === undefined ? readNow(ctx, id) : readThen(ctx, id, asOf);
}

/** For a repeated creating request, which knows the id. */
export async function getAgentById(ctx: Ctx, id: string): Promise<AgentRecord> {
  await authorize(ctx, "agents.read");
  return readNow(ctx, id);
}

async function readNow(ctx: Ctx, id: string): Promise<AgentRecord> {
  const row = await requireRecord(ctx.db, id);
  return showRecord(ctx.db, ctx, row);
}

/** The record as it was at that instant: nothing of it can be changed, so it carries no abilities. */
async function readThen(ctx: Ctx, id: string, asOf: string): Promise<AgentRecord> {
  const at = new Date(asOf);
  if (at > ctx.now) {
    const detail = "Choose an instant that has passed.";
    throw new AppError("invalid_input", detail, { faults: [{ pointer: "/as_of", code: "in_the_future", detail }] });
  }
  const stored = await findVersionAt(ctx.db, id, at);
  if (!stored) throw new AppError("not_found", "This agent was not registered yet at that time.");
  const record = AgentRecord.parse(stored.record);
  const due = record.owners.some(
    ({ state, confirm_by: by }) => state === "accepted" && by !== null && new Date(by) <= at,
  );
  const owners = record.owners.map((owner) => ({
    ...owner,
    abilities: [],
    overdue: owner.state === "accepted" && owner.confirm_by !== null && new Date(owner.confirm_by) <= at,
  }));
  const until = record.governed_until;
  const then: AgentRecord = {
    ...record,
    owners,
    abilities: [],
    unmet: [],
    gaps: due && !record.gaps.includes("confirmation_overdue") ? [...record.gaps, "confirmation_overdue"] : record.gaps,
    governed: until !== null && new Date(until) > at,
    as_of: at.toISOString(),
  };
  const [named] = await nameAgain(ctx, [then]);
  return named ?? then;
}

export async function listAgentOwners(ctx: Ctx, slug: string): Promise<{ data: Ownership[] }> {
  await authorize(ctx, "agents.read");
  const row = await requireRecord(ctx.db, await requireAgentId(ctx.db, slug));
  const target = targetOf(row);
  return { data: row.owners.map((owner) => presentOwnership(ctx.viewer, owner, target, ctx.now)).toReversed() };
}

const dueWithinMs = dueNoticeDays * 86_400_000;

/** What people answer for, or are asked to: one's own, somebody's, everybody's. */
export async function listOwnerships(ctx: Ctx, query: ListOwnershipsQuery): Promise<OwnershipPage> {
  await authorize(ctx, "agents.read");
  const scope = "ownerships";
  const cursor = query.cursor === undefined ? null : decodeCursor(scope, query.cursor);
  const after = cursor && { at: new Date(String(cursor[0])), id: String(cursor[1]) };
  const filter = {
    personId: query.person === "me" ? readOwnId(ctx) : query.person,
    states: query.state,
    dueBefore: query.due === undefined ? undefined : new Date(ctx.now.getTime() + dueWithinMs),
  };
  const found = await listOwnershipRows(ctx.db, filter, after, query.limit + 1);
  const { rows, nextCursor } = cutPage(found, query.limit, scope, (row) => [row.askedAt.toISOString(), row.id]);
  return { data: rows.map((row) => presentOwnership(ctx.viewer, row, {}, ctx.now)), next_cursor: nextCursor };
}

export type Waiting = { asked: number; overdue: number; reviews: number };

/** How many agents wait for the viewer's word: to own, to confirm, and for whoever reviews to review. */
export async function countWaiting(ctx: Ctx): Promise<Waiting> {
  await authorize(ctx, "agents.read");
  const [{ asked, overdue }, reviews] = await Promise.all([
    countDue(ctx.db, readOwnId(ctx), ctx.now, ctx.now),
    can(ctx.viewer, "agents.review") ? countInReview(ctx.db) : 0,
  ]);
  return { asked, overdue, reviews };
}
