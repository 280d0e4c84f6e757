import "server-only";
import type { Ctx } from "@/lib/access/context";
import {
  deleteLink,
  deleteMemory,
  deleteReach,
  findSystemId,
  insertLink,
  insertMemory,
  listReaching,
  lockAgent,
  lockFamilies,
  measureFamily,
  type RecordRow,
  setReach,
  updateAgent,
  updateMemory,
} from "@/lib/agents/repository";
import type { AgentRecord, MemoryInput } from "@/lib/agents/schema";
import { onAgent, refuseRetired, refuseStale, requireAgentId } from "@/lib/agents/service/find";
import { rederive, requireRecord, settle, showRecord } from "@/lib/agents/service/settle";
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

type Part = { after?: string | undefined; limit: number };

/**
 * A system says something else of itself: what follows for those who reach it is derived anew, some at a time, each
 * locked so that nobody's own change of it is undone. Answers the last one where more follow.
 */
export async function rederiveReaching(tx: Tx, systemId: string, part: Part): Promise<string | undefined> {
  const ids = await listReaching(tx, systemId, part);
  for (const id of ids) await lockAgent(tx, id);
  await rederive(tx, ids);
  return ids.length < part.limit ? undefined : ids.at(-1);
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

export function adoptAgent(ctx: Ctx, slug: string, childSlug: string): Promise<AgentRecord> {
  return onAgent(ctx, slug, "agents.update", async (tx, row) => {
    refuseRetired(row);
    const childId = await requireAgentId(tx, childSlug);
    await lockFamilies(tx);
    await refuseCircle(tx, row, childId);
    if (!(await insertLink(tx, row.id, childId)))
      throw new AppError("conflict", "It is a sub-agent of this one already.");
    await takeBackNone(tx, row, "sub_agents");
    return finish(tx, ctx, row, "agent.family_changed", { child: childId, change: "added" });
  });
}

async function refuseCircle(tx: Tx, row: RecordRow, childId: string): Promise<void> {
  if (childId === row.id) refuse("self_parent", "An agent cannot be its own sub-agent.");
  const child = await requireRecord(tx, childId);
  if (child.environment !== row.environment)
    refuse(
      "other_environment",
      `${child.slug} lives in ${child.environment}; a sub-agent lives where its parent does.`,
    );
  const above = await measureFamily(tx, row.id);
  if (above.ancestors.has(childId))
    refuse("circle", `${child.slug} is above this agent already; that would be a circle.`);
  const below = await measureFamily(tx, childId);
  if (above.above + 1 + below.below > maxDepth) refuse("too_deep", `Agents stand at most ${maxDepth} deep.`);
}

function refuse(code: string, detail: string): never {
  throw new AppError("invalid_input", detail, { faults: [{ pointer: "/child", code, detail }] });
}

export async function releaseAgent(ctx: Ctx, slug: string, childSlug: string): Promise<void> {
  await onAgent(ctx, slug, "agents.update", async (tx, row) => {
    refuseRetired(row);
    const childId = await requireAgentId(tx, childSlug);
    if (!(await deleteLink(tx, row.id, childId)))
      throw new AppError("not_found", `${childSlug} is no sub-agent of this one.`);
    await finish(tx, ctx, row, "agent.family_changed", { child: childId, change: "removed" });
  });
}
