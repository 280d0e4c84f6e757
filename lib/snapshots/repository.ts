import "server-only";
import type { Environment } from "@/lib/core/environments";
import type { Transaction } from "@/lib/db/client";
import { insertMany } from "@/lib/db/insert-many";

export type Place = { readonly epoch: number; readonly sequence: bigint };

/** Whoever changes what is published of an environment stands here until the other is done: commit order is sequence order. */
export async function lockEnvironment(tx: Transaction, environment: Environment): Promise<Place> {
  const [row] = await tx.$queryRaw<Place[]>`
    select epoch, sequence from environments where name = ${environment} for update`;
  if (!row) throw new Error(`There is no environment ${environment}.`);
  return row;
}

export async function moveEnvironment(tx: Transaction, environment: Environment, sequence: bigint): Promise<void> {
  await tx.environment.update({ where: { name: environment }, data: { sequence } });
  await tx.$executeRaw`select pg_notify('ambit_policy', ${environment})`;
}

export function findSnapshot(tx: Transaction, environment: Environment, { epoch, sequence }: Place) {
  return tx.snapshot.findUnique({ where: { environment_epoch_sequence: { environment, epoch, sequence } } });
}

type NewSnapshot = Place & {
  environment: Environment;
  digest: string;
  rest: Uint8Array<ArrayBuffer>;
  publishedAt: Date;
};

export async function insertSnapshot(tx: Transaction, snapshot: NewSnapshot): Promise<void> {
  await tx.snapshot.create({ data: snapshot });
}

export type PartChange = {
  readonly slug: string;
  readonly digest: string | null;
  readonly body: Uint8Array<ArrayBuffer>;
};

/** Each part once, whoever had it before. */
export async function insertParts(
  tx: Transaction,
  environment: Environment,
  { epoch, sequence }: Place,
  changes: readonly PartChange[],
): Promise<void> {
  const parts = new Map(changes.flatMap(({ digest, body }) => (digest === null ? [] : [[digest, body] as const])));
  await tx.policyPart.createMany({
    data: [...parts].map(([digest, body]) => ({ digest, body })),
    skipDuplicates: true,
  });
  await insertMany(
    tx,
    "snapshot_agents",
    changes.map(({ slug, digest }) => ({ environment, slug, epoch, sequence, part: digest })),
  );
}

export type StoredPart = { slug: string; digest: string | null; body: Uint8Array<ArrayBuffer> | null };

/** What changed of the agents behind a place, the last word on each; everything where there is no place. */
export function listPartsSince(
  tx: Transaction,
  environment: Environment,
  { epoch, sequence }: Place = { epoch: 0, sequence: 0n },
): Promise<StoredPart[]> {
  return tx.$queryRaw<StoredPart[]>`
    select a.slug, a.part as digest, p.body from (
      select distinct on (slug) slug, part from snapshot_agents
       where environment = ${environment} and (epoch, sequence) > (${epoch}, ${sequence})
       order by slug, epoch desc, sequence desc) a
    left join policy_parts p on p.digest = a.part`;
}

const agentShape = {
  slug: true,
  state: true,
  tier: true,
  kind: true,
  environment: true,
  governedUntil: true,
} as const;

/** Agents with the version that is live of their policy; the others publish nothing. */
export async function listLiveAgents(tx: Transaction, where: { ids: readonly string[] } | { environment: string }) {
  const chosen = "ids" in where ? { id: { in: [...where.ids] } } : { environment: where.environment };
  const policies = await tx.policy.findMany({
    where: { liveVersion: { not: null }, agent: chosen },
    select: { id: true, liveVersion: true, agent: { select: agentShape } },
  });
  const versions = await tx.policyVersion.findMany({
    where: { OR: policies.map(({ id, liveVersion }) => ({ policyId: id, number: liveVersion ?? 0 })) },
    include: { content: { select: { document: true } } },
  });
  const byPolicy = new Map(versions.map((version) => [version.policyId, version]));
  return policies.flatMap(({ id, agent }) => {
    const version = byPolicy.get(id);
    return agent && version ? [{ agent, version }] : [];
  });
}

export async function findGuardrails(tx: Transaction, environment: Environment) {
  const policy = await tx.policy.findUnique({ where: { environment } });
  if (!policy?.liveVersion) return null;
  return tx.policyVersion.findUnique({
    where: { policyId_number: { policyId: policy.id, number: policy.liveVersion } },
    include: { content: { select: { document: true } } },
  });
}

/** False where nothing of it was live. */
export async function unpublish(tx: Transaction, agentId: string): Promise<boolean> {
  const where = { agentId, liveVersion: { not: null } };
  const { count } = await tx.policy.updateMany({ where, data: { liveVersion: null, liveIntents: 0 } });
  return count > 0;
}

/** The sample agents that a snapshot may hold. */
export async function listPublishedSamples(tx: Transaction): Promise<string[]> {
  const rows = await tx.agent.findMany({
    where: { sample: true, policy: { liveVersion: { not: null } } },
    select: { slug: true },
  });
  return rows.map(({ slug }) => slug);
}

/** What waits of an agent's policy, withdrawn. */
export async function endOpenChanges(tx: Transaction, agentId: string, at: Date): Promise<string[]> {
  const open = { policy: { agentId }, state: { in: ["in_review", "approved", "scheduled"] } };
  const ids = (await tx.policyChange.findMany({ where: open, select: { id: true } })).map(({ id }) => id);
  const data = { state: "withdrawn", closedAt: at, updatedAt: at, version: { increment: 1 } } as const;
  if (ids.length > 0) await tx.policyChange.updateMany({ where: { id: { in: ids } }, data });
  return ids;
}
