import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { can, type Target } from "@/lib/access/permissions";
import { targetOf } from "@/lib/agents/present";
import {
  deleteLink,
  deleteMemory,
  deleteReach,
  findSystemId,
  insertLink,
  insertMemory,
  lockAgents,
  lockFamilies,
  measureFamily,
  type RecordRow,
  setReach,
  updateAgent,
  updateMemory,
} from "@/lib/agents/repository";
import type { AgentRecord, MemoryInput } from "@/lib/agents/schema";
import { holdingLocks, insist, onAgent, refuseRetired, refuseStale, requireAgentId } from "@/lib/agents/service/find";
import { requireRecord, settle, showRecord } from "@/lib/agents/service/settle";
import { askAgainSoon } from "@/lib/agents/service/update";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { JsonObject } from "@/lib/core/json";
import type { Tx } from "@/lib/db/transaction";

const maxDepth = 8;
type Event = "agent.reach_changed" | "agent.memory_changed" | "agent.family_changed";

async function finish(tx: Tx, ctx: Ctx, row: RecordRow, type: Event, data: JsonObject): Promise<AgentRecord> {
  return showRecord(tx, ctx, await settle(tx, ctx, row.id, { type, data }));
}

/** Who said it has none of something and now adds one takes that back. */
async function takeBackNone(tx: Tx, row: RecordRow, part: string): Promise<void> {
  if (row.statedNone.includes(part))
    await updateAgent(tx, row.id, { statedNone: row.statedNone.filter((one) => one !== part) });
}

export function reachSystem(ctx: Ctx, slug: string, system: string, via: string): Promise<AgentRecord> {
  return onAgent(ctx, slug, "agents.update", async (tx, row) => {
    refuseRetired(row);
    const systemId = await findSystemId(tx, system);
    if (systemId === null) throw new AppError("not_found", `There is no system ${system}.`);
    const isNew = !row.systems.some((reached) => reached.systemId === systemId);
    await setReach(tx, row.id, systemId, via);
    await takeBackNone(tx, row, "systems");
    if (isNew) await askAgainSoon(tx, ctx, row, ["systems"]);
    return finish(tx, ctx, row, "agent.reach_changed", { system: systemId, reached: true });
  });
}

export async function leaveSystem(ctx: Ctx, slug: string, system: string): Promise<void> {
  await onAgent(ctx, slug, "agents.update", async (tx, row) => {
    refuseRetired(row);
    const systemId = await findSystemId(tx, system);
    if (systemId === null || !(await deleteReach(tx, row.id, systemId)))
      throw new AppError("not_found", `This agent does not reach ${system}.`);
    await finish(tx, ctx, row, "agent.reach_changed", { system: systemId, reached: false });
  });
}

function writeMemory(input: MemoryInput) {
  return {
    name: input.name,
    operator: input.operator,
    operatorName: input.operator_name,
    retentionDays: input.retention_days,
    purgeBy: input.purge_by,
    reachable: input.reachable,
    dataClasses: input.data_classes,
  };
}

export function addMemory(ctx: Ctx, slug: string, input: MemoryInput): Promise<AgentRecord> {
  return onAgent(ctx, slug, "agents.update", async (tx, row) => {
    refuseRetired(row);
    if (row.memories.length >= 50) throw new AppError("conflict", "An agent has at most 50 memory stores.");
    const id = newId("memory", ctx.now.getTime());
    await insertMemory(tx, { id, agentId: row.id, ...writeMemory(input) });
    await takeBackNone(tx, row, "memory");
    return finish(tx, ctx, row, "agent.memory_changed", { memory: id, change: "added" });
  });
}

export function changeMemory(
  ctx: Ctx,
  slug: string,
  id: string,
  input: MemoryInput,
  version: number,
): Promise<AgentRecord> {
  return onAgent(ctx, slug, "agents.update", async (tx, row) => {
    refuseRetired(row);
    refuseStale(row, version);
    if (!(await updateMemory(tx, row.id, id, writeMemory(input))))
      throw new AppError("not_found", "This agent has no such memory store.");
    return finish(tx, ctx, row, "agent.memory_changed", { memory: id, change: "changed" });
  });
}

