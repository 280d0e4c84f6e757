import "server-only";
import { authorize, requirePerson } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { record } from "@/lib/audit/record";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { Database } from "@/lib/db/client";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { cutPage, decodeCursor } from "@/lib/http/cursor";
import { presentView } from "@/lib/views/present";
import {
  deleteViewRow,
  findView,
  insertView,
  listViewRows,
  lockViewsOf,
  updateViewRow,
  type ViewRow,
} from "@/lib/views/repository";
import { maxOwnViews, writeViewQuery } from "@/lib/views/rules";
import type { ListViewsQuery, NewView, View, ViewChange, ViewPage } from "@/lib/views/schema";

export async function listViews(ctx: Ctx, { list, limit, cursor }: ListViewsQuery): Promise<ViewPage> {
  await authorize(ctx, "views.manage");
  const { id } = requirePerson(ctx);
  const scope = `views:${list ?? ""}`;
  const position = cursor === undefined ? null : decodeCursor(scope, cursor);
  const after = position && { key: String(position[0]), id: String(position[1]) };
  const found = await listViewRows(ctx.db, id, list, { after, limit: limit + 1 });
  const { rows, nextCursor } = cutPage(found, limit, scope, ({ row, key }) => [key, row.id]);
  return { data: rows.map(({ row }) => presentView(ctx.viewer, row)), next_cursor: nextCursor };
}

export async function getView(ctx: Ctx, id: string): Promise<View> {
  await authorize(ctx, "views.manage");
  return presentView(ctx.viewer, await requireView(ctx.db, ctx, id));
}

/** Somebody else's own view is none at all for everybody but its maker, also for an admin. */
async function requireView(db: Database | Tx, ctx: Ctx, id: string): Promise<ViewRow> {
  const viewer = requirePerson(ctx);
  const row = await findView(db, id);
  if (!row || (!row.shared && row.personId !== viewer.id)) throw new AppError("not_found", "There is no such view.");
  return row;
}

export async function createView(ctx: Ctx, { list, name, query, shared }: NewView): Promise<View> {
  await authorize(ctx, "views.manage");
  const personId = requirePerson(ctx).id;
  return inTransaction(ctx, async (tx) => {
    const own = await lockViewsOf(tx, personId, list);
    if (own.length >= maxOwnViews)
      throw new AppError("conflict", `You keep ${maxOwnViews} views of this list. Delete one first.`);
    refuseSameName(own, name, null);
    const id = newId("view", ctx.now.getTime());
    const written = writeViewQuery(new URLSearchParams(query));
    const times = { createdAt: ctx.now, updatedAt: ctx.now };
    await insertView(tx, { id, list, name, query: written, shared, personId, ...times });
    await record(tx, ctx, {
      type: "view.saved",
      subjectId: id,
      data: { list, shared },
      personal: ofMaker(personId, { name }),
    });
    return presentView(ctx.viewer, await requireView(tx, ctx, id));
  });
}

function refuseSameName(own: readonly { id: string; name: string }[], name: string, id: string | null): void {
  const taken = own.some((view) => view.id !== id && view.name.toLowerCase() === name.toLowerCase());
  if (!taken) return;
  const detail = "You have a view of this name already.";
  throw new AppError("conflict", detail, { faults: [{ pointer: "/name", code: "taken", detail }] });
}

export async function updateView(ctx: Ctx, id: string, change: ViewChange, version: number): Promise<View> {
  await authorizeChange(ctx, id);
  return inTransaction(ctx, async (tx) => {
    const row = await requireView(tx, ctx, id);
    refuseSameName(await lockViewsOf(tx, row.personId, row.list), change.name ?? row.name, id);
    const next = {
      name: change.name ?? row.name,
      query: change.query === undefined ? row.query : writeViewQuery(new URLSearchParams(change.query)),
      shared: change.shared ?? row.shared,
    };
    const where = { id, version: version === 0 ? row.version : version };
    if (!(await updateViewRow(tx, where, { ...next, updatedAt: ctx.now })))
      throw new AppError("stale_version", "Somebody changed this view since you read it. Read again, then decide.");
    await record(tx, ctx, {
      type: "view.changed",
      subjectId: id,
      data: {
        filters_changed: row.query !== next.query,
        before: { shared: row.shared },
        after: { shared: next.shared },
      },
      personal: ofMaker(row.personId, { before: { name: row.name }, after: { name: next.name } }),
    });
    // An admin who stops sharing somebody's view no longer sees it; the answer is still theirs.
    return presentView(ctx.viewer, { ...row, ...next, version: row.version + 1, updatedAt: ctx.now });
  });
}

export async function deleteView(ctx: Ctx, id: string): Promise<void> {
  await authorizeChange(ctx, id);
  await inTransaction(ctx, async (tx) => {
    const row = await requireView(tx, ctx, id);
    if (!(await deleteViewRow(tx, id))) throw new AppError("not_found", "There is no such view.");
    const data = { list: row.list, shared: row.shared };
    await record(tx, ctx, {
      type: "view.deleted",
      subjectId: id,
      data,
      personal: ofMaker(row.personId, { name: row.name }),
    });
  });
}

async function authorizeChange(ctx: Ctx, id: string): Promise<void> {
  await authorize(ctx, "views.manage");
  const row = await requireView(ctx.db, ctx, id);
  await authorize(ctx, "views.change", { personId: row.personId });
}

function ofMaker<D extends object>(personId: string, data: D): { personId: string; data: D } {
  return { personId, data };
}
