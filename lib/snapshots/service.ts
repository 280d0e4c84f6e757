import "server-only";
import { createHash } from "node:crypto";
import type { Ctx } from "@/lib/access/context";
import { record } from "@/lib/audit/record";
import { type Environment, environments } from "@/lib/core/environments";
import type { Tx } from "@/lib/db/transaction";
import { PolicyDocument } from "@/lib/policy/schema";
import {
  endOpenChanges,
  findGuardrails,
  findSnapshot,
  insertParts,
  insertSnapshot,
  listLiveAgents,
  listPublishedSamples,
  lockEnvironment,
  moveEnvironment,
  type PartChange,
  unpublish,
} from "@/lib/snapshots/repository";
import { isSameRest, publishRules, type SnapshotRest, writePart, writeRest } from "@/lib/snapshots/rules";
import { digestBody, readComposition } from "@/lib/snapshots/service/composition";
import { readSystems } from "@/lib/snapshots/service/systems";

export { listPublishedSamples, lockEnvironment };
export { readSystems };

/** What of a snapshot may be another one now. Whatever turns out to be as it was publishes nothing. */
export type Changed = {
  readonly agents?: readonly string[];
  /** Slugs to take out: their agent has another one now, is gone, or has no live policy. */
  readonly gone?: readonly string[];
  readonly systems?: boolean;
  readonly guardrails?: Environment;
};

type Publisher = Pick<Ctx, "db" | "viewer" | "requestId" | "now">;

/** Brings what is published up to date, in the transaction of the change: both are kept or neither. Comes last in every one. */
export async function republish(tx: Tx, ctx: Publisher, changed: Changed): Promise<void> {
  const agents = changed.agents?.length ? await listLiveAgents(tx, { ids: changed.agents }) : [];
  const { gone = [], systems = false } = changed;
  for (const environment of environments.toSorted()) {
    const own = agents.filter(({ agent }) => agent.environment === environment);
    if (own.length + gone.length > 0 || systems || changed.guardrails === environment) {
      await publish(tx, ctx, environment, own, gone);
    }
  }
}

/** An agent that moves to another environment takes neither a live policy there nor a change that waits. */
export async function leaveEnvironment(
  tx: Tx,
  ctx: Publisher,
  agent: { id: string; slug: string; environment: string },
): Promise<void> {
  const environment = environments.find((name) => name === agent.environment);
  for (const id of await endOpenChanges(tx, agent.id, ctx.now)) {
    const data = { agent: agent.id, because: "moved" };
    await record(tx, ctx, {
      type: "policy_change.withdrawn",
      subjectId: id,
      data,
      ...(environment && { environment }),
    });
  }
  await takeDown(tx, ctx, agent);
}

/** Nothing of the agent's policy is live any more. Its versions and its draft stay. */
export async function takeDown(tx: Tx, ctx: Publisher, agent: { id: string; slug: string }): Promise<void> {
  if (await unpublish(tx, agent.id)) await republish(tx, ctx, { gone: [agent.slug] });
}

type Live = Awaited<ReturnType<typeof listLiveAgents>>[number];

async function publish(
  tx: Tx,
  ctx: Publisher,
  environment: Environment,
  agents: readonly Live[],
  gone: readonly string[],
): Promise<void> {
  const place = await lockEnvironment(tx, environment);
  const before = await findSnapshot(tx, environment, place);
  if (!before) throw new Error(`The environment ${environment} has no snapshot.`);
  const last = readRest(before.rest);
  const sequence = place.sequence + 1n;
  const publishedAt = new Date(Math.max(ctx.now.getTime(), before.publishedAt.getTime()));
  const rest: SnapshotRest = {
    env: environment,
    epoch: place.epoch,
    sequence: Number(sequence),
    published_at: publishedAt.toISOString(),
    guardrails: await readGuardrails(tx, environment),
    systems: await readSystems(tx),
  };
  const parts = new Map(await readComposition(ctx.db, tx, environment, place, before.digest));
  // A guardrail that reads another member of the context changes what every agent's approvals bind to.
  const all = isSameRest({ ...last, systems: {} }, { ...rest, systems: {} })
    ? agents
    : await listLiveAgents(tx, { environment });
  const changes = [...removeGone(gone, parts), ...writeParts(all, rest, parts)];
  if (changes.length === 0 && isSameRest(last, rest)) return;

  for (const { slug, digest, body } of changes) {
    if (digest === null) parts.delete(slug);
    else parts.set(slug, { digest, body });
  }
  const bytes = new TextEncoder().encode(writeRest(rest));
  const digest = digestBody(parts, bytes);
  await insertParts(tx, environment, { epoch: place.epoch, sequence }, changes);
  await insertSnapshot(tx, { environment, epoch: place.epoch, sequence, digest, rest: bytes, publishedAt });
  await moveEnvironment(tx, environment, sequence);
  const data = { epoch: place.epoch, sequence: Number(sequence), digest, agents: changes.length };
  await record(tx, ctx, { type: "snapshot.published", subjectId: null, environment, data });
}

const nothing = new Uint8Array();
type Parts = ReadonlyMap<string, { digest: string }>;

function removeGone(gone: readonly string[], parts: Parts): PartChange[] {
  return gone.filter((slug) => parts.has(slug)).map((slug) => ({ slug, digest: null, body: nothing }));
}

function writeParts(agents: readonly Live[], { guardrails }: SnapshotRest, parts: Parts): PartChange[] {
  return agents.flatMap(({ agent, version }): PartChange[] => {
    const live = { version: version.number, document: readDocument(version), since: readSince(version) };
    const text = writePart({ ...agent, tier: agent.tier ?? "foundation" }, live, guardrails.rules);
    const body = new TextEncoder().encode(text);
    const digest = `sha-256:${createHash("sha256").update(body).digest("base64url")}`;
    return parts.get(agent.slug)?.digest === digest ? [] : [{ slug: agent.slug, digest, body }];
  });
}

async function readGuardrails(tx: Tx, environment: Environment): Promise<SnapshotRest["guardrails"]> {
  const version = await findGuardrails(tx, environment);
  // As the first snapshot has it, which no version made.
  if (!version) return { version: 1, rules: [] };
  return { version: version.number, rules: publishRules(readDocument(version), readSince(version), version.number) };
}

type Stored = { number: number; since: unknown; content: { document: unknown } };

function readDocument({ content }: Stored): PolicyDocument {
  return PolicyDocument.parse(content.document);
}

function readSince({ since }: Stored): Record<string, number> {
  return typeof since === "object" && since !== null ? (since as Record<string, number>) : {};
}

function readRest(bytes: Uint8Array): SnapshotRest {
  return JSON.parse(new TextDecoder().decode(bytes)) as SnapshotRest;
}
