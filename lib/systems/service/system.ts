import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { findFollowers, follow, holdFollowers } from "@/lib/agents/service";
import { record } from "@/lib/audit/record";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import { isSample } from "@/lib/core/viewer";
import type { Database, Transaction } from "@/lib/db/client";
import { inTransaction, type Tx } from "@/lib/db/transaction";
import { cutPage, decodeCursor } from "@/lib/http/cursor";
import { republish } from "@/lib/snapshots/service";
import { presentSystem } from "@/lib/systems/present";
import {
  deleteSystemRow,
  findSystem,
  insertSystem,
  listSystemRows,
  lockSystem,
  lockSystemSlugs,
  type SystemRow,
  updateSystemRow,
} from "@/lib/systems/repository";
import { chooseSystemSlug, writeSystemSlug } from "@/lib/systems/rules";
import type { ListSystemsQuery, NewSystem, System, SystemChange, SystemPage } from "@/lib/systems/schema";
import { describeChange, describeNew } from "@/lib/systems/service/describe";

export async function listSystems(ctx: Ctx, query: ListSystemsQuery): Promise<SystemPage> {
  await authorize(ctx, "systems.read");
  const { sort, limit, cursor, ...filters } = query;
  const scope = `systems:${sort}`;
  const position = cursor === undefined ? null : decodeCursor(scope, cursor);
  const after = position && { key: String(position[0]), id: String(position[1]) };
  const found = await listSystemRows(ctx.db, filters, { sort, after, limit: limit + 1 });
  const { rows, nextCursor } = cutPage(found, limit, scope, ({ row, key }) => [key, row.id]);
  return { data: rows.map(({ row }) => presentSystem(ctx.viewer, row)), next_cursor: nextCursor };
}

export async function getSystem(ctx: Ctx, slug: string): Promise<System> {
  await authorize(ctx, "systems.read");
  return presentSystem(ctx.viewer, await requireSystem(ctx.db, { slug }));
}

export async function getSystemById(ctx: Ctx, id: string): Promise<System> {
  await authorize(ctx, "systems.read");
  return presentSystem(ctx.viewer, await requireSystem(ctx.db, { id }));
}

async function requireSystem(db: Database | Transaction, where: { slug: string } | { id: string }): Promise<SystemRow> {
  const row = await findSystem(db, where);
  if (!row) throw new AppError("not_found", "There is no such system.");
  return row;
}

export async function createSystem(ctx: Ctx, input: NewSystem): Promise<System> {
  await authorize(ctx, "systems.create");
  return inTransaction(ctx, async (tx) => {
    const id = newId("system", ctx.now.getTime());
    const { name, description, verifies, actions, data_classes } = input;
    const slug = await takeSlug(tx, input);
    await insertSystem(tx, {
      id,
      slug,
      name,
      description,
      verifies,
      actions,
      dataClasses: data_classes,
      sample: isSample(ctx.viewer),
      createdAt: ctx.now,
      updatedAt: ctx.now,
    });
    const event = describeNew({ slug, name, verifies, actions, data_classes });
    await record(tx, ctx, { type: "system.created", subjectId: id, ...event });
    if (actions.length > 0) await republish(tx, ctx, { systems: true });
    return presentSystem(ctx.viewer, await requireSystem(tx, { id }));
  });
}

/** The one that was asked for or none; without a wish the first of the name that is free. */
async function takeSlug(tx: Tx, { slug, name }: NewSystem): Promise<string> {
  const taken = await lockSystemSlugs(tx, slug ?? writeSystemSlug(name));
  if (slug === undefined) return chooseSystemSlug(name, taken);
  if (!taken.has(slug)) return slug;
  throw new AppError("conflict", `There is a system ${slug} already. Choose another slug.`, { members: { slug } });
}

export async function updateSystem(ctx: Ctx, slug: string, change: SystemChange, version: number): Promise<System> {
  await authorize(ctx, "systems.update");
  return inTransaction(ctx, async (tx) => {
    const { id } = await requireSystem(tx, { slug });
    const held = await holdFollowers(tx, { systemId: id });
    await lockSystem(tx, slug);
    const row = await requireSystem(tx, { slug });
    refuseStale(row, version);
    const next = merge(row, change);
    const event = describeChange(row, next);
    if (!event) return presentSystem(ctx.viewer, row);
    await updateSystemRow(tx, row.id, next, ctx.now);
    const eventId = await record(tx, ctx, { type: "system.updated", subjectId: row.id, ...event });
    if (isShown(row, next)) {
      const agentIds = await findFollowers(tx, { systemId: row.id });
      await follow(tx, ctx, { agentIds, held, event: { id: eventId, type: "system.updated" } });
    }
    if (row.actions.length + next.actions.length > 0) await republish(tx, ctx, { systems: true });
    return presentSystem(ctx.viewer, await requireSystem(tx, { slug }));
  });
}

/** Whether records of agents tell what differs. They are found by the names of their systems too. */
function isShown(before: SystemRow, after: ReturnType<typeof merge>): boolean {
  return (["name", "verifies", "dataClasses"] as const).some(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
}

function refuseStale(row: SystemRow, version: number): void {
  if (version !== 0 && row.version !== version)
    throw new AppError("stale_version", "Somebody changed this system since you read it. Read again, then decide.", {
      members: { version: row.version },
    });
}

function merge(row: SystemRow, change: SystemChange) {
  return {
    name: change.name ?? row.name,
    description: change.description ?? row.description,
    verifies: change.verifies ?? row.verifies,
    actions: change.actions ?? row.actions,
    dataClasses: change.data_classes ?? row.dataClasses,
  };
}

/** Never taken away from under agents: whoever answers for them says first that they no longer reach it. */
export async function deleteSystem(ctx: Ctx, slug: string): Promise<void> {
  await authorize(ctx, "systems.update");
  await inTransaction(ctx, async (tx) => {
    await lockSystem(tx, slug);
    const row = await requireSystem(tx, { slug });
    const { agents } = row._count;
    if (agents > 0) {
      const who = agents === 1 ? "1 agent reaches" : `${agents} agents reach`;
      throw new AppError("conflict", `${who} this system. Take it out of their reach first.`, { members: { agents } });
    }
    await deleteSystemRow(tx, row.id);
    await record(tx, ctx, {
      type: "system.deleted",
      subjectId: row.id,
      data: { slug, verifies: row.verifies },
      personal: { personId: null, data: { name: row.name } },
    });
    if (row.actions.length > 0) await republish(tx, ctx, { systems: true });
  });
}
