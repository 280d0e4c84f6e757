import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { AppError } from "@/lib/core/errors";
import type { Database } from "@/lib/db/client";
import type { Tx } from "@/lib/db/transaction";
import { cutPage, decodeCursor } from "@/lib/http/cursor";
import { presentShadow } from "@/lib/shadow/present";
import { findDeciders, findShadow, listShadowRows, listSources, type ShadowRow } from "@/lib/shadow/repository";
import type { ListShadowQuery, ShadowAgent, ShadowPage } from "@/lib/shadow/schema";

const scope = "shadow-agents";

export async function listShadowAgents(ctx: Ctx, query: ListShadowQuery): Promise<ShadowPage> {
  await authorize(ctx, "shadow.read");
  const { limit, cursor, ...filters } = query;
  const position = cursor === undefined ? null : decodeCursor(scope, cursor);
  const after = position && { at: new Date(String(position[0])), id: String(position[1]) };
  const found = await listShadowRows(ctx.db, filters, { after, limit: limit + 1 }, ctx.now);
  const { rows, nextCursor } = cutPage(found, limit, scope, (row) => [row.lastSeenAt.toISOString(), row.id]);
  const deciders = await findDeciders(ctx.db, rows);
  return { data: rows.map((row) => presentShadow(ctx.viewer, row, deciders, ctx.now)), next_cursor: nextCursor };
}

export async function getShadowAgent(ctx: Ctx, id: string): Promise<ShadowAgent> {
  await authorize(ctx, "shadow.read");
  return readShadow(ctx.db, ctx, id);
}

/** For the filter of the list. */
export async function listShadowSources(ctx: Ctx): Promise<string[]> {
  await authorize(ctx, "shadow.read");
  return listSources(ctx.db);
}

export async function requireShadow(db: Database | Tx, id: string): Promise<ShadowRow> {
  const row = await findShadow(db, id);
  if (!row) throw new AppError("not_found", "There is no such discovered agent.");
  return row;
}

/** As it is now, for the answer to the change just made. */
export async function readShadow(db: Database | Tx, ctx: Ctx, id: string): Promise<ShadowAgent> {
  const row = await requireShadow(db, id);
  return presentShadow(ctx.viewer, row, await findDeciders(db, [row]), ctx.now);
}