export async function removeMemory(ctx: Ctx, slug: string, id: string): Promise<void> {
  await onAgent(ctx, slug, "agents.update", async (tx, row) => {
    refuseRetired(row);
    if (!(await deleteMemory(tx, row.id, id))) throw new AppError("not_found", "This agent has no such memory store.");
    await finish(tx, ctx, row, "agent.memory_changed", { memory: id, change: "removed" });
  });
}

/** The rights a change of two agents needs, by each of them. */
type Judge = (row: RecordRow, child: RecordRow) => readonly Target[];

/** Whoever may not change the one agent does not learn here whether there is the other. */
async function requireChildId(ctx: Ctx, row: RecordRow, childSlug: string): Promise<string> {
  try {
    return await requireAgentId(ctx.db, childSlug);
  } catch (error) {
    await authorize(ctx, "agents.update", targetOf(row));
    throw error;
  }
}

/** As `onAgent`, for two agents at once. Nobody else makes or takes a link meanwhile. */
async function onFamily<T>(
  ctx: Ctx,
  [slug, childSlug]: readonly [string, string],
  judge: Judge,
  work: (tx: Tx, row: RecordRow, child: RecordRow) => Promise<T>,
): Promise<T> {
  const id = await requireAgentId(ctx.db, slug);
  const found = await requireRecord(ctx.db, id);
  const childId = await requireChildId(ctx, found, childSlug);
  const needed = judge(found, await requireRecord(ctx.db, childId));
  for (const target of needed) await authorize(ctx, "agents.update", target);
  return holdingLocks(ctx, async (tx) => {
    await lockFamilies(tx);
    await lockAgents(tx, [id, childId]);
    const [row, child] = [await requireRecord(tx, id), await requireRecord(tx, childId)];
    for (const target of judge(row, child)) insist(ctx, "agents.update", target);
    return work(tx, row, child);
  });
}

/** Both are changed by it, so it needs the right to change both. */
export function adoptAgent(ctx: Ctx, slug: string, childSlug: string): Promise<AgentRecord> {
  const judgeBoth: Judge = (row, child) => [targetOf(row), targetOf(child)];
  return onFamily(ctx, [slug, childSlug], judgeBoth, async (tx, row, child) => {
    refuseRetired(row);
    if (child.state === "retired") refuse("retired", `${child.slug} is retired; its record does not change any more.`);
    await refuseCircle(tx, row, child);
    if (!(await insertLink(tx, row.id, child.id)))
      throw new AppError("conflict", "It is a sub-agent of this one already.");
    await takeBackNone(tx, row, "sub_agents");
    const event = { type: "agent.family_changed", data: { child: child.id, change: "added" } } as const;
    return showRecord(tx, ctx, await settle(tx, ctx, row.id, event, [child.id]));
  });
}

async function refuseCircle(tx: Tx, row: RecordRow, child: RecordRow): Promise<void> {
  if (child.id === row.id) refuse("self_parent", "An agent cannot be its own sub-agent.");
  if (child.environment !== row.environment)
    refuse(
      "other_environment",
      `${child.slug} lives in ${child.environment}; a sub-agent lives where its parent does.`,
    );
  const above = await measureFamily(tx, row.id);
  if (above.ancestors.has(child.id))
    refuse("circle", `${child.slug} is above this agent already; that would be a circle.`);
  const below = await measureFamily(tx, child.id);
  if (above.above + 1 + below.below > maxDepth) refuse("too_deep", `Agents stand at most ${maxDepth} deep.`);
}

function refuse(code: string, detail: string): never {
  throw new AppError("invalid_input", detail, { faults: [{ pointer: "/child", code, detail }] });
}

/** Whoever may change one of the two may take the link away, also where the other is retired. */
export async function releaseAgent(ctx: Ctx, slug: string, childSlug: string): Promise<void> {
  const judgeEither: Judge = (row, child) => {
    const live = [row, child].filter(({ state }) => state !== "retired").map(targetOf);
    return [live.find((target) => can(ctx.viewer, "agents.update", target)) ?? live[0] ?? targetOf(row)];
  };
  await onFamily(ctx, [slug, childSlug], judgeEither, async (tx, row, child) => {
    if (row.state === "retired" && child.state === "retired") refuseRetired(row);
    if (!(await deleteLink(tx, row.id, child.id)))
      throw new AppError("not_found", `${childSlug} is no sub-agent of this one.`);
    const event = { type: "agent.family_changed", data: { child: child.id, change: "removed" } } as const;
    await settle(tx, ctx, row.id, event, [child.id]);
  });
}
