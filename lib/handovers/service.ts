import "server-only";
import { authorize } from "@/lib/access/authorize";
import { can } from "@/lib/access/permissions";
import type { Ctx } from "@/lib/access/context";
import { askSuccessor } from "@/lib/agents/service";
import { AppError, isAppError } from "@/lib/core/errors";
import { type Beside, presentHandover, presentItem, type Leads } from "@/lib/handovers/present";
import {
  countOpen,
  countParts,
  findHandover,
  findLeads,
  findOpenedByDirectory,
  findTeamIdsOf,
  findTeamNames,
  type HandoverRow,
  type HeldRow,
  listHandoverRows,
  listHeld,
} from "@/lib/handovers/repository";
import type {
  Assignment,
  AssignmentResult,
  HandoverDetail,
  HandoverPage,
  ListHandoversQuery,
} from "@/lib/handovers/schema";
import { cutPage, decodeCursor } from "@/lib/http/cursor";
import { log } from "@/lib/telemetry/log";

export async function listHandovers(ctx: Ctx, query: ListHandoversQuery): Promise<HandoverPage> {
  await authorize(ctx, "handovers.read");
  const scope = "handovers";
  const cursor = query.cursor === undefined ? null : decodeCursor(scope, query.cursor);
  const after = cursor && { at: new Date(String(cursor[0])), id: String(cursor[1]) };
  const open = query.open === undefined ? undefined : query.open === "true";
  const found = await listHandoverRows(ctx.db, { open, personId: query.person }, after, query.limit + 1);
  const { rows, nextCursor } = cutPage(found, query.limit, scope, (row) => [row.openedAt.toISOString(), row.id]);
  const beside = await readBeside(ctx, rows);
  return {
    data: rows.map((row) => presentHandover(ctx.viewer, row, beside)),
    next_cursor: nextCursor,
  };
}

async function readBeside(ctx: Ctx, rows: readonly HandoverRow[]): Promise<Beside> {
  const ids = rows.map(({ id }) => id);
  const teamIds = rows.flatMap(({ teamId }) => (teamId === null ? [] : [teamId]));
  const [counts, teams, byDirectory] = await Promise.all([
    countParts(ctx.db, ids),
    findTeamNames(ctx.db, teamIds),
    findOpenedByDirectory(ctx.db, ids),
  ]);
  return { counts, teams, byDirectory };
}

/** For pages where somebody would look for what a leaver held: only whoever can do something about it is told. */
export async function countOpenHandovers(ctx: Ctx): Promise<number> {
  return can(ctx.viewer, "handovers.manage") ? countOpen(ctx.db) : 0;
}

export async function getHandover(ctx: Ctx, id: string): Promise<HandoverDetail> {
  await authorize(ctx, "handovers.read");
  const row = await requireHandover(ctx, id);
  const [held, beside] = await Promise.all([listHeld(ctx.db, id), readBeside(ctx, [row])]);
  const leads = await readLeads(ctx, row, held);
  return {
    ...presentHandover(ctx.viewer, row, beside),
    items: listParts(held).map((one) => presentItem(one, row, leads, ctx.now)),
  };
}

async function requireHandover(ctx: Ctx, id: string): Promise<HandoverRow> {
  const row = await findHandover(ctx.db, id);
  if (!row) throw new AppError("not_found", "There is no such hand-over.");
  return row;
}

/** Each part once, also where it was held twice. */
function listParts(held: readonly HeldRow[]): readonly HeldRow[] {
  return [...new Map(held.map((one) => [`${one.agentId}:${one.part}`, one])).values()];
}

async function readLeads(ctx: Ctx, row: HandoverRow, held: readonly HeldRow[]): Promise<Leads> {
  const former = new Set(await findTeamIdsOf(ctx.db, row.personId));
  if (row.teamId !== null) former.add(row.teamId);
  const teams = held.flatMap(({ agent }) => (agent.teamId === null ? [] : [agent.teamId]));
  const leads = await findLeads(ctx.db, [...new Set([...former, ...teams])]);
  const byTeam = new Map<string, Leads["former"]>();
  for (const { teamId, person } of leads) byTeam.set(teamId, [...(byTeam.get(teamId) ?? []), person]);
  return {
    byTeam,
    former: leads.filter(({ teamId }) => former.has(teamId)).map(({ person }) => person),
  };
}

/** Each part in a transaction of its own: what fails says why and holds nothing else up. */
export async function assignHandover(ctx: Ctx, id: string, { items }: Assignment): Promise<AssignmentResult> {
  await authorize(ctx, "handovers.manage");
  const row = await requireHandover(ctx, id);
  if (row.finishedAt !== null)
    throw new AppError("conflict", "This hand-over is finished. Ask a successor on the agent's own page.");
  const held = new Map((await listHeld(ctx.db, id)).map((one) => [`${one.agent.slug}:${one.part}`, one.agentId]));
  const data: AssignmentResult["data"] = [];
  for (const item of items) {
    const agentId = held.get(`${item.agent}:${item.part}`);
    const result =
      agentId === undefined
        ? ({ outcome: "failed", reason: "This was not theirs, or the agent has another address now." } as const)
        : await askOne(ctx, agentId, item);
    data.push({ ...item, ...result });
  }
  return { data };
}

type Item = Assignment["items"][number];
type Result = Pick<AssignmentResult["data"][number], "outcome" | "reason">;

async function askOne(ctx: Ctx, agentId: string, { part, person }: Item): Promise<Result> {
  try {
    return { outcome: await askSuccessor(ctx, agentId, { part, person }), reason: null };
  } catch (error) {
    if (isAppError(error)) return { outcome: "failed", reason: error.message };
    log.error({ err: error, request: ctx.requestId }, "a successor could not be asked");
    return { outcome: "failed", reason: "Something went wrong with this one. Try it again." };
  }
}
