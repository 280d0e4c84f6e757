import "server-only";
import type { EventType } from "@/lib/audit/catalogue";
import type { JsonObject } from "@/lib/core/json";
import { Prisma } from "@/lib/db/generated/client";
import type { Database } from "@/lib/db/client";

export type EventRow = {
  id: string;
  at: Date;
  class: string;
  type: EventType;
  actor_kind: string;
  actor_id: string | null;
  subject_kind: string;
  subject_id: string | null;
  environment: string | null;
  request_id: string;
  data: JsonObject;
  canonical: string;
  leaf_hash: Uint8Array;
  seq: bigint | null;
};

/** Ready to ask: a class has become its types, a text what it names. Lists that are absent do not restrict. */
export type EventFilter = {
  types?: readonly string[] | undefined;
  actors?: readonly string[] | undefined;
  subjects?: readonly string[] | undefined;
  requests?: readonly string[] | undefined;
  from?: Date | undefined;
  to?: Date | undefined;
  text?: TextMatch | undefined;
};

/** What a search text can mean; an event that fits any of them is found. */
export type TextMatch = {
  types: readonly string[];
  people: readonly string[];
  things: readonly string[];
  ids: readonly string[];
};

export type Position = { at: Date; id: string };

const columns = Prisma.sql`e.id, e.at, e.class, e.type, e.actor_kind, e.actor_id, e.subject_kind, e.subject_id,
  e.environment, e.request_id, e.data, e.canonical, e.leaf_hash, l.seq`;

/** More branches than this cost more than one scan of a common actor. */
const branchLimit = 64;

/**
 * Newest first. Each value that is asked for is a branch of its own that walks one index from the newest event and stops
 * after a page, so a page costs the same in a log of a thousand events and of a million.
 */
export async function findEvents(
  db: Database,
  filter: EventFilter,
  page: { before: Position | undefined; take: number },
): Promise<EventRow[]> {
  const rest = listConditions(filter);
  if (page.before) rest.push(Prisma.sql`(e.at, e.id) < (${page.before.at}::timestamptz, ${page.before.id})`);
  const branches = listBranches(filter);
  if (branches.length === 0) return [];
  const found = branches.map(
    (branch) => Prisma.sql`(select e.id, e.at from audit_events e where ${Prisma.join([branch, ...rest], " and ")}
      order by e.at desc, e.id desc limit ${page.take})`,
  );
  return db.$queryRaw<EventRow[]>`
    with found as (select distinct id, at from (${Prisma.join(found, " union all ")}) as branch
      order by at desc, id desc limit ${page.take})
    select ${columns} from found join audit_events e on e.id = found.id left join audit_log l on l.event_id = e.id
    order by e.at desc, e.id desc`;
}

function listBranches(filter: EventFilter): Prisma.Sql[] {
  if (filter.text) return listTextBranches(filter.text);
  if (filter.requests) return filter.requests.map((id) => Prisma.sql`e.request_id = ${id}`);
  if (filter.subjects) return filter.subjects.flatMap(listAboutBranches);
  const types = filter.types?.map((type) => Prisma.sql`e.type = ${type}`);
  const actors = filter.actors?.map((id) => Prisma.sql`e.actor_id = ${id}`);
  if (actors && types && actors.length * types.length <= branchLimit) {
    return actors.flatMap((actor) => types.map((type) => Prisma.sql`${actor} and ${type}`));
  }
  return actors ?? types ?? [Prisma.sql`true`];
}

function listTextBranches(text: TextMatch): Prisma.Sql[] {
  return [
    ...text.types.map((type) => Prisma.sql`e.type = ${type}`),
    ...text.people.map((id) => Prisma.sql`e.actor_id = ${id}`),
    ...[...text.people, ...text.things].flatMap(listAboutBranches),
    ...text.ids.flatMap((id) => [
      Prisma.sql`e.id = ${id}`,
      Prisma.sql`e.actor_id = ${id}`,
      Prisma.sql`e.request_id = ${id}`,
      ...listAboutBranches(id),
    ]),
  ];
}

/** An event is about its subject and about the person it names second. */
function listAboutBranches(id: string): Prisma.Sql[] {
  return [Prisma.sql`e.subject_id = ${id}`, Prisma.sql`e.data->>'person' = ${id}`];
}

