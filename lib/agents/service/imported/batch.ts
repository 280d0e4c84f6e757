import "server-only";
import type { Ctx } from "@/lib/access/context";
import {
  findRecords,
  holdCandidates,
  insertAgents,
  insertVersions,
  lockSlugs,
  type RecordRow,
  updateDerived,
} from "@/lib/agents/repository";
import { mayHoldBoth, writeSkeleton } from "@/lib/agents/rules";
import type { DeclaredServer, DeclaredTool } from "@/lib/agents/schema";
import { explainRefusal, writeOwnership } from "@/lib/agents/service/ask";
import { type AgentDraft, readNew, readTiers } from "@/lib/agents/service/create";
import { complete } from "@/lib/agents/service/settle/derive";
import { nameCause, writeVersion } from "@/lib/agents/service/settle/version";
import { queueQuestion } from "@/lib/agents/service/notify";
import { SlugChoice } from "@/lib/agents/service/imported/slug-choice";
import { type AuditRecord, recordAll } from "@/lib/audit/record";
import type { Environment } from "@/lib/core/environments";
import { newId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/transaction";

export type BatchDraft = Omit<AgentDraft, "team"> & {
  tools: readonly DeclaredTool[];
  servers: readonly DeclaredServer[];
  systems: readonly string[];
};
export type BatchOutcome = { id: string; refusal?: never } | { refusal: { field: string; detail: string }; id?: never };

/**
 * Many agents at once, for callers that have asked for permission themselves. Each is what `addAgent` would have made,
 * event, version and derived fields included; one that must not be made is refused and the others are made.
 */
export async function addAgents(
  tx: Tx,
  ctx: Ctx,
  drafts: readonly BatchDraft[],
  because: { import: string },
): Promise<BatchOutcome[]> {
  const refusals = await findRefusals(tx, ctx, drafts);
  await lockSlugs(tx);
  const choice = await SlugChoice.open(
    tx,
    drafts.filter((_, at) => refusals[at] === undefined),
  );
  const made: { id: string; slug: string; draft: BatchDraft }[] = [];
  const outcomes = drafts.map((draft, at): BatchOutcome => {
    const refusal = refusals[at];
    if (refusal) return { refusal };
    const chosen = choice.take(draft);
    if ("refusal" in chosen) return { refusal: { field: "slug", detail: chosen.refusal } };
    const id = newId("agent", ctx.now.getTime());
    made.push({ id, slug: chosen.slug, draft });
    return { id };
  });
  if (made.length > 0) await writeAgents(tx, ctx, made, because);
  return outcomes;
}

async function findRefusals(tx: Tx, ctx: Ctx, drafts: readonly BatchDraft[]) {
  const ids = new Set(drafts.flatMap(({ owner, deputy }) => [owner, ...(deputy === undefined ? [] : [deputy])]));
  const people = new Map((await holdCandidates(tx, [...ids])).map((person) => [person.id, person]));
  const explain = (id: string | undefined): string | undefined =>
    id === undefined ? undefined : explainRefusal(ctx, people.get(id) ?? null);
  return drafts.map(({ owner, deputy, environment }) => {
    const wrong = explain(owner);
    if (wrong !== undefined) return { field: "owner_email", detail: wrong };
    const detail = explain(deputy);
    if (detail !== undefined) return { field: "deputy_email", detail };
    return deputy === owner && !mayHoldBoth(environment)
      ? {
          field: "deputy_email",
          detail: "Owner and deputy are two people. One person may be both in the sandbox only.",
        }
      : undefined;
  });
}

type Made = { id: string; slug: string; draft: BatchDraft };

async function writeAgents(tx: Tx, ctx: Ctx, made: readonly Made[], because: { import: string }): Promise<void> {
  const owners = made.flatMap(({ id, draft }) => writeOwnerships(ctx, id, draft));
  await insertAgents(tx, {
    agents: made.map(({ id, slug, draft }) => ({ id, slug, ...readNew(ctx, draft) })),
    slugs: made.map(({ id, slug }) => ({ slug, skeleton: writeSkeleton(slug), agentId: id, since: ctx.now })),
    owners,
    systems: made.flatMap(({ id, draft }) => draft.systems.map((systemId) => ({ agentId: id, systemId, via: "" }))),
    tools: made.flatMap(({ id, draft }) => draft.tools.map((tool) => ({ ...tool, agentId: id }))),
    servers: made.flatMap(({ id, draft }) => draft.servers.map((server) => ({ ...server, agentId: id }))),
  });
  const found = await findRecords(
    tx,
    made.map(({ id }) => id),
  );
  // A new agent has no identity yet, so it shares none.
  const rows = found.map((row) => complete(row, new Set()));
  await updateDerived(tx, rows);
  const drafts = new Map(made.map((one) => [one.id, one]));
  const events = rows.map((row) => describeNew(row, drafts.get(row.id)?.draft, because));
  const eventIds = await recordAll(tx, ctx, events);
  await insertVersions(
    tx,
    rows.map((row, at) =>
      writeVersion(row, nameCause(ctx, { id: eventIds[at] ?? "", type: "agent.created" }), ctx.now),
    ),
  );
  const asked = owners.filter(({ state }) => state === "asked").map(({ personId }) => personId);
  for (const personId of new Set(asked)) await queueQuestion(tx, personId);
}

function writeOwnerships(ctx: Ctx, agentId: string, draft: BatchDraft) {
  const tiers = readTiers(draft);
  const owner = writeOwnership(ctx, { agentId, part: "owner", personId: draft.owner, tiers });
  if (draft.deputy === undefined) return [owner];
  return [owner, writeOwnership(ctx, { agentId, part: "deputy", personId: draft.deputy, tiers })];
}

function describeNew(row: RecordRow, draft: BatchDraft | undefined, because: { import: string }): AuditRecord {
  return {
    type: "agent.created",
    subjectId: row.id,
    environment: row.environment as Environment,
    data: {
      slug: row.slug,
      environment: row.environment,
      owner: draft?.owner ?? null,
      deputy: draft?.deputy ?? null,
      ...because,
    },
    personal: { personId: null, data: { name: row.name, purpose: row.purpose } },
  };
}
