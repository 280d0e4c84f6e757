import "server-only";
import type { Database, Transaction } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import type { ListShadowQuery } from "@/lib/shadow/schema";

type Reader = Database | Transaction;

const shape = { agent: { select: { slug: true, name: true, state: true } } } satisfies Prisma.ShadowAgentInclude;
export type ShadowRow = Prisma.ShadowAgentGetPayload<{ include: typeof shape }>;
export type PersonName = { id: string; name: string; state: "invited" | "active" | "deactivated" | "erased" };

export function findShadow(db: Reader, id: string): Promise<ShadowRow | null> {
  return db.shadowAgent.findUnique({ where: { id }, include: shape });
}

/** Nobody else decides or reports it until this transaction ends. */
export async function lockShadow(tx: Transaction, id: string): Promise<void> {
  await tx.$queryRaw`select id from shadow_agents where id = ${id} for update`;
}

type Filters = Pick<ListShadowQuery, "q" | "disposition" | "source">;
type Order = { after: { at: Date; id: string } | null; limit: number };

export async function listShadowRows(
  db: Reader,
  { q, disposition, source }: Filters,
  { after, limit }: Order,
  now: Date,
): Promise<ShadowRow[]> {
  const text = q === undefined ? undefined : ({ contains: escapeLike(q), mode: "insensitive" } as const);
  return db.shadowAgent.findMany({
    where: {
      AND: [
        ...(text ? [{ OR: [{ name: text }, { source: text }, { sourceRef: text }] }] : []),
        ...(source ? [{ source: { in: source } }] : []),
        ...(disposition ? [{ OR: disposition.map((one) => writeDisposition(one, now)) }] : []),
        ...(after ? [{ OR: [{ lastSeenAt: { lt: after.at } }, { lastSeenAt: after.at, id: { lt: after.id } }] }] : []),
      ],
    },
    include: shape,
    orderBy: [{ lastSeenAt: "desc" }, { id: "desc" }],
    take: limit,
  });
}

/** Prisma passes `%` and `_` on to LIKE as they are. */
function escapeLike(q: string): string {
  return q.replaceAll(/[\\%_]/g, (character) => `\\${character}`);
}

/** As `judgeDisposition` says it. */
function writeDisposition(
  disposition: "undecided" | "govern" | "block" | "ignore",
  now: Date,
): Prisma.ShadowAgentWhereInput {
  if (disposition === "ignore") return { disposition, ignoreUntil: { gt: now } };
  if (disposition !== "undecided") return { disposition };
  return {
    OR: [{ disposition }, { disposition: "ignore", OR: [{ ignoreUntil: null }, { ignoreUntil: { lte: now } }] }],
  };
}

/** What saw something, for the filter. */
export async function listSources(db: Reader): Promise<string[]> {
  const rows = await db.shadowAgent.findMany({
    distinct: ["source"],
    select: { source: true },
    orderBy: { source: "asc" },
    take: 100,
  });
  return rows.map(({ source }) => source);
}

export type NewSighting = {
  id: string;
  name: string;
  source: string;
  sourceRef: string;
  detail: string;
  seenAt: Date;
  now: Date;
  sample: boolean;
};

/** One statement, so that two reports at once are one row with two sightings. The newest report says what it looks like. */
export async function upsertSighting(tx: Transaction, seen: NewSighting): Promise<{ id: string; sightings: number }> {
  const { id, name, source, sourceRef, detail, seenAt, now, sample } = seen;
  const rows = await tx.$queryRaw<{ id: string; sightings: number }[]>`
    insert into shadow_agents as s (id, name, source, source_ref, detail, first_seen_at, last_seen_at, disposition, sample, created_at, updated_at)
    values (${id}, ${name}, ${source}, ${sourceRef}, ${detail}, ${seenAt}, ${seenAt}, 'undecided', ${sample}, ${now}, ${now})
    on conflict (source, source_ref) do update set
      name = case when excluded.last_seen_at >= s.last_seen_at then excluded.name else s.name end,
      detail = case when excluded.last_seen_at >= s.last_seen_at then excluded.detail else s.detail end,
      first_seen_at = least(s.first_seen_at, excluded.first_seen_at),
      last_seen_at = greatest(s.last_seen_at, excluded.last_seen_at),
      sightings = s.sightings + 1, version = s.version + 1, updated_at = excluded.updated_at
    returning s.id, s.sightings`;
  const [row] = rows;
  if (!row) throw new Error("An upsert answers its row.");
  return row;
}

export async function decideRow(
  tx: Transaction,
  id: string,
  data: Pick<
    Prisma.ShadowAgentUncheckedUpdateInput,
    "disposition" | "reason" | "ignoreUntil" | "decidedAt" | "decidedBy" | "agentId" | "updatedAt"
  >,
): Promise<void> {
  await tx.shadowAgent.update({ where: { id }, data: { ...data, version: { increment: 1 } } });
}

export async function findDeciders(db: Reader, rows: readonly ShadowRow[]): Promise<ReadonlyMap<string, PersonName>> {
  const ids = rows.flatMap(({ decidedBy }) => decidedBy ?? []);
  if (ids.length === 0) return new Map();
  const people = await db.person.findMany({
    where: { id: { in: ids } },
    select: { id: true, name: true, state: true },
  });
  return new Map(people.map((person) => [person.id, person]));
}