function listConditions(filter: EventFilter): Prisma.Sql[] {
  const { types, actors, subjects, requests, from, to } = filter;
  return [
    ...(types ? [Prisma.sql`e.type = any(${types})`] : []),
    ...(actors ? [Prisma.sql`e.actor_id = any(${actors})`] : []),
    ...(subjects ? [Prisma.sql`(e.subject_id = any(${subjects}) or e.data->>'person' = any(${subjects}))`] : []),
    ...(requests ? [Prisma.sql`e.request_id = any(${requests})`] : []),
    ...(from ? [Prisma.sql`e.at >= ${from}::timestamptz`] : []),
    ...(to ? [Prisma.sql`e.at < ${to}::timestamptz`] : []),
  ];
}

/** In the order of the log, for exports: leaves `after` < seq < `treeSize` that fit the filter. */
export async function findLeaves(
  db: Database,
  filter: EventFilter,
  range: { after: bigint; treeSize: bigint; take: number },
): Promise<EventRow[]> {
  const conditions = listConditions(filter);
  if (filter.text) {
    const branches = listTextBranches(filter.text);
    if (branches.length === 0) return [];
    conditions.push(Prisma.sql`(${Prisma.join(branches, " or ")})`);
  }
  return db.$queryRaw<EventRow[]>`
    select ${columns} from audit_log l join audit_events e on e.id = l.event_id
    where ${Prisma.join([Prisma.sql`l.seq > ${range.after} and l.seq < ${range.treeSize}`, ...conditions], " and ")}
    order by l.seq limit ${range.take}`;
}

export async function findEvent(db: Database, id: string): Promise<EventRow | undefined> {
  const rows = await db.$queryRaw<EventRow[]>`
    select ${columns} from audit_events e left join audit_log l on l.event_id = e.id where e.id = ${id}`;
  return rows[0];
}

export async function findPersonal(db: Database, eventId: string): Promise<JsonObject | null> {
  const row = await db.auditPrivate.findUnique({ where: { eventId }, select: { data: true } });
  return row === null ? null : (row.data as JsonObject);
}

/** Names as they are now, by id; an erased person is there without a name. */
export async function findNames(db: Database, ids: readonly string[]): Promise<Map<string, string | null>> {
  const where = { id: { in: [...ids] } };
  const [people, agents, systems, teams, directories, groups] = await Promise.all([
    db.person.findMany({ where, select: { id: true, name: true, state: true } }),
    db.agent.findMany({ where, select: { id: true, name: true } }),
    db.system.findMany({ where, select: { id: true, name: true } }),
    db.team.findMany({ where, select: { id: true, name: true } }),
    db.directory.findMany({ where, select: { id: true, name: true } }),
    db.directoryGroup.findMany({ where, select: { id: true, displayName: true } }),
  ]);
  return new Map<string, string | null>([
    ...people.map((person) => [person.id, person.state === "erased" ? null : person.name] as const),
    ...[...agents, ...systems, ...teams].map(({ id, name }) => [id, name] as const),
    ...directories.map((directory) => [directory.id, directory.name] as const),
    ...groups.map((group) => [group.id, group.displayName] as const),
  ]);
}

/** People, teams, agents and systems whose name holds the text, at most a handful of each: a text that fits more finds nothing precise. */
export async function matchNames(db: Database, text: string): Promise<{ people: string[]; things: string[] }> {
  // Prisma hands `contains` to LIKE as it is: a percent sign would find everybody.
  const where = { name: { contains: text.replaceAll(/[\\%_]/g, "\\$&"), mode: "insensitive" as const } };
  const query = { where, select: { id: true }, orderBy: { id: "asc" as const }, take: 20 };
  const [people, ...things] = await Promise.all([
    db.person.findMany({ ...query, where: { ...where, state: { not: "erased" } } }),
    db.team.findMany(query),
    db.agent.findMany(query),
    db.system.findMany(query),
  ]);
  return { people: people.map(({ id }) => id), things: things.flat().map(({ id }) => id) };
}

/** For choosing from: people by name, erased ones left out. */
export async function findPeople(db: Database, take: number): Promise<{ id: string; name: string }[]> {
  return db.person.findMany({
    where: { state: { not: "erased" } },
    select: { id: true, name: true },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take,
  });
}
