import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { can } from "@/lib/access/permissions";
import { targetOf } from "@/lib/agents/present";
import {
  type ComparedRow,
  findByEmail,
  findCompared,
  findSystemIds,
  findTaken,
  lockAgents,
  replaceReach,
  replaceTools,
} from "@/lib/agents/repository";
import { isReservedSlug, type OwnerPart, writeSkeleton } from "@/lib/agents/rules";
import type { AgentChange, DeclaredServer, DeclaredTool } from "@/lib/agents/schema";
import { explainRefusal } from "@/lib/agents/service/ask";
import { refuseReserved, refuseSlug } from "@/lib/agents/service/create";
import { refuseRetired, refuseStale } from "@/lib/agents/service/find";
import { requireRecord, settle } from "@/lib/agents/service/settle";
import { applyChange, askAgainSoon } from "@/lib/agents/service/update";
import type { Tx } from "@/lib/db/transaction";

/** An agent that is there, as a row of an import is compared with it. */
export type ImportTarget = {
  id: string;
  slug: string;
  name: string;
  version: number;
  retired: boolean;
  draft: boolean;
  mayUpdate: boolean;
  /** Whoever imports answers for it, or made it while nobody does. */
  kept: boolean;
  /** Named as `AgentChange` names them. */
  fields: Required<Pick<AgentChange, ImportedField>>;
  owners: readonly { personId: string; part: OwnerPart }[];
  systems: readonly string[];
  tools: readonly DeclaredTool[];
  servers: readonly DeclaredServer[];
  parentKeys: readonly string[];
  sourceKey: string | null;
};
export type ImportedField =
  | "name"
  | "purpose"
  | "kind"
  | "tier_target"
  | "autonomy"
  | "model_providers"
  | "data_classes"
  | "tags"
  | "environment";

export type ImportTargets = {
  bySlug: ReadonlyMap<string, ImportTarget>;
  byKey: ReadonlyMap<string, readonly ImportTarget[]>;
};

/** Agents that rows of an import could be about. Whoever may import may see them. */
export async function findImportTargets(
  ctx: Ctx,
  wanted: { slugs: readonly string[]; keys: readonly string[] },
): Promise<ImportTargets> {
  await authorize(ctx, "agents.import");
  const { bySlug, byKey } = await findCompared(ctx.db, wanted);
  const present = (row: ComparedRow): ImportTarget => presentTarget(ctx, row);
  return {
    bySlug: new Map([...bySlug].map(([slug, row]) => [slug, present(row)])),
    byKey: new Map([...byKey].map(([key, rows]) => [key, rows.map(present)])),
  };
}

function presentTarget(ctx: Ctx, row: ComparedRow): ImportTarget {
  const { id, slug, name, version, purpose, kind, autonomy, tags, tools, sourceKey } = row;
  const fields = {
    name,
    purpose,
    kind,
    tier_target: row.tierTarget,
    autonomy,
    model_providers: row.modelProviders,
    data_classes: row.dataClasses,
    tags,
    environment: row.environment,
  } as ImportTarget["fields"];
  return {
    id,
    slug,
    name,
    version,
    retired: row.state === "retired",
    draft: row.state === "draft",
    mayUpdate: can(ctx.viewer, "agents.update", targetOf(row)),
    kept: ctx.viewer.kind === "person" && targetOf(row).keepers?.includes(ctx.viewer.id) === true,
    fields,
    owners: row.owners.filter(({ state }) => state === "asked" || state === "accepted"),
    systems: row.systems.map(({ system }) => system.slug),
    tools,
    servers: row.servers.map((server) => ({
      ...server,
      variables: readSealed(server.variables),
      headers: readSealed(server.headers),
    })),
    parentKeys: row.parents.flatMap(({ parent }) => parent.sourceKey ?? []),
    sourceKey,
  };
}

function readSealed(value: unknown): DeclaredServer["variables"] {
  return Array.isArray(value) ? (value as DeclaredServer["variables"]) : [];
}

/** Why slugs cannot be given to new agents; those that can are not in the answer. */
export async function explainSlugs(ctx: Ctx, slugs: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const skeletons = new Map(slugs.map((slug) => [writeSkeleton(slug), slug]));
  const taken = await findTaken(ctx.db, slugs, [...skeletons.keys()]);
  const others = new Map(taken.map(({ slug, skeleton }) => [skeleton, slug]));
  return new Map(
    slugs.flatMap((slug) => {
      if (isReservedSlug(slug)) return [[slug, refuseReserved(slug).message]];
      const other = others.get(writeSkeleton(slug));
      return other === undefined ? [] : [[slug, refuseSlug(slug, other).message]];
    }),
  );
}

/** Whoever has one of these addresses, and why they cannot own an agent if they cannot. */
export async function findOwners(
  ctx: Ctx,
  emails: readonly string[],
): Promise<ReadonlyMap<string, { id: string; refusal: string | undefined }>> {
  await authorize(ctx, "people.read");
  const people = await findByEmail(ctx.db, emails);
  return new Map(
    people.flatMap((person) =>
      person.email === null ? [] : [[person.email, { id: person.id, refusal: explainRefusal(ctx, person) }]],
    ),
  );
}

/** Ids of systems by slug; those that are not there are not in the answer. */
export async function findReachable(ctx: Ctx, slugs: readonly string[]): Promise<ReadonlyMap<string, string>> {
  await authorize(ctx, "systems.read");
  return findSystemIds(ctx.db, slugs);
}

export type ImportedChange = {
  change: AgentChange;
  source: string | undefined;
  /** Left out: as they are. */
  parts: { tools: readonly DeclaredTool[]; servers: readonly DeclaredServer[] } | undefined;
  systems: readonly string[] | undefined;
  version: number;
};

/** One agent brought up to date: all of it as one change, with one version and one event. */
export async function updateImported(tx: Tx, ctx: Ctx, agentId: string, imported: ImportedChange): Promise<void> {
  await lockAgents(tx, [agentId]);
  const row = await requireRecord(tx, agentId);
  await authorize(ctx, "agents.update", targetOf(row));
  refuseRetired(row);
  refuseStale(row, imported.version);
  const { parts, systems, change, source } = imported;
  if (parts) await replaceTools(tx, agentId, parts.tools, parts.servers);
  if (systems) {
    const via = new Map(row.systems.map((one) => [one.systemId, one.via]));
    await replaceReach(
      tx,
      agentId,
      systems.map((systemId) => ({ systemId, via: via.get(systemId) ?? "" })),
    );
    if (systems.some((id) => !via.has(id))) await askAgainSoon(tx, ctx, row, ["systems"]);
  }
  const settled = await applyChange(tx, ctx, row, change, "agent.imported", source);
  if (settled || !(parts || systems)) return;
  const data = { tools: parts?.tools.length ?? null, servers: parts?.servers.length ?? null };
  await settle(tx, ctx, agentId, { type: "agent.imported", data });
}
