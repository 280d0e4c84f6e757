import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { findFollowers, follow, holdFollowers } from "@/lib/agents/service";
import { record } from "@/lib/audit/record";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { JsonObject } from "@/lib/core/json";
import { isSample } from "@/lib/core/viewer";
import type { Database, Transaction } from "@/lib/db/client";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { cutPage, decodeCursor } from "@/lib/http/cursor";
import { presentTeam } from "@/lib/teams/present";
import {
  countSampleTeamRows,
  deleteSampleTeamRows,
  deleteTeamRow,
  findTeam,
  findTeamIdByName,
  insertTeam,
  listTeamRows,
  lockSlugs,
  lockTeam,
  renameTeam,
  type TeamRow,
} from "@/lib/teams/repository";
import { chooseSlug, writeSlug } from "@/lib/teams/rules";
import type { ListTeamsQuery, Team, TeamPage } from "@/lib/teams/schema";

const scope = "teams:name";

export async function listTeams(ctx: Ctx, query: ListTeamsQuery): Promise<TeamPage> {
  await authorize(ctx, "teams.read");
  const after = query.cursor === undefined ? null : readAfter(decodeCursor(scope, query.cursor));
  const found = await listTeamRows(ctx.db, query.q, { after, limit: query.limit + 1 });
  const { rows, nextCursor } = cutPage(found, query.limit, scope, ({ row, key }) => [key, row.id]);
  return { data: rows.map(({ row }) => presentTeam(ctx.viewer, row)), next_cursor: nextCursor };
}

export function readAfter([key, id]: readonly (string | number | null)[]): { key: string; id: string } {
  return { key: String(key), id: String(id) };
}

export async function getTeam(ctx: Ctx, id: string): Promise<Team> {
  await authorize(ctx, "teams.read");
  return presentTeam(ctx.viewer, await requireTeam(ctx.db, id));
}

export async function requireTeam(db: Database | Transaction, id: string): Promise<TeamRow> {
  const row = await findTeam(db, id);
  if (!row) throw new AppError("not_found", "There is no such team.");
  return row;
}

export async function createTeam(ctx: Ctx, { name }: { name: string }): Promise<Team> {
  await authorize(ctx, "teams.create");
  return inTransaction(ctx, async (tx) => presentTeam(ctx.viewer, await requireTeam(tx, await addTeam(tx, ctx, name))));
}

/** For callers that have asked for permission themselves. */
export async function addTeam(tx: Tx, ctx: Ctx, name: string): Promise<string> {
  const id = newId("team", ctx.now.getTime());
  const slug = chooseSlug(name, await lockSlugs(tx, writeSlug(name)));
  await insertTeam(tx, { id, slug, name, sample: isSample(ctx.viewer), createdAt: ctx.now, updatedAt: ctx.now });
  await record(tx, ctx, { type: "team.created", subjectId: id, data: { slug }, personal: nameOf({ name }) });
  return id;
}

/** For the directory, whose groups may be called as a team is. */
export function findTeamByName(db: Database | Transaction, name: string): Promise<string | null> {
  return findTeamIdByName(db, name);
}

export function countSampleTeams(db: Database | Transaction): Promise<number> {
  return countSampleTeamRows(db);
}

/** For the sample data, which has asked for permission itself. */
export function removeSampleTeams(tx: Tx): Promise<number> {
  return deleteSampleTeamRows(tx);
}

export async function updateTeam(ctx: Ctx, id: string, { name }: { name: string }, version: number): Promise<Team> {
  await authorize(ctx, "teams.update", { teamId: id });
  return inTransaction(ctx, async (tx) => {
    const row = await requireTeam(tx, id);
    if (!(await renameTeam(tx, { id, version }, name, ctx.now))) {
      throw new AppError("stale_version", "Somebody changed this team since you read it. Read again, then decide.");
    }
    const personal = nameOf({ before: { name: row.name }, after: { name } });
    if (row.name !== name) await record(tx, ctx, { type: "team.updated", subjectId: id, personal });
    return presentTeam(ctx.viewer, await requireTeam(tx, id));
  });
}

export async function deleteTeam(ctx: Ctx, id: string): Promise<void> {
  await authorize(ctx, "teams.delete", { teamId: id });
  await inTransaction(ctx, async (tx) => {
    const held = await holdFollowers(tx, { teamId: id });
    await lockTeam(tx, id);
    const row = await requireTeam(tx, id);
    const agentIds = await findFollowers(tx, { teamId: id });
    if (!(await deleteTeamRow(tx, id))) throw new AppError("not_found", "There is no such team.");
    const data = { slug: row.slug, members: row._count.members };
    const personal = nameOf({ name: row.name });
    const eventId = await record(tx, ctx, { type: "team.deleted", subjectId: id, data, personal });
    await follow(tx, ctx, { agentIds, held, event: { id: eventId, type: "team.deleted" } });
  });
}

/** People name teams as they like, also after a person: a name is never part of what is hashed for good. */
function nameOf(data: JsonObject): { personId: null; data: JsonObject } {
  return { personId: null, data };
}
