import "server-only";
import type { Database, Transaction } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { groupColumns, writeFilter } from "@/lib/directory/repository/filters";
import type { Page } from "@/lib/directory/repository/users";

type Reader = Database | Transaction;

const shape = {
  team: { select: { id: true, slug: true, name: true } },
  _count: { select: { members: true } },
} satisfies Prisma.DirectoryGroupInclude;

export type GroupRow = Prisma.DirectoryGroupGetPayload<{ include: typeof shape }>;
export type MemberRow = { personId: string; name: string };

export function findGroup(db: Reader, id: string): Promise<GroupRow | null> {
  return db.directoryGroup.findUnique({ where: { id }, include: shape });
}

export async function findGroupByKey(db: Reader, nameKey: string): Promise<string | undefined> {
  return (await db.directoryGroup.findUnique({ where: { nameKey }, select: { id: true } }))?.id;
}

export async function listGroupRows(db: Reader, page: Page): Promise<{ rows: GroupRow[]; total: number }> {
  const where = page.filter ? writeFilter(groupColumns, page.filter) : Prisma.sql`true`;
  const from = Prisma.sql`from directory_groups d where ${where}`;
  const [counted] = await db.$queryRaw<{ total: number }[]>`select count(*)::int as total ${from}`;
  const found =
    page.limit === 0
      ? []
      : await db.$queryRaw<{ id: string }[]>`
          select d.id ${from} order by d.created_at, d.id limit ${page.limit} offset ${page.offset}`;
  const ids = found.map(({ id }) => id);
  const rows = await db.directoryGroup.findMany({ where: { id: { in: ids } }, include: shape });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return { rows: ids.flatMap((id) => byId.get(id) ?? []), total: counted?.total ?? 0 };
}

/** By name, for people to read. */
export async function listGroupsByName(
  db: Reader,
  after: { key: string; id: string } | null,
  limit: number,
): Promise<GroupRow[]> {
  const where: Prisma.DirectoryGroupWhereInput = after
    ? { OR: [{ nameKey: { gt: after.key } }, { nameKey: after.key, id: { gt: after.id } }] }
    : {};
  return db.directoryGroup.findMany({
    where,
    include: shape,
    orderBy: [{ nameKey: "asc" }, { id: "asc" }],
    take: limit,
  });
}

export async function listMembers(db: Reader, groupIds: readonly string[]): Promise<Map<string, MemberRow[]>> {
  const rows = await db.directoryGroupMember.findMany({
    where: { groupId: { in: [...groupIds] } },
    select: { groupId: true, personId: true, user: { select: { person: { select: { name: true } } } } },
    orderBy: [{ groupId: "asc" }, { personId: "asc" }],
  });
  const found = new Map<string, MemberRow[]>(groupIds.map((id) => [id, []]));
  for (const { groupId, personId, user } of rows) found.get(groupId)?.push({ personId, name: user.person.name });
  return found;
}

export async function listMemberIds(db: Reader, groupId: string): Promise<string[]> {
  const rows = await db.directoryGroupMember.findMany({
    where: { groupId },
    select: { personId: true },
    orderBy: { personId: "asc" },
  });
  return rows.map(({ personId }) => personId);
}

export function insertGroup(tx: Transaction, data: Prisma.DirectoryGroupUncheckedCreateInput): Promise<unknown> {
  return tx.directoryGroup.create({ data });
}

export function updateGroup(
  tx: Transaction,
  id: string,
  data: Prisma.DirectoryGroupUncheckedUpdateInput,
): Promise<unknown> {
  return tx.directoryGroup.update({ where: { id }, data: { ...data, version: { increment: 1 } } });
}

export function deleteGroupRow(tx: Transaction, id: string): Promise<unknown> {
  return tx.directoryGroup.delete({ where: { id } });
}

/** A group may have thousands: they go as one array, not as a parameter each. */
export async function insertMembers(tx: Transaction, groupId: string, ids: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    insert into directory_group_members (group_id, person_id) select ${groupId}, unnest(${[...ids]}::text[])`;
}

export async function deleteMembers(tx: Transaction, groupId: string, ids: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    delete from directory_group_members where group_id = ${groupId} and person_id = any(${[...ids]}::text[])`;
}

export type Membership = { personId: string; groupName: string; teamSlug: string | null };

/** Every group that these people are in, with the team it gives. */
export function findMembershipsOf(db: Reader, ids: readonly string[]): Promise<Membership[]> {
  return db.$queryRaw<Membership[]>`
    select m.person_id as "personId", g.display_name as "groupName", t.slug as "teamSlug"
    from directory_group_members m join directory_groups g on g.id = m.group_id left join teams t on t.id = g.team_id
    where m.person_id = any(${[...ids]}::text[])`;
}
