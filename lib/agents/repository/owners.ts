import "server-only";
import type { Transaction } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { type OwnerRow, ownerShape, type Reader } from "./rows";

export function findOwnership(db: Reader, id: string): Promise<OwnerRow | null> {
  return db.agentOwner.findUnique({ where: { id }, include: ownerShape });
}

export async function insertOwnership(tx: Transaction, data: Prisma.AgentOwnerUncheckedCreateInput): Promise<void> {
  await tx.agentOwner.create({ data });
}

export async function updateOwnership(
  tx: Transaction,
  id: string,
  data: Prisma.AgentOwnerUncheckedUpdateInput,
): Promise<void> {
  await tx.agentOwner.update({ where: { id }, data });
}

type OpenOf = {
  personId: string;
  teamId: string | null;
  /** Of somebody who left: what they were asked until then and what their hand-over says they held. */
  left?: { until: Date; handover: string | null };
};

/**
 * What this person holds or is asked to hold, in a fixed order so that two leavers never lock against each other. The
 * record of a retired agent does not change any more, and nobody has to take it over.
 */
export function listOpenOf(
  db: Reader,
  { personId, teamId, left }: OpenOf,
): Promise<{ id: string; agentId: string; state: "asked" | "accepted" | "declined" | "ended" }[]> {
  const held = left?.handover ? [{ handoverId: left.handover, state: "accepted" as const }] : [];
  return db.agentOwner.findMany({
    where: {
      personId,
      agent: { state: { not: "retired" }, ...(teamId === null ? {} : { teamId }) },
      ...(left === undefined
        ? { state: { in: ["asked", "accepted"] } }
        : { OR: [...held, { state: "asked", askedAt: { lte: left.until } }] }),
    },
    select: { id: true, agentId: true, state: true },
    orderBy: [{ agentId: "asc" }, { id: "asc" }],
  });
}

export type OwnershipFilter = {
  personId?: string | undefined;
  agentId?: string | undefined;
  states?: readonly ("asked" | "accepted" | "declined" | "ended")[] | undefined;
  /** Asked, or to be confirmed before then. */
  dueBefore?: Date | undefined;
};

/** Newest question first. */
export function listOwnershipRows(
  db: Reader,
  { personId, agentId, states, dueBefore }: OwnershipFilter,
  after: { at: Date; id: string } | null,
  limit: number,
): Promise<OwnerRow[]> {
  return db.agentOwner.findMany({
    where: {
      ...(personId === undefined ? {} : { personId }),
      ...(agentId === undefined ? {} : { agentId }),
      ...(states === undefined ? {} : { state: { in: [...states] } }),
      AND: [
        dueBefore === undefined
          ? {}
          : {
              agent: { state: { not: "retired" } },
              OR: [{ state: "asked" }, { state: "accepted", confirmBy: { lte: dueBefore } }],
            },
        after === null ? {} : { OR: [{ askedAt: { lt: after.at } }, { askedAt: after.at, id: { lt: after.id } }] },
      ],
    },
    include: ownerShape,
    orderBy: [{ askedAt: "desc" }, { id: "desc" }],
    take: limit,
  });
}

/** Agents that closed since the last look and have not been told of. */
export function listUngoverned(db: Reader, now: Date, limit: number): Promise<{ id: string }[]> {
  return db.agent.findMany({
    where: { governedUntil: { lte: now }, state: "active" },
    select: { id: true },
    take: limit,
    orderBy: { governedUntil: "asc" },
  });
}

/** What this person wrote about answering for agents, gone with them. */
export async function forgetReasons(tx: Transaction, personId: string): Promise<void> {
  await tx.agentOwner.updateMany({ where: { personId }, data: { reason: null } });
}
