import "server-only";
import type { Database, Transaction } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";

type Reader = Database | Transaction;

export type DirectoryRow = NonNullable<Awaited<ReturnType<Database["directory"]["findUnique"]>>>;

export function findDirectory(db: Reader, id: string): Promise<DirectoryRow | null> {
  return db.directory.findUnique({ where: { id } });
}

/** The hash is looked up, never compared: how long it takes says nothing about a secret that does not exist. */
export function findDirectoryByHash(db: Reader, tokenHash: Uint8Array<ArrayBuffer>): Promise<DirectoryRow | null> {
  return db.directory.findUnique({ where: { tokenHash } });
}

export type Position = { at: Date; id: string };

/** Newest first. */
export function listDirectoryRows(db: Reader, before: Position | null, limit: number): Promise<DirectoryRow[]> {
  const where: Prisma.DirectoryWhereInput = before
    ? { OR: [{ createdAt: { lt: before.at } }, { createdAt: before.at, id: { lt: before.id } }] }
    : {};
  return db.directory.findMany({ where, orderBy: [{ createdAt: "desc" }, { id: "desc" }], take: limit });
}

/** Two secrets made at once must not become three. */
export async function lockDirectories(tx: Transaction, now: Date): Promise<number> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('ambit_directories'))`;
  return tx.directory.count({ where: { revokedAt: null, expiresAt: { gt: now } } });
}

export function insertDirectory(tx: Transaction, data: Prisma.DirectoryUncheckedCreateInput): Promise<unknown> {
  return tx.directory.create({ data });
}

export async function revokeDirectoryRow(tx: Transaction, id: string, now: Date): Promise<boolean> {
  const { count } = await tx.directory.updateMany({ where: { id, revokedAt: null }, data: { revokedAt: now } });
  return count === 1;
}

export async function writeLastUsed(db: Database, id: string, now: Date): Promise<void> {
  await db.$executeRaw`update directories set last_used_at = ${now} where id = ${id} and (last_used_at is null or last_used_at < ${now})`;
}

export async function findDirectoryNames(db: Reader, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.directory.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export type RefusalRow = {
  id: string;
  at: Date;
  actor_id: string;
  person_id: string | null;
  person_name: string | null;
  cause: string;
};

/** What was refused stands in the log and nowhere else. */
export function findRefusals(db: Reader, limit: number): Promise<RefusalRow[]> {
  return db.$queryRaw<RefusalRow[]>`
    select e.id, e.at, e.actor_id, p.id as person_id, p.name as person_name, e.data->>'cause' as cause
    from audit_events e left join people p on p.id = e.data->>'person'
    where e.type = 'directory.refused' order by e.at desc, e.id desc limit ${limit}`;
}

/** The directory's writes come one after the other: of two about the same person or group each sees what the other did. */
export async function lockDirectoryWrites(tx: Transaction): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtext('ambit_directory_writes'))`;
}
