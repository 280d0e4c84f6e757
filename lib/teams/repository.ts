import "server-only";
import type { Database, Transaction } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";

type Reader = Database | Transaction;

const shape = {
  members: {
    where: { lead: true },
    select: { person: { select: { id: true, name: true } } },
    orderBy: { person: { name: "asc" } },
  },
  _count: { select: { members: true } },
} satisfies Prisma.TeamInclude;
export type TeamRow = Prisma.TeamGetPayload<{ include: typeof shape }>;

const memberShape = {
  person: { select: { id: true, name: true, email: true, state: true } },
} satisfies Prisma.TeamMemberInclude;
export type MemberRow = Prisma.TeamMemberGetPayload<{ include: typeof memberShape }>;

export function findTeam(db: Reader, id: string): Promise<TeamRow | null> {
  return db.team.findUnique({ where: { id }, include: shape });
}

export type Page = { after: { key: string; id: string } | null; limit: number };

/** A row and the key it is sorted by: the name whatever its case, as only SQL can say it. */
export type Keyed<Row> = { row: Row; key: string };

export async function listTeamRows(
  db: Reader,
  q: string | undefined,
  { after, limit }: Page,
): Promise<Keyed<TeamRow>[]> {
  const conditions = [Prisma.sql`true`];
  if (q !== undefined)
    conditions.push(Prisma.sql`t.name ilike ${`%${q.replaceAll(/[\\%_]/g, (character) => `\\${character}`)}%`}`);
  if (after) conditions.push(Prisma.sql`(lower(t.name), t.id) > (${after.key}, ${after.id})`);
  const found = await db.$queryRaw<{ id: string; key: string }[]>`
    select t.id, lower(t.name) as key from teams t where ${Prisma.join(conditions, " and ")} order by lower(t.name), t.id limit ${limit}`;
  const rows = await db.team.findMany({ where: { id: { in: found.map(({ id }) => id) } }, include: shape });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return joinRows(found, byId);
}

export async function listMemberRows(db: Reader, teamId: string, { after, limit }: Page): Promise<Keyed<MemberRow>[]> {
  const beyond = after ? Prisma.sql`and (lower(p.name), p.id) > (${after.key}, ${after.id})` : Prisma.empty;
  const found = await db.$queryRaw<{ id: string; key: string }[]>`
    select p.id, lower(p.name) as key from team_members m join people p on p.id = m.person_id where m.team_id = ${teamId} ${beyond}
    order by lower(p.name), p.id limit ${limit}`;
  const rows = await db.teamMember.findMany({
    where: { teamId, personId: { in: found.map(({ id }) => id) } },
    include: memberShape,
  });
  const byId = new Map(rows.map((row) => [row.personId, row]));
  return joinRows(found, byId);
}

function joinRows<Row>(found: readonly { id: string; key: string }[], byId: ReadonlyMap<string, Row>): Keyed<Row>[] {
  return found.flatMap(({ id, key }) => {
    const row = byId.get(id);
    return row === undefined ? [] : [{ row, key }];
  });
}

/** Two teams made at once must not choose the same slug. */
export async function lockSlugs(tx: Transaction, prefix: string): Promise<Set<string>> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('ambit_team_slugs'))`;
  const rows = await tx.team.findMany({ where: { slug: { startsWith: prefix } }, select: { slug: true } });
  return new Set(rows.map(({ slug }) => slug));
}

export function insertTeam(tx: Transaction, data: Prisma.TeamUncheckedCreateInput): Promise<unknown> {
  return tx.team.create({ data });
}

export async function renameTeam(
  tx: Transaction,
  where: { id: string; version: number },
  name: string,
  at: Date,
): Promise<boolean> {
  const { count } = await tx.team.updateMany({ where, data: { name, updatedAt: at, version: { increment: 1 } } });
  return count === 1;
}

/** Nothing begins to belong to the team until this transaction ends. */
export async function lockTeam(tx: Transaction, id: string): Promise<void> {
  await tx.$queryRaw`select id from teams where id = ${id} for update`;
}

export async function deleteTeamRow(tx: Transaction, id: string): Promise<boolean> {
  const { count } = await tx.team.deleteMany({ where: { id } });
  return count === 1;
}

export function findMember(db: Reader, teamId: string, personId: string): Promise<MemberRow | null> {
  return db.teamMember.findUnique({ where: { teamId_personId: { teamId, personId } }, include: memberShape });
}

/** Only somebody who is here or invited can be put into a team. */
export async function isJoinable(db: Reader, personId: string): Promise<boolean> {
  return (await db.person.count({ where: { id: personId, state: { in: ["active", "invited"] } } })) === 1;
}

export type Membership = { teamId: string; personId: string; lead: boolean; fromGroups: boolean };

/** Answers false when they were a member already. */
export async function insertMember(tx: Transaction, membership: Membership): Promise<boolean> {
  const { count } = await tx.teamMember.createMany({ data: [membership], skipDuplicates: true });
  return count === 1;
}

export async function setLead(tx: Transaction, teamId: string, personId: string, lead: boolean): Promise<void> {
  await tx.teamMember.update({ where: { teamId_personId: { teamId, personId } }, data: { lead } });
}

export async function deleteMember(tx: Transaction, teamId: string, personId: string): Promise<boolean> {
  const { count } = await tx.teamMember.deleteMany({ where: { teamId, personId } });
  return count === 1;
}

export async function findTeamIds(db: Reader, slugs: readonly string[]): Promise<string[]> {
  const rows = await db.team.findMany({ where: { slug: { in: [...slugs] } }, select: { id: true } });
  return rows.map(({ id }) => id);
}

/** By name or short name, whatever its case; the oldest of several. Sample teams are nobody's. */
export async function findTeamIdByName(db: Reader, name: string): Promise<string | null> {
  const equals = { equals: name.replaceAll(/[\\%_]/g, "\\$&"), mode: "insensitive" as const };
  const where = { sample: false, OR: [{ slug: name.toLowerCase() }, { name: equals }] };
  const row = await db.team.findFirst({ where, select: { id: true }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
  return row?.id ?? null;
}

export function findMemberships(db: Reader, personId: string): Promise<{ teamId: string; fromGroups: boolean }[]> {
  return db.teamMember.findMany({ where: { personId }, select: { teamId: true, fromGroups: true } });
}

export function countSampleTeamRows(db: Reader): Promise<number> {
  return db.team.count({ where: { sample: true } });
}

export async function deleteSampleTeamRows(tx: Transaction): Promise<number> {
  const { count } = await tx.team.deleteMany({ where: { sample: true } });
  return count;
}
