import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import {
  type AgentUpdate,
  keepSlug,
  listRelatives,
  lockFamilies,
  lockSlugs,
  type OwnerRow,
  type RecordRow,
  updateAgent,
  updateOwnership,
} from "@/lib/agents/repository";
import {
  dueAfterChange,
  dueByTier,
  mayHoldBoth,
  scopeFields,
  type Tier,
  type Tiers,
  writeSkeleton,
} from "@/lib/agents/rules";
import type { AgentChange, AgentRecord } from "@/lib/agents/schema";
import { refuseAlike, refuseSamePerson, refuseUnknownTeam } from "@/lib/agents/service/create";
import { onAgent, refuseRetired, refuseStale } from "@/lib/agents/service/find";
import { holdSharers } from "@/lib/agents/service/identities";
import { queueConfirmation } from "@/lib/agents/service/notify";
import { settle, showRecord } from "@/lib/agents/service/settle";
import { AppError } from "@/lib/core/errors";
import type { JsonObject, JsonValue } from "@/lib/core/json";
import type { Tx } from "@/lib/db/transaction";
import { leaveEnvironment } from "@/lib/snapshots/service";

export function updateAgentFields(ctx: Ctx, slug: string, change: AgentChange, version: number): Promise<AgentRecord> {
  return onAgent(ctx, slug, "agents.update", async (tx, row) => {
    refuseRetired(row);
    refuseStale(row, version);
    const settled = await applyChange(tx, ctx, row, change, "agent.updated");
    return showRecord(tx, ctx, settled ?? row);
  });
}

/** For callers that hold the lock and have asked for permission. Nothing is written when nothing differs. */
export async function applyChange(
  tx: Tx,
  ctx: Ctx,
  row: RecordRow,
  change: AgentChange,
  type: "agent.updated" | "agent.imported",
  sourceKey?: string,
): Promise<RecordRow | undefined> {
  const differences = findDifferences(row, change);
  if (differences.length === 0 && (sourceKey === undefined || sourceKey === row.sourceKey)) return undefined;
  if (change.team !== undefined) await refuseUnknownTeam(tx, change.team);
  if (change.environment !== undefined) {
    refuseMove(row, change.environment);
    // What one person may publish alone in a sandbox is not live elsewhere without a second one.
    if (change.environment !== row.environment) await leaveEnvironment(tx, ctx, row);
  }
  await updateAgent(tx, row.id, { ...writeChange(change), ...(sourceKey === undefined ? {} : { sourceKey }) });
  const scope = differences.map(({ field }) => field).filter((field) => scopeFields.some((name) => name === field));
  const tiers = { tier: row.tier, tierTarget: change.tier_target === undefined ? row.tierTarget : change.tier_target };
  if (scope.length > 0) await askAgainSoon(tx, ctx, row, scope, tiers);
  return settle(tx, ctx, row.id, { type, ...describeDifferences(differences) });
}

/**
 * What the owner said yes to is something else now, unless it is the owner who changed it. A stricter tier brings the day
 * nearer whoever set it.
 */
export async function askAgainSoon(
  tx: Tx,
  ctx: Ctx,
  row: RecordRow,
  because: readonly string[],
  tiers: Tiers = row,
): Promise<void> {
  const isOwn = ({ personId }: OwnerRow): boolean => ctx.viewer.kind === "person" && ctx.viewer.id === personId;
  await bringForward(tx, row, because, (owner) => {
    const sooner = dueByTier(tiers, owner);
    return isOwn(owner) ? sooner : dueAfterChange(sooner ?? owner.confirmBy, ctx.now);
  });
}

type Due = OwnerRow & { confirmBy: Date };

/** Null leaves the day as it is. */
async function bringForward(
  tx: Tx,
  row: RecordRow,
  because: readonly string[],
  choose: (owner: Due) => Date | null,
): Promise<void> {
  for (const owner of row.owners.toSorted((one, other) => (one.personId < other.personId ? -1 : 1))) {
    if (owner.state !== "accepted" || owner.confirmBy === null) continue;
    const confirmBy = choose({ ...owner, confirmBy: owner.confirmBy });
    if (confirmBy === null) continue;
    await updateOwnership(tx, owner.id, { confirmBy, confirmBecause: because.join(", ") });
    await queueConfirmation(tx, owner.personId);
  }
}

/** An agent lives in one environment, and may leave it only while it is not running there. */
function refuseMove(row: RecordRow, environment: string): void {
  if (environment === row.environment) return;
  if (row.state !== "draft") throw new AppError("conflict", "Only a draft can move to another environment.");
  const [relative] = [...row.parents.map(({ parent }) => parent), ...row.children.map(({ child }) => child)];
  if (relative)
    throw new AppError(
      "conflict",
      `It belongs together with ${relative.slug}, and a sub-agent lives where its parent does. Take that link away first.`,
    );
  const [one, ...others] = row.owners.filter(({ state }) => state === "asked" || state === "accepted");
  if (!mayHoldBoth(environment) && others.some(({ personId }) => personId === one?.personId)) refuseSamePerson();
}

