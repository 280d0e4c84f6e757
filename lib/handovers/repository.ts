import "server-only";
import type { Database } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";

const person = { select: { id: true, name: true, state: true } } as const;
const shape = { person } satisfies Prisma.HandoverInclude;
export type HandoverRow = Prisma.HandoverGetPayload<{ include: typeof shape }>;

export function findHandover(db: Database, id: string): Promise<HandoverRow | null> {
  return db.handover.findUnique({ where: { id }, include: shape });
}

/** Newest first. */
export function listHandoverRows(
  db: Database,
  { open, personId }: { open: boolean | undefined; personId: string | undefined },
  after: { at: Date; id: string } | null,
  limit: number,
): Promise<HandoverRow[]> {
  return db.handover.findMany({
    where: {
      ...(open === undefined ? {} : { finishedAt: open ? null : { not: null } }),
      ...(personId === undefined ? {} : { personId }),
      ...(after === null ? {} : { OR: [{ openedAt: { lt: after.at } }, { openedAt: after.at, id: { lt: after.id } }] }),
    },
    include: shape,
    orderBy: [{ openedAt: "desc" }, { id: "desc" }],
    take: limit,
  });
}

export function countOpen(db: Database): Promise<number> {
  return db.handover.count({ where: { finishedAt: null, sample: false } });
}

/** Which of these the directory opened: the event that did it says who acted. */
export async function findOpenedByDirectory(db: Database, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db.auditEvent.findMany({
    where: { subjectId: { in: [...ids] }, type: "handover.opened", actorKind: "directory" },
    select: { subjectId: true },
  });
  return new Set(rows.flatMap(({ subjectId }) => subjectId ?? []));
}

export type PartCounts = { parts: number; done: number; asked: number; closesAt: Date | null };

/** How far each hand-over is, counted by the database: a leaver may have held thousands. */
export async function countParts(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, PartCounts>> {
  const rows = await db.$queryRaw<({ id: string } & PartCounts)[]>`
    select p.handover_id as id, count(*)::int as parts,
      count(*) filter (where p.accepted or p.retired)::int as done,
      count(*) filter (where p.asked and not p.accepted and not p.retired)::int as asked,
      min(p.governed_until) filter (where p.part = 'owner' and not p.retired and not p.accepted) as "closesAt"
    from (
      select h.handover_id, h.part, a.governed_until, a.state = 'retired' as retired,
        exists(select from agent_owners o join people q on q.id = o.person_id
          where o.accepted_key = h.agent_id || ':' || h.part::text and q.state = 'active'
            and o.handover_id is distinct from h.handover_id) as accepted,
        exists(select from agent_owners o where o.asked_key = h.agent_id || ':' || h.part::text) as asked
      from (select distinct handover_id, agent_id, part from agent_owners where handover_id = any(${[...ids]})) h
      join agents a on a.id = h.agent_id
    ) p group by p.handover_id`;
  return new Map(rows.map(({ id, ...counts }) => [id, counts]));
}

const heldShape = {
  agent: {
    select: {
      id: true,
      slug: true,
      name: true,
      sortName: true,
      state: true,
      environment: true,
      sample: true,
      teamId: true,
      governedUntil: true,
      owners: {
        where: { state: { in: ["asked", "accepted", "declined"] } },
        include: { person },
        orderBy: { askedAt: "asc" },
      },
    },
  },
} satisfies Prisma.AgentOwnerInclude;
export type HeldRow = Prisma.AgentOwnerGetPayload<{ include: typeof heldShape }>;

/** What was held, by the agent's name. */
export function listHeld(db: Database, handoverId: string): Promise<HeldRow[]> {
  return db.agentOwner.findMany({
    where: { handoverId },
    include: heldShape,
    orderBy: [{ agent: { sortName: "asc" } }, { agentId: "asc" }, { part: "asc" }],
  });
}

export type LeadRow = { teamId: string; person: HandoverRow["person"] & { sample: boolean } };

export function findLeads(db: Database, teamIds: readonly string[]): Promise<LeadRow[]> {
  return db.teamMember.findMany({
    where: { teamId: { in: [...teamIds] }, lead: true, person: { state: "active" } },
    select: { teamId: true, person: { select: { ...person.select, sample: true } } },
    orderBy: { personId: "asc" },
  });
}

/** Teams somebody is still written down in; leaving the company does not empty them. */
export async function findTeamIdsOf(db: Database, personId: string): Promise<string[]> {
  const rows = await db.teamMember.findMany({ where: { personId }, select: { teamId: true } });
  return rows.map(({ teamId }) => teamId);
}

export async function findTeamNames(db: Database, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await db.team.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}
