import "server-only";
import { newId } from "@/lib/core/ids";
import type { Ctx } from "@/lib/access/context";
import type { Environment } from "@/lib/core/environments";
import type { Database } from "@/lib/db/client";
import { findContent, findVersion, listLiveEntries } from "@/lib/policy/repository";
import { type PublishedAgent, type PublishedRule, type Snapshot, snapshotFormat } from "@/lib/policy/rules";
import type { PolicyDocument } from "@/lib/policy/schema";
import type { Holder, PolicyScope } from "@/lib/policy/rules/scope";
import { readWorld } from "@/lib/policy/service/judge";
import { readStored } from "@/lib/policy/service/read-text";
import { findHolder } from "@/lib/policy/service/scope";

export type ReplaySides = { before: Snapshot | undefined; after: Snapshot; environment: Environment };
type Held = { policyId: string; contentId: string; baseVersion: number | null };

/** What was live, and the text in its place; the rest of the environment is the same on both sides. */
export async function readReplaySides(db: Database, scope: PolicyScope, held: Held): Promise<ReplaySides> {
  const ctx: Ctx = { db, viewer: { kind: "system", id: "worker" }, requestId: newId("request"), now: new Date() };
  const holder = await findHolder(ctx, scope, "read");
  const { environment } = holder;
  const content = await findContent(db, held.contentId);
  const base = held.baseVersion === null ? null : await findVersion(db, held.policyId, held.baseVersion);
  if (!content) throw new Error("The text of the replay is gone.");
  const after = readStored(content).document;
  const before = base && readStored(base.content).document;
  if (holder.agent) return agentSides(db, holder, before, after);
  const agents = await listLiveEntries(db, environment);
  const side = (document: PolicyDocument | null): Snapshot => ({
    ...frame(environment),
    guardrails: { version: 1, rules: document ? publish(document) : [] },
    agents: Object.fromEntries(agents.map(({ slug, tier, kind, document: own }) => [slug, entryOf(own, tier, kind)])),
  });
  return { before: side(before), after: side(after), environment };
}

async function agentSides(
  db: Database,
  holder: Holder,
  before: PolicyDocument | null,
  after: PolicyDocument,
): Promise<ReplaySides> {
  const world = await readWorld(db, holder);
  const side = (document: PolicyDocument): Snapshot => ({
    ...frame(holder.environment),
    guardrails: world.guardrails,
    agents: { [world.slug]: entryOf(document, world.tier, world.kind ?? null) },
  });
  return { before: before ? side(before) : undefined, after: side(after), environment: holder.environment };
}

function frame(environment: Environment) {
  return {
    format: snapshotFormat,
    critical: [],
    env: environment,
    epoch: 1,
    contained: { agents: [], tools: [], all: false },
    tools: {},
    systems: {},
  };
}

/** Active and governed: what was not, was denied for that and is so still. */
function entryOf(document: PolicyDocument, tier: string, kind: string | null): PublishedAgent {
  return {
    version: 1,
    state: "active",
    tier,
    ...(kind !== null && { kind }),
    require_intent: document.require_intent,
    governed_until: null,
    binds: [],
    intents: document.intents,
    rules: publish(document),
  };
}

function publish({ rules }: PolicyDocument): PublishedRule[] {
  return rules.map((rule) => ({ ...rule, since: 1 }));
}
