import "server-only";
import type { Database, Transaction } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";

type Reader = Database | Transaction;

const shape = { person: { select: { id: true, name: true, state: true } } } satisfies Prisma.SavedViewInclude;
export type ViewRow = Prisma.SavedViewGetPayload<{ include: typeof shape }>;

export function findView(db: Reader, id: string): Promise<ViewRow | null> {
  return db.savedView.findUnique({ where: { id }, include: shape });
}

type Page = { after: { key: string; id: string } | null; limit: number };

/** One's own and the shared ones, by name whatever its case, as only SQL can say it. */
export async function listViewRows(
  db: Reader,
  personId: string,
  list: string | undefined,
  { after, limit }: Page,
): Promise<{ row: ViewRow; key: string }[]> {
  const conditions = [Prisma.sql`(v.shared or v.person_id = ${personId})`];
  if (list !== undefined) conditions.push(Prisma.sql`v.list = ${list}`);
  if (after) conditions.push(Prisma.sql`(lower(v.name), v.id) > (${after.key}, ${after.id})`);
  const found = await db.$queryRaw<{ id: string; key: string }[]>`
    select v.id, lower(v.name) as key from saved_views v where ${Prisma.join(conditions, " and ")}
    order by lower(v.name), v.id limit ${limit}`;
  const rows = await db.savedView.findMany({ where: { id: { in: found.map(({ id }) => id) } }, include: shape });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return found.flatMap(({ id, key }) => {
    const row = byId.get(id);
    return row ? [{ row, key }] : [];
  });
}

/** Names and number of a person's views are judged while nobody else adds one. */
export async function lockViewsOf(
  tx: Transaction,
  personId: string,
  list: string,
): Promise<{ id: string; name: string }[]> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext(${`ambit_views:${personId}`}))`;
  return tx.savedView.findMany({ where: { personId, list }, select: { id: true, name: true } });
}

export async function insertView(tx: Transaction, data: Prisma.SavedViewUncheckedCreateInput): Promise<void> {
  await tx.savedView.create({ data });
}

/** False where somebody else was first. */
export async function updateViewRow(
  tx: Transaction,
  where: { id: string; version: number },
  data: { name: string; query: string; shared: boolean; updatedAt: Date },
): Promise<boolean> {
  const { count } = await tx.savedView.updateMany({ where, data: { ...data, version: { increment: 1 } } });
  return count === 1;
}

export async function deleteViewRow(tx: Transaction, id: string): Promise<boolean> {
  const { count } = await tx.savedView.deleteMany({ where: { id } });
  return count === 1;
}
