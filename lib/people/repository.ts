import "server-only";
import type { Role } from "@/lib/core/viewer";
import type { Database, Transaction } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { ListPeopleQuery } from "@/lib/people/schema";
import type { PersonSort } from "@/lib/people/rules";

type Reader = Database | Transaction;

const shape = {
  memberships: {
    select: { lead: true, team: { select: { id: true, slug: true, name: true } } },
    orderBy: { team: { name: "asc" } },
  },
  invitations: {
    where: { usedAt: null, revokedAt: null },
    select: { id: true, expiresAt: true },
    orderBy: { createdAt: "desc" },
    take: 1,
  },
  _count: { select: { passkeys: true } },
} satisfies Prisma.PersonInclude;

export type PersonRow = Prisma.PersonGetPayload<{ include: typeof shape }>;

export function findPerson(db: Reader, id: string): Promise<PersonRow | null> {
  return db.person.findUnique({ where: { id }, include: shape });
}

export function findPersonByEmail(db: Reader, email: string): Promise<PersonRow | null> {
  return db.person.findUnique({ where: { email }, include: shape });
}

export type PersonFilters = Pick<ListPeopleQuery, "q" | "role" | "state" | "team">;
export type PersonOrder = { sort: PersonSort; after: { key: string; id: string } | null; limit: number };

/** Ids first, with the key they are sorted by, then the rows: sorting by name ignores case, which only SQL can say. */
export async function listPersonRows(
  db: Reader,
  filters: PersonFilters,
  order: PersonOrder,
): Promise<{ row: PersonRow; key: string }[]> {
  const descending = order.sort.startsWith("-");
  const key = order.sort.endsWith("name")
    ? Prisma.sql`lower(p.name)`
    : Prisma.sql`to_char(p.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS')`;
  const conditions = writeConditions(filters);
  if (order.after) {
    const beyond = descending ? Prisma.sql`<` : Prisma.sql`>`;
    conditions.push(Prisma.sql`(${key}, p.id) ${beyond} (${order.after.key}, ${order.after.id})`);
  }
  const direction = descending ? Prisma.sql`desc` : Prisma.sql`asc`;
  const found = await db.$queryRaw<{ id: string; key: string }[]>`
    select p.id, ${key} as key from people p where ${Prisma.join(conditions, " and ")}
    order by 2 ${direction}, 1 ${direction} limit ${order.limit}`;
  const rows = await db.person.findMany({ where: { id: { in: found.map(({ id }) => id) } }, include: shape });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return found.flatMap(({ id, key: sortedBy }) => {
    const row = byId.get(id);
    return row ? [{ row, key: sortedBy }] : [];
  });
}

function writeConditions({ q, role, state, team }: PersonFilters): Prisma.Sql[] {
  const conditions = [state ? Prisma.sql`p.state::text in (${Prisma.join(state)})` : Prisma.sql`p.state <> 'erased'`];
  if (q !== undefined) {
    const pattern = `%${q.replaceAll(/[\\%_]/g, (character) => `\\${character}`)}%`;
    conditions.push(Prisma.sql`(p.name ilike ${pattern} or p.email ilike ${pattern})`);
  }
  if (role) conditions.push(Prisma.sql`p.roles::text[] && array[${Prisma.join(role)}]`);
  if (team) {
    conditions.push(
      Prisma.sql`exists(select from team_members m where m.person_id = p.id and m.team_id in (${Prisma.join(team)}))`,
    );
  }
  return conditions;
}

/** Answers false when the address is taken, also by somebody who came at the same moment. */
export async function insertPerson(tx: Transaction, data: Prisma.PersonCreateManyInput): Promise<boolean> {
  const { count } = await tx.person.createMany({ data: [data], skipDuplicates: true });
  return count === 1;
}

/** Changes the row and its version; with `version` only when nobody changed it since. Answers whether it did. */
export async function changePerson(
  tx: Transaction,
  where: { id: string; version?: number; state?: "invited" | "active" | "deactivated" },
  data: Prisma.PersonUncheckedUpdateManyInput,
): Promise<boolean> {
  const { count } = await tx.person.updateMany({ where, data: { ...data, version: { increment: 1 } } });
  return count === 1;
}

/** Until the transaction ends nobody else changes this person: what is read next stays true. */
export async function lockPerson(tx: Transaction, id: string): Promise<void> {
  await tx.$queryRaw`select id from people where id = ${id} for no key update`;
}

/**
 * Locks every admin who could sign in, always in the same order, and answers who they are once nobody else is changing
 * them. Whoever is changed next is locked with them, not after: somebody may hold them both in that order. Not `for
 * update`: whatever refers to a person would wait, and it may hold what this transaction locks next.
 */
export async function lockActiveAdmins(tx: Transaction, personId?: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string; admin: boolean }[]>`
    select id, state = 'active' and 'admin' = any(roles) and not sample as admin from people
    where (state = 'active' and 'admin' = any(roles) and not sample) or id = ${personId ?? null} order by id for no key update`;
  return rows.filter(({ admin }) => admin).map(({ id }) => id);
}

/** Two processes that start at once must not both make a first admin. */
export async function lockFirstAdmin(tx: Transaction): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('ambit_first_admin'))`;
}

export async function findAdmins(db: Reader): Promise<{ id: string; email: string | null; lastSeenAt: Date | null }[]> {
  return db.person.findMany({
    where: { state: "active", roles: { has: "admin" }, sample: false },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { id: true, email: true, lastSeenAt: true },
  });
}

export async function findEmails(db: Reader, role: Role): Promise<string[]> {
  const people = await db.person.findMany({
    where: { state: "active", roles: { has: role }, sample: false },
    select: { email: true },
  });
  return people.flatMap(({ email }) => (email === null ? [] : [email]));
}

export function findBlocked(
  db: Reader,
  now: Date,
): Promise<{ id: string; name: string; approvalsBlockedUntil: Date | null }[]> {
  return db.person.findMany({
    where: { approvalsBlockedUntil: { gt: now } },
    orderBy: { approvalsBlockedUntil: "desc" },
    take: 20,
    select: { id: true, name: true, approvalsBlockedUntil: true },
  });
}

/** Everything that is only theirs, and the personal values of every audit event about them. The log itself stays. */
export async function deletePersonalData(tx: Transaction, personId: string): Promise<void> {
  const mine = { where: { personId } };
  await tx.passkey.deleteMany(mine);
  await tx.account.deleteMany(mine);
  await tx.oneTimeLink.deleteMany(mine);
  await tx.invitation.deleteMany(mine);
  await tx.challenge.deleteMany(mine);
  await tx.signIn.deleteMany(mine);
  await tx.teamMember.deleteMany(mine);
  await tx.directoryUser.deleteMany(mine);
  await tx.auditPrivate.deleteMany(mine);
}

export async function findPreferences(db: Reader, personId: string): Promise<unknown> {
  const row = await db.person.findUnique({ where: { id: personId }, select: { preferences: true } });
  return row?.preferences;
}

/** Merged in one statement; answers what they are now. */
export async function writePreferences(
  db: Reader,
  personId: string,
  change: Readonly<Record<string, unknown>>,
): Promise<unknown> {
  const [row] = await db.$queryRaw<{ preferences: unknown }[]>`
    update people set preferences = preferences || ${JSON.stringify(change)}::jsonb where id = ${personId} returning preferences`;
  return row?.preferences;
}

export function countSamplePersons(db: Reader): Promise<number> {
  return db.person.count({ where: { sample: true } });
}

export async function deleteSamplePersons(tx: Transaction): Promise<number> {
  const { count } = await tx.person.deleteMany({ where: { sample: true } });
  return count;
}
