import "server-only";
import type { Transaction } from "@/lib/db/client";
import { type AgentUpdate, type NewAgentRow, type Reader, recordShape, type RecordRow } from "./rows";

export function findRecord(db: Reader, id: string): Promise<RecordRow | null> {
  return db.agent.findUnique({ where: { id }, include: recordShape });
}

/** The agent a slug leads to, and the slug it has now. */
export async function resolveSlug(db: Reader, slug: string): Promise<{ id: string; slug: string } | null> {
  const row = await db.agentSlug.findUnique({
    where: { slug },
    select: { agent: { select: { id: true, slug: true } } },
  });
  return row?.agent ?? null;
}

export async function insertAgent(tx: Transaction, data: NewAgentRow): Promise<void> {
  await tx.agent.create({ data });
}

export async function updateAgent(tx: Transaction, id: string, data: AgentUpdate): Promise<void> {
  await tx.agent.update({ where: { id }, data });
}

/** One row a version, whoever changed what. */
export async function insertVersion(
  tx: Transaction,
  data: {
    agentId: string;
    version: number;
    at: Date;
    actorKind: string;
    actorId: string | null;
    eventId: string;
    eventType: string;
    record: object;
  },
): Promise<void> {
  await tx.agentVersion.create({ data });
}

type StoredVersion = {
  version: number;
  at: Date;
  actorKind: string;
  actorId: string | null;
  eventId: string;
  eventType: string;
  record: unknown;
};

/** The newest at that instant. */
export function findVersionAt(db: Reader, agentId: string, at: Date): Promise<StoredVersion | null> {
  return db.agentVersion.findFirst({ where: { agentId, at: { lte: at } }, orderBy: { version: "desc" } });
}

/** Of each agent the record it has now, as it was kept. */
export function listVersionsOf(
  db: Reader,
  agents: readonly { id: string; version: number }[],
): Promise<{ agentId: string; record: unknown }[]> {
  return db.agentVersion.findMany({
    where: { OR: agents.map(({ id, version }) => ({ agentId: id, version })) },
    select: { agentId: true, record: true },
  });
}

export async function raiseVersions(tx: Transaction, ids: readonly string[], at: Date): Promise<void> {
  await tx.agent.updateMany({ where: { id: { in: [...ids] } }, data: { version: { increment: 1 }, updatedAt: at } });
}

/** Newest first, below a version. */
export function listVersions(
  db: Reader,
  agentId: string,
  below: number | null,
  limit: number,
): Promise<StoredVersion[]> {
  const where = below === null ? { agentId } : { agentId, version: { lt: below } };
  return db.agentVersion.findMany({ where, orderBy: { version: "desc" }, take: limit });
}

export async function findPeopleNames(db: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.person.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

export async function teamExists(db: Reader, id: string): Promise<boolean> {
  return (await db.team.count({ where: { id } })) === 1;
}

export function countSampleRows(db: Reader): Promise<number> {
  return db.agent.count({ where: { sample: true } });
}

export async function deleteSampleRows(tx: Transaction): Promise<number> {
  const { count } = await tx.agent.deleteMany({ where: { sample: true } });
  return count;
}