type Difference = { field: string; before: JsonValue; after: JsonValue };

/** Free text is a person's: it lies beside the log. The rest is words of closed lists and ids. */
const textFields = new Set(["name", "purpose", "model_providers", "tags", "responsibility"]);

function readCurrent(row: RecordRow): Record<keyof AgentChange, JsonValue> {
  return {
    name: row.name,
    purpose: row.purpose,
    kind: row.kind,
    tier_target: row.tierTarget,
    autonomy: row.autonomy,
    model_providers: row.modelProviders,
    data_classes: row.dataClasses,
    tags: row.tags,
    stated_none: row.statedNone,
    responsibility: { us: row.dutiesUs, model_provider: row.dutiesProvider, platform: row.dutiesPlatform },
    team: row.teamId,
    environment: row.environment,
  };
}

function findDifferences(row: RecordRow, change: AgentChange): Difference[] {
  const current: Readonly<Record<string, JsonValue>> = readCurrent(row);
  return Object.entries(change).flatMap(([field, after]) => {
    const before = current[field] ?? null;
    if (after === undefined || JSON.stringify(before) === JSON.stringify(after)) return [];
    return [{ field, before, after }];
  });
}

function describeDifferences(differences: readonly Difference[]): {
  data: JsonObject;
  personal?: { personId: null; data: JsonObject };
} {
  const sides = (list: readonly Difference[]): JsonObject => ({
    before: Object.fromEntries(list.map(({ field, before }) => [field, before])),
    after: Object.fromEntries(list.map(({ field, after }) => [field, after])),
  });
  const texts = differences.filter(({ field }) => textFields.has(field));
  const rest = differences.filter(({ field }) => !textFields.has(field));
  return {
    data: rest.length > 0 ? sides(rest) : {},
    ...(texts.length > 0 ? { personal: { personId: null, data: sides(texts) } } : {}),
  };
}

function writeChange(change: AgentChange): AgentUpdate {
  const { name, purpose, kind, autonomy, tags, environment, responsibility: duties } = change;
  const { tier_target: tierTarget, model_providers: modelProviders, data_classes: dataClasses } = change;
  const { stated_none: statedNone, team } = change;
  const given = {
    name,
    purpose,
    kind,
    autonomy,
    tags,
    environment,
    tierTarget,
    modelProviders,
    dataClasses,
    statedNone,
    teamId: team,
  };
  return {
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    ...(duties === undefined
      ? {}
      : { dutiesUs: duties.us, dutiesProvider: duties.model_provider, dutiesPlatform: duties.platform }),
  };
}

/** Those that refer to it by its address are told: their records are others now. */
export function renameAgent(ctx: Ctx, slug: string, next: string): Promise<AgentRecord> {
  const rename = async (tx: Tx, row: RecordRow, others: readonly string[]): Promise<AgentRecord> => {
    refuseRetired(row);
    if (next === row.slug) return showRecord(tx, ctx, row);
    await refuseAlike(tx, next, row.id);
    await keepSlug(tx, { slug: next, skeleton: writeSkeleton(next), agentId: row.id, since: ctx.now });
    await updateAgent(tx, row.id, { slug: next });
    const data = { before: { slug: row.slug }, after: { slug: next } };
    const settled = await settle(tx, ctx, row.id, { type: "agent.renamed", data }, others);
    return showRecord(tx, ctx, settled);
  };
  return onAgent(ctx, slug, "agents.update", rename, async (tx, agentId) => {
    await lockSlugs(tx);
    const sharers = await holdSharers(tx, agentId);
    await lockFamilies(tx);
    return [...sharers, ...(await listRelatives(tx, agentId))];
  });
}

export async function assessAgent(ctx: Ctx, slug: string, tier: Tier | null, reason: string): Promise<AgentRecord> {
  await authorize(ctx, "agents.assess");
  return onAgent(ctx, slug, "agents.assess", async (tx, row) => {
    refuseRetired(row);
    await updateAgent(tx, row.id, { tier });
    await bringForward(tx, row, ["tier"], (owner) => dueByTier({ tier, tierTarget: row.tierTarget }, owner));
    const settled = await settle(tx, ctx, row.id, {
      type: "agent.assessed",
      data: { before: { tier: row.tier }, after: { tier } },
      personal: { personId: null, data: { reason } },
    });
    return showRecord(tx, ctx, settled);
  });
}
