import "server-only";
import { Prisma } from "@/lib/db/generated/client";
import type { AgentSort } from "@/lib/agents/rules";
import type { ListAgentsQuery } from "@/lib/agents/schema";
import { type AgentRow, listShape, type Reader } from "./rows";

export type AgentFilters = Omit<ListAgentsQuery, "sort" | "limit" | "cursor" | "owner"> & {
  owner?: readonly string[] | undefined;
};
export type AgentOrder = { sort: AgentSort; after: { key: string; id: string } | null; limit: number };

const columns = { name: "sort_name", created_at: "created_at", updated_at: "updated_at" } as const;

/** Ids first, along an index that is sorted already, then the rows: the cost of a page does not grow with the list. */
export async function listAgentRows(
  db: Reader,
  filters: AgentFilters,
  order: AgentOrder,
  now: Date,
): Promise<{ row: AgentRow; key: string }[]> {
  const ids = await listIds(db, await writeConditions(db, filters, now), order);
  const rows = await db.agent.findMany({ where: { id: { in: ids.map(({ id }) => id) } }, include: listShape });
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap(({ id, key }) => {
    const row = byId.get(id);
    return row ? [{ row, key }] : [];
  });
}

/**
 * `all` must hold, and one of `any`. Each of those is a walk of its own along its own index, cut to a page; joined by
 * `or` in one walk, the database would read the whole table for somebody who holds little of it.
 */
type Conditions = { all: readonly Prisma.Sql[]; any: readonly (readonly Prisma.Sql[])[] };

