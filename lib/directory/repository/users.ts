import "server-only";
import type { Database, Transaction } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { userColumns, writeFilter } from "@/lib/directory/repository/filters";
import type { Filter } from "@/lib/directory/rules/filter";

type Reader = Database | Transaction;

const shape = {
  person: { select: { name: true, email: true, state: true, version: true, updatedAt: true } },
  groups: { select: { group: { select: { id: true, displayName: true } } }, orderBy: { groupId: "asc" } },
} satisfies Prisma.DirectoryUserInclude;

export type UserRow = Prisma.DirectoryUserGetPayload<{ include: typeof shape }>;

export function findUser(db: Reader, personId: string): Promise<UserRow | null> {
  return db.directoryUser.findUnique({ where: { personId }, include: shape });
}

/** Who is managed already under this user name, whatever its case. */
export async function findUserByKey(db: Reader, userKey: string): Promise<string | undefined> {
  return (await db.directoryUser.findUnique({ where: { userKey }, select: { personId: true } }))?.personId;
}

export type Page = { filter: Filter | null; offset: number; limit: number };

/** Oldest first, so that whoever joins meanwhile moves no page. */
export async function listUserRows(db: Reader, page: Page): Promise<{ rows: UserRow[]; total: number }> {
  const where = page.filter ? writeFilter(userColumns, page.filter) : Prisma.sql`true`;
  const from = Prisma.sql`from directory_users d join people p on p.id = d.person_id where ${where}`;
  const [counted] = await db.$queryRaw<{ total: number }[]>`select count(*)::int as total ${from}`;
  const found =
    page.limit === 0
      ? []
      : await db.$queryRaw<{ id: string }[]>`
          select d.person_id as id ${from} order by d.created_at, d.person_id limit ${page.limit} offset ${page.offset}`;
  const ids = found.map(({ id }) => id);
  const rows = await db.directoryUser.findMany({ where: { personId: { in: ids } }, include: shape });
  const byId = new Map(rows.map((row) => [row.personId, row]));
  return { rows: ids.flatMap((id) => byId.get(id) ?? []), total: counted?.total ?? 0 };
}

export function insertUser(tx: Transaction, data: Prisma.DirectoryUserUncheckedCreateInput): Promise<unknown> {
  return tx.directoryUser.create({ data });
}

export function updateUser(
  tx: Transaction,
  personId: string,
  data: Prisma.DirectoryUserUncheckedUpdateInput,
): Promise<unknown> {
  return tx.directoryUser.update({ where: { personId }, data: { ...data, version: { increment: 1 } } });
}

export function deleteUser(tx: Transaction, personId: string): Promise<unknown> {
  return tx.directoryUser.delete({ where: { personId } });
}

/** Which of these the directory manages. */
export async function findKnownIds(db: Reader, ids: readonly string[]): Promise<Set<string>> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    select person_id as id from directory_users where person_id = any(${[...ids]}::text[])`;
  return new Set(rows.map(({ id }) => id));
}
