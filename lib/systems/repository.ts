import "server-only";
import type { Database, Transaction } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { SystemSort } from "@/lib/systems/rules";
import type { ListSystemsQuery } from "@/lib/systems/schema";

type Reader = Database | Transaction;

/** A retired agent reaches nothing any more; that it once did stays in its own record. */
const reaching = { agent: { state: { not: "retired" } } } satisfies Prisma.AgentSystemWhereInput;
const shape = { _count: { select: { agents: { where: reaching } } } } satisfies Prisma.SystemInclude;
export type SystemRow = Prisma.SystemGetPayload<{ include: typeof shape }>;
export type SystemFields = Pick<
  Prisma.SystemUncheckedUpdateManyInput,
  "name" | "description" | "verifies" | "actions" | "dataClasses"
>;

export function findSystem(db: Reader, where: { slug: string } | { id: string }): Promise<SystemRow | null> {
  return db.system.findUnique({ where, include: shape });
}

type Filters = Pick<ListSystemsQuery, "q" | "verifies" | "data_class">;
type Order = { sort: SystemSort; after: { key: string; id: string } | null; limit: number };

/** By name whatever its case, as only SQL can say it. */
export async function listSystemRows(
  db: Reader,
  { q, verifies, data_class: classes }: Filters,
  { sort, after, limit }: Order,
): Promise<{ row: SystemRow; key: string }[]> {
  const conditions = [Prisma.sql`true`];
  if (q !== undefined) {
    const pattern = `%${q.replaceAll(/[\\%_]/g, (character) => `\\${character}`)}%`;
    conditions.push(Prisma.sql`(s.name ilike ${pattern} or s.slug ilike ${pattern})`);
  }
  if (verifies) conditions.push(Prisma.sql`s.verifies = any(${verifies}::caller_check[])`);
  if (classes) conditions.push(Prisma.sql`s.data_classes && ${classes}`);
  const beyond = Prisma.raw(sort === "name" ? ">" : "<");
  const direction = Prisma.raw(sort === "name" ? "asc" : "desc");
  if (after) conditions.push(Prisma.sql`(lower(s.name), s.id) ${beyond} (${after.key}, ${after.id})`);
  const found = await db.$queryRaw<{ id: string; key: string }[]>`
    select s.id, lower(s.name) as key from systems s where ${Prisma.join(conditions, " and ")}
    order by lower(s.name) ${direction}, s.id ${direction} limit ${limit}`;
  const rows = await db.system.findMany({ where: { id: { in: found.map(({ id }) => id) } }, include: shape });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return found.flatMap(({ id, key }) => {
    const row = byId.get(id);
    return row ? [{ row, key }] : [];
  });
}

/** Two systems made at once must not choose the same slug. */
export async function lockSystemSlugs(tx: Transaction, prefix: string): Promise<Set<string>> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('ambit_system_slugs'))`;
  const rows = await tx.system.findMany({ where: { slug: { startsWith: prefix } }, select: { slug: true } });
  return new Set(rows.map(({ slug }) => slug));
}

export async function insertSystem(tx: Transaction, data: Prisma.SystemUncheckedCreateInput): Promise<void> {
  await tx.system.create({ data });
}

/**
 * Nobody changes the system, and no agent begins to reach it, until this transaction ends: a row that refers to this one
 * waits for the lock. So whoever reaches it afterwards reads what it says then, and whoever did before is found.
 */
export async function lockSystem(tx: Transaction, slug: string): Promise<void> {
  await tx.$queryRaw`select id from systems where slug = ${slug} for update`;
}

export async function updateSystemRow(tx: Transaction, id: string, data: SystemFields, at: Date): Promise<void> {
  await tx.system.update({ where: { id }, data: { ...data, updatedAt: at, version: { increment: 1 } } });
}

export async function deleteSystemRow(tx: Transaction, id: string): Promise<void> {
  await tx.system.delete({ where: { id } });
}

export function countSampleSystemRows(db: Reader): Promise<number> {
  return db.system.count({ where: { sample: true } });
}

export async function deleteSampleSystemRows(tx: Transaction): Promise<number> {
  const { count } = await tx.system.deleteMany({ where: { sample: true } });
  return count;
}
