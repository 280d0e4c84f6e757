import "server-only";
import type { Transaction } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { agentRef, type Reader } from "./rows";

export type IdentityRow = Prisma.AgentIdentityUncheckedCreateInput;

export async function insertIdentity(tx: Transaction, data: IdentityRow): Promise<boolean> {
  const { count } = await tx.agentIdentity.createMany({ data: [data], skipDuplicates: true });
  return count === 1;
}

export async function deleteIdentity(tx: Transaction, agentId: string, id: string): Promise<boolean> {
  const { count } = await tx.agentIdentity.deleteMany({ where: { id, agentId } });
  return count === 1;
}

/** What proves who the agent is. */
export async function listCredentials(db: Reader, agentId: string): Promise<string[]> {
  const rows = await db.agentIdentity.findMany({
    where: { agentId, NOT: { kind: "label" } },
    select: { credential: true },
  });
  return rows.map(({ credential }) => credential);
}

/** Who else has one of these credentials. */
export async function findSharers(
  db: Reader,
  credentials: readonly string[],
  agentId: string,
): Promise<{ credential: string; agentId: string; agent: { slug: string; name: string; state: AgentStateName } }[]> {
  if (credentials.length === 0) return [];
  return db.agentIdentity.findMany({
    where: { credential: { in: [...credentials] }, NOT: { agentId }, agent: { state: { not: "retired" } } },
    select: { credential: true, agentId: true, agent: agentRef },
    orderBy: { agentId: "asc" },
    take: 100,
  });
}
type AgentStateName = "draft" | "in_review" | "active" | "suspended" | "denied" | "revoked" | "retired";

export async function setReach(tx: Transaction, agentId: string, systemId: string, via: string): Promise<void> {
  await tx.agentSystem.upsert({
    where: { agentId_systemId: { agentId, systemId } },
    create: { agentId, systemId, via },
    update: { via },
  });
}

export async function deleteReach(tx: Transaction, agentId: string, systemId: string): Promise<boolean> {
  const { count } = await tx.agentSystem.deleteMany({ where: { agentId, systemId } });
  return count === 1;
}

export async function findSystemId(db: Reader, slug: string): Promise<string | null> {
  return (await db.system.findUnique({ where: { slug }, select: { id: true } }))?.id ?? null;
}

export async function listReaching(db: Reader, systemId: string): Promise<string[]> {
  const rows = await db.agentSystem.findMany({ where: { systemId }, select: { agentId: true } });
  return rows.map(({ agentId }) => agentId);
}

export async function listTeamAgents(db: Reader, teamId: string): Promise<string[]> {
  const rows = await db.agent.findMany({ where: { teamId }, select: { id: true } });
  return rows.map(({ id }) => id);
}

/** Those above and below it. */
export async function listRelatives(db: Reader, agentId: string): Promise<string[]> {
  const links = await db.agentLink.findMany({ where: { OR: [{ parentId: agentId }, { childId: agentId }] } });
  return links.map(({ parentId, childId }) => (parentId === agentId ? childId : parentId));
}

export async function insertMemory(tx: Transaction, data: Prisma.MemoryStoreUncheckedCreateInput): Promise<void> {
  await tx.memoryStore.create({ data });
}

export async function updateMemory(
  tx: Transaction,
  agentId: string,
  id: string,
  data: Prisma.MemoryStoreUncheckedUpdateManyInput,
): Promise<boolean> {
  const { count } = await tx.memoryStore.updateMany({ where: { id, agentId }, data });
  return count === 1;
}

export async function deleteMemory(tx: Transaction, agentId: string, id: string): Promise<boolean> {
  const { count } = await tx.memoryStore.deleteMany({ where: { id, agentId } });
  return count === 1;
}

/** The agent's ancestors, and how many generations are above and below: what a new link could close or deepen. */
export async function measureFamily(
  tx: Transaction,
  agentId: string,
): Promise<{ ancestors: ReadonlySet<string>; above: number; below: number }> {
  const up = await tx.$queryRaw<{ id: string; depth: number }[]>`
    with recursive walk(id, depth) as (
      select parent_id, 1 from agent_links where child_id = ${agentId}
      union select l.parent_id, walk.depth + 1 from agent_links l join walk on l.child_id = walk.id where walk.depth < 20
    ) select id, max(depth) as depth from walk group by id`;
  const down = await tx.$queryRaw<{ depth: number | null }[]>`
    with recursive walk(id, depth) as (
      select child_id, 1 from agent_links where parent_id = ${agentId}
      union select l.child_id, walk.depth + 1 from agent_links l join walk on l.parent_id = walk.id where walk.depth < 20
    ) select max(depth) as depth from walk`;
  return {
    ancestors: new Set(up.map(({ id }) => id)),
    above: Math.max(0, ...up.map(({ depth }) => depth)),
    below: down[0]?.depth ?? 0,
  };
}

export async function insertLink(tx: Transaction, parentId: string, childId: string): Promise<boolean> {
  const { count } = await tx.agentLink.createMany({ data: [{ parentId, childId }], skipDuplicates: true });
  return count === 1;
}

export async function deleteLink(tx: Transaction, parentId: string, childId: string): Promise<boolean> {
  const { count } = await tx.agentLink.deleteMany({ where: { parentId, childId } });
  return count === 1;
}

export async function replaceTools(
  tx: Transaction,
  agentId: string,
  tools: readonly Omit<Prisma.AgentToolCreateManyInput, "agentId">[],
  servers: readonly Omit<Prisma.AgentServerCreateManyInput, "agentId">[],
): Promise<void> {
  await tx.agentTool.deleteMany({ where: { agentId } });
  await tx.agentServer.deleteMany({ where: { agentId } });
  await tx.agentTool.createMany({ data: tools.map((tool) => ({ ...tool, agentId })) });
  await tx.agentServer.createMany({ data: servers.map((server) => ({ ...server, agentId })) });
}
