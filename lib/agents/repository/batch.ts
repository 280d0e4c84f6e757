import "server-only";
import type { Transaction } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { insertMany } from "@/lib/db/insert-many";
import { type AgentUpdate, listShape, ownersThatCount, type Reader, recordShape, type RecordRow } from "./rows";

/** Agents by id, with everything that is part of them. */
export function findRecords(db: Reader, ids: readonly string[]): Promise<RecordRow[]> {
  return db.agent.findMany({ where: { id: { in: [...ids] } }, include: recordShape });
}

/** What an import compares with: fields and what files gave, without history. */
export const comparedShape = {
  ...listShape,
  owners: {
    where: ownersThatCount,
    select: { personId: true, part: true, state: true, confirmedAt: true },
  },
  systems: { select: { systemId: true, system: { select: { slug: true } } } },
  tools: true,
  servers: true,
  parents: { select: { parent: { select: { id: true, sourceKey: true } } } },
} satisfies Prisma.AgentInclude;
export type ComparedRow = Prisma.AgentGetPayload<{ include: typeof comparedShape }>;

/** Agents by the slugs they have or had, or by where they came from. */
export async function findCompared(
  db: Reader,
  wanted: { slugs: readonly string[]; keys: readonly string[] },
): Promise<{ bySlug: ReadonlyMap<string, ComparedRow>; byKey: ReadonlyMap<string, readonly ComparedRow[]> }> {
  const named = await db.agentSlug.findMany({
    where: { slug: { in: [...wanted.slugs] } },
    select: { slug: true, agentId: true },
  });
  const ids = named.flatMap(({ agentId }) => agentId ?? []);
  const rows = await db.agent.findMany({
    where: { OR: [{ id: { in: ids } }, { sourceKey: { in: [...wanted.keys] } }] },
    include: comparedShape,
    orderBy: { id: "asc" },
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const byKey = new Map<string, ComparedRow[]>();
  for (const row of rows)
    if (row.sourceKey !== null) byKey.set(row.sourceKey, [...(byKey.get(row.sourceKey) ?? []), row]);
  const bySlug = new Map<string, ComparedRow>();
  for (const { slug, agentId } of named) {
    const row = agentId === null ? undefined : byId.get(agentId);
    if (row) bySlug.set(slug, row);
  }
  return { bySlug, byKey };
}

/** Slugs that were ever given and are one of these or look like one. */
export function findTaken(
  db: Reader,
  slugs: readonly string[],
  skeletons: readonly string[],
): Promise<{ slug: string; skeleton: string }[]> {
  return db.agentSlug.findMany({
    where: { OR: [{ slug: { in: [...slugs] } }, { skeleton: { in: [...skeletons] } }] },
    select: { slug: true, skeleton: true },
  });
}

export type AddedRows = {
  agents: readonly Prisma.AgentCreateManyInput[];
  slugs: readonly Prisma.AgentSlugCreateManyInput[];
  owners: readonly Prisma.AgentOwnerCreateManyInput[];
  systems: readonly Prisma.AgentSystemCreateManyInput[];
  tools: readonly Prisma.AgentToolCreateManyInput[];
  servers: readonly Prisma.AgentServerCreateManyInput[];
};

/** One statement a table, however many agents. */
export async function insertAgents(tx: Transaction, rows: AddedRows): Promise<void> {
  await insertMany(tx, "agents", rows.agents);
  await insertMany(tx, "agent_slugs", rows.slugs);
  await insertMany(tx, "agent_owners", rows.owners);
  await insertMany(tx, "agent_systems", rows.systems);
  await insertMany(tx, "agent_tools", rows.tools);
  await insertMany(tx, "agent_servers", rows.servers);
}

type Derived = Required<
  Pick<
    { [K in keyof AgentUpdate]: unknown },
    "ownerId" | "deputyId" | "gaps" | "bridge" | "governedUntil" | "sortName" | "searchText"
  >
> & { id: string };

/** What follows from each record, for all of them in one statement. */
export async function updateDerived(tx: Transaction, rows: readonly Derived[]): Promise<void> {
  const json = JSON.stringify(
    rows.map((row) => ({
      id: row.id,
      owner_id: row.ownerId,
      deputy_id: row.deputyId,
      gaps: row.gaps,
      bridge: row.bridge,
      governed_until: row.governedUntil,
      sort_name: row.sortName,
      search_text: row.searchText,
    })),
  );
  await tx.$executeRaw`
    update agents a set owner_id = d.owner_id, deputy_id = d.deputy_id, gaps = d.gaps, bridge = d.bridge,
      governed_until = d.governed_until, sort_name = d.sort_name, search_text = d.search_text
    from json_to_recordset(${json}::json) d(id text, owner_id text, deputy_id text, gaps text[], bridge boolean,
      governed_until timestamptz, sort_name text, search_text text)
    where a.id = d.id`;
}

export async function insertVersions(
  tx: Transaction,
  data: readonly (Omit<Prisma.AgentVersionCreateManyInput, "record"> & { record: object })[],
): Promise<void> {
  await insertMany(tx, "agent_versions", data);
}

export async function replaceReach(
  tx: Transaction,
  agentId: string,
  systems: readonly { systemId: string; via: string }[],
): Promise<void> {
  const keep = systems.map(({ systemId }) => systemId);
  await tx.agentSystem.deleteMany({ where: { agentId, systemId: { notIn: keep } } });
  await tx.agentSystem.createMany({ data: systems.map((one) => ({ ...one, agentId })), skipDuplicates: true });
}

/** The ids of systems by slug; those that are not there are not in the answer. */
export async function findSystemIds(db: Reader, slugs: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.system.findMany({ where: { slug: { in: [...slugs] } }, select: { id: true, slug: true } });
  return new Map(rows.map(({ id, slug }) => [slug, id]));
}

/** Somebody who may be asked to own agents, by mail address. `revoked` is whoever was invited and cannot come any more. */
export async function findByEmail(
  db: Reader,
  emails: readonly string[],
): Promise<{ id: string; email: string | null; state: PersonStateName; sample: boolean; revoked: boolean }[]> {
  const people = await db.person.findMany({
    where: { email: { in: [...emails] } },
    select: {
      id: true,
      email: true,
      state: true,
      sample: true,
      invitations: { select: { revokedAt: true, usedAt: true } },
    },
  });
  return people.map(({ invitations, ...person }) => ({
    ...person,
    revoked:
      person.state === "invited" &&
      invitations.length > 0 &&
      !invitations.some(({ revokedAt, usedAt }) => revokedAt === null && usedAt === null),
  }));
}
type PersonStateName = "invited" | "active" | "deactivated" | "erased";
