import "server-only";
import type { Database, Transaction } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";

export type Reader = Database | Transaction;

const person = { select: { id: true, name: true, state: true } } as const;
export const agentRef = { select: { slug: true, name: true, state: true } } as const;

/** Who is asked or holds it, and who ever said yes: from then on it is not its maker's any more. */
export const ownersThatCount = {
  OR: [{ state: { in: ["asked", "accepted"] } }, { state: "ended", confirmedAt: { not: null } }],
} satisfies Prisma.AgentOwnerWhereInput;

/** What a list shows. */
export const listShape = {
  team: { select: { id: true, slug: true, name: true } },
  owner: person,
  deputy: person,
  owners: { where: ownersThatCount, select: { personId: true, state: true, confirmedAt: true, confirmBy: true } },
} satisfies Prisma.AgentInclude;
export type AgentRow = Prisma.AgentGetPayload<{ include: typeof listShape }>;

export const ownerShape = { person, agent: agentRef } satisfies Prisma.AgentOwnerInclude;
export type OwnerRow = Prisma.AgentOwnerGetPayload<{ include: typeof ownerShape }>;

/** Everything that is part of the record. */
export const recordShape = {
  team: listShape.team,
  owner: person,
  deputy: person,
  slugs: { select: { slug: true }, orderBy: { since: "asc" } },
  owners: { include: ownerShape, orderBy: { askedAt: "asc" } },
  identities: { orderBy: { createdAt: "asc" } },
  systems: {
    include: { system: { select: { slug: true, name: true, verifies: true, dataClasses: true } } },
    orderBy: { system: { slug: "asc" } },
  },
  memories: { orderBy: { id: "asc" } },
  parents: { include: { parent: agentRef }, orderBy: { parentId: "asc" } },
  children: { include: { child: agentRef }, orderBy: { childId: "asc" } },
  tools: { orderBy: { name: "asc" } },
  servers: { orderBy: { name: "asc" } },
  policy: { select: { liveVersion: true, liveIntents: true } },
} satisfies Prisma.AgentInclude;
export type RecordRow = Prisma.AgentGetPayload<{ include: typeof recordShape }>;

export type AgentUpdate = Prisma.AgentUncheckedUpdateInput;
export type NewAgentRow = Prisma.AgentUncheckedCreateInput;