function listIds(
  db: Reader,
  { all, any }: Conditions,
  { sort, after, limit }: AgentOrder,
): Promise<{ id: string; key: string }[]> {
  const descending = sort.startsWith("-");
  const name = sort.replace("-", "") as keyof typeof columns;
  const column = Prisma.raw(`a.${columns[name]}`);
  const direction = Prisma.raw(descending ? "desc" : "asc");
  const beyond = Prisma.raw(descending ? "<" : ">");
  const bound = after && (name === "name" ? Prisma.sql`${after.key}` : Prisma.sql`${after.key}::timestamptz`);
  const page = bound && after ? [Prisma.sql`(${column}, a.id) ${beyond} (${bound}, ${after.id})`] : [];
  const walks = combine(any).map(
    (one) => Prisma.sql`(select a.id, ${column} as place from agents a
      where ${Prisma.join([Prisma.sql`true`, ...all, ...one, ...page], " and ")}
      order by ${column} ${direction}, a.id ${direction} limit ${limit})`,
  );
  const key =
    name === "name"
      ? Prisma.sql`place`
      : Prisma.sql`to_char(place at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  return db.$queryRaw<{ id: string; key: string }[]>`
    select id, ${key} as key from (${Prisma.join(walks, " union ")}) as found
    order by place ${direction}, id ${direction} limit ${limit}`;
}

/** One of each: two lists of two make four walks. */
function combine(any: Conditions["any"]): (readonly Prisma.Sql[])[] {
  return any.reduce<(readonly Prisma.Sql[])[]>(
    (walks, choices) => walks.flatMap((walk) => choices.map((choice) => [...walk, choice])),
    [[]],
  );
}

async function writeConditions(db: Reader, filters: AgentFilters, now: Date): Promise<Conditions> {
  const { q, state, environment, kind, tier_target, owner, team, gap, tag, system, bridge, sample } = filters;
  const conditions: Prisma.Sql[] = [];
  const any: Prisma.Sql[][] = [];
  if (q !== undefined) any.push(await writeSearch(db, q));
  if (state) conditions.push(Prisma.sql`a.state = any(${state}::agent_state[])`);
  if (environment) conditions.push(Prisma.sql`a.environment = any(${environment})`);
  if (kind) conditions.push(Prisma.sql`a.kind = any(${kind}::agent_kind[])`);
  if (tier_target) conditions.push(Prisma.sql`a.tier_target = any(${tier_target}::tier[])`);
  if (team) conditions.push(Prisma.sql`a.team_id = any(${team})`);
  if (tag) conditions.push(Prisma.sql`a.tags && ${tag}`);
  if (gap) conditions.push(writeGap(gap, now));
  if (owner) any.push(await writeOwner(db, owner));
  if (system)
    conditions.push(
      Prisma.sql`exists(select from agent_systems s join systems t on t.id = s.system_id where s.agent_id = a.id and t.slug = any(${system}))`,
    );
  if (bridge !== undefined) conditions.push(Prisma.sql`a.bridge = ${bridge === "true"}`);
  if (sample !== undefined) conditions.push(Prisma.sql`a.sample = ${sample === "true"}`);
  return { all: conditions, any };
}

/** People are found first, by their own index: an agent's text holds no names, so that a person can be erased. */
async function writeSearch(db: Reader, q: string): Promise<Prisma.Sql[]> {
  const pattern = `%${q.toLowerCase().replaceAll(/[\\%_]/g, (character) => `\\${character}`)}%`;
  const people = await db.$queryRaw<{ id: string }[]>`
    select id from people where name ilike ${pattern} or email ilike ${pattern} limit 200`;
  const text = Prisma.sql`a.search_text like ${pattern}`;
  const ids = people.map(({ id }) => id);
  return [text, ...writeHeld(ids)];
}

function writeGap(gaps: readonly string[], now: Date): Prisma.Sql {
  const overdue = Prisma.sql`exists(select from agent_owners o where o.agent_id = a.id and o.state = 'accepted' and o.confirm_by <= ${now})`;
  const stored = Prisma.sql`a.gaps && ${gaps}`;
  return gaps.includes("confirmation_overdue") ? Prisma.sql`(${stored} or ${overdue})` : stored;
}

/** One person's walks along the index that is sorted within a person; many people are sorted together. */
function writeHeld(people: readonly string[]): Prisma.Sql[] {
  const [only] = people;
  if (only === undefined) return [];
  if (people.length === 1) return [Prisma.sql`a.owner_id = ${only}`, Prisma.sql`a.deputy_id = ${only}`];
  return [Prisma.sql`a.owner_id = any(${people})`, Prisma.sql`a.deputy_id = any(${people})`];
}

/** Who is asked holds nothing yet and is found first. */
async function writeOwner(db: Reader, owner: readonly string[]): Promise<Prisma.Sql[]> {
  const people = owner.filter((one) => one !== "none");
  const asked = await db.agentOwner.findMany({
    where: { personId: { in: people }, state: "asked" },
    select: { agentId: true },
  });
  const ids = asked.map(({ agentId }) => agentId);
  return [
    ...(owner.includes("none") ? [Prisma.sql`a.owner_id is null`] : []),
    ...writeHeld(people),
    ...(ids.length === 0 ? [] : [Prisma.sql`a.id = any(${ids})`]),
  ];
}

/** What an export adds to a row: addresses of owner and deputy, slugs of systems. */
export async function findExtras(
  db: Reader,
  rows: readonly Pick<AgentRow, "id" | "ownerId" | "deputyId">[],
): Promise<{ emails: ReadonlyMap<string, string | null>; systems: ReadonlyMap<string, readonly string[]> }> {
  const people = rows.flatMap(({ ownerId, deputyId }) => [ownerId, deputyId]).filter((id) => id !== null);
  const [found, reached] = await Promise.all([
    db.person.findMany({ where: { id: { in: people } }, select: { id: true, email: true } }),
    db.agentSystem.findMany({
      where: { agentId: { in: rows.map(({ id }) => id) } },
      select: { agentId: true, system: { select: { slug: true } } },
      orderBy: { system: { slug: "asc" } },
    }),
  ]);
  const systems = new Map<string, string[]>();
  for (const { agentId, system } of reached) systems.set(agentId, [...(systems.get(agentId) ?? []), system.slug]);
  return { emails: new Map(found.map(({ id, email }) => [id, email])), systems };
}
