import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import type { Action } from "@/lib/access/permissions";
import { findGoverned, type GovernedAgent, onGoverned } from "@/lib/agents/service";
import { record } from "@/lib/audit/record";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/transaction";
import { presentDraft, presentTrial } from "@/lib/policy/present";
import {
  deleteDraft,
  type DraftRow,
  findDraft,
  findDraftById,
  insertDraft,
  updateDraft,
} from "@/lib/policy/repository";
import { digestOf, policyTemplate, previewEnvironment, tryCall } from "@/lib/policy/rules";
import type { NewPolicyDraft, PolicyDocument, PolicyDraft, PolicyTrial, TriedCall } from "@/lib/policy/schema";
import { judgePolicy, readWorld } from "@/lib/policy/service/judge";
import { readPolicy, readStored } from "@/lib/policy/service/read-text";

export async function getPolicyDraft(ctx: Ctx, slug: string): Promise<PolicyDraft> {
  const agent = await requireAgent(ctx, slug, "policy.read");
  return describe(ctx, agent, await requireDraft(ctx.db, agent));
}

export async function getPolicyDraftById(ctx: Ctx, id: string): Promise<PolicyDraft> {
  const row = await findDraftById(ctx.db, id);
  if (!row) throw new AppError("not_found", "There is no such draft.");
  return getPolicyDraft(ctx, row.agent.slug);
}

export async function createPolicyDraft(ctx: Ctx, slug: string, { template }: NewPolicyDraft): Promise<PolicyDraft> {
  const text = policyTemplate(template);
  const { document, lines } = readPolicy(text);
  const id = newId("policyDraft", ctx.now.getTime());
  const made = await onWritable(ctx, slug, async (tx, agent) => {
    const row = { id, agentId: agent.id, text, document, lines, createdAt: ctx.now, updatedAt: ctx.now };
    if (!(await insertDraft(tx, row))) {
      throw new AppError("conflict", "This agent has a draft already. Change that one, or delete it first.");
    }
    await note(tx, ctx, "policy_draft.created", id, agent, { template, ...outline(text, document) });
    return { agent, row: await requireDraft(tx, agent) };
  });
  return describe(ctx, made.agent, made.row);
}

export async function updatePolicyDraft(ctx: Ctx, slug: string, text: string, version: number): Promise<PolicyDraft> {
  await requireAgent(ctx, slug, "policy.write");
  const { document, lines } = readPolicy(text);
  const changed = await onWritable(ctx, slug, async (tx, agent) => {
    const row = await requireDraft(tx, agent);
    const change = { text, document, lines, updatedAt: ctx.now };
    if (!(await updateDraft(tx, { id: row.id, version }, change))) throw stale(row);
    await note(tx, ctx, "policy_draft.changed", row.id, agent, outline(text, document));
    return { agent, row: await requireDraft(tx, agent) };
  });
  return describe(ctx, changed.agent, changed.row);
}

export function deletePolicyDraft(ctx: Ctx, slug: string): Promise<void> {
  return onWritable(ctx, slug, async (tx, agent) => {
    const row = await requireDraft(tx, agent);
    if (!(await deleteDraft(tx, row.id))) throw new AppError("not_found", "This agent has no draft of a policy.");
    await note(tx, ctx, "policy_draft.deleted", row.id, agent, {});
  });
}

/** What the draft would decide about one call, and why. Nothing is recorded: no agent acts by a draft. */
export async function tryPolicyDraft(ctx: Ctx, slug: string, call: TriedCall): Promise<PolicyTrial> {
  const agent = await requireAgent(ctx, slug, "policy.read");
  const judged = readStored(await requireDraft(ctx.db, agent));
  const environment = previewEnvironment(judged.document, await readWorld(ctx.db, agent), [call.action]);
  return presentTrial(tryCall(environment, agent.slug, call, ctx.now), judged);
}

async function requireAgent(ctx: Ctx, slug: string, action: Action): Promise<GovernedAgent> {
  const agent = await findGoverned(ctx, slug);
  await authorize(ctx, action, agent.target);
  return agent;
}

function onWritable<T>(ctx: Ctx, slug: string, work: (tx: Tx, agent: GovernedAgent) => Promise<T>): Promise<T> {
  return onGoverned(ctx, slug, "policy.write", async (tx, agent) => {
    if (agent.state === "retired") {
      throw new AppError("conflict", "This agent is retired; its policy does not change any more.");
    }
    return work(tx, agent);
  });
}

async function requireDraft(db: Ctx["db"] | Tx, agent: GovernedAgent): Promise<DraftRow> {
  const row = await findDraft(db, agent.id);
  if (!row) throw new AppError("not_found", "This agent has no draft of a policy.");
  return row;
}

function stale(row: DraftRow): AppError {
  return new AppError("stale_version", "Somebody changed this draft since you read it. Read again, then decide.", {
    members: { version: row.version },
  });
}

/** Judging a large policy takes a moment, so nobody waits for a lock meanwhile. */
async function describe(ctx: Ctx, agent: GovernedAgent, row: DraftRow): Promise<PolicyDraft> {
  const judged = readStored(row);
  const { findings, tests } = await judgePolicy(ctx.db, judged.document, agent, ctx.now);
  return presentDraft(ctx.viewer, row, agent, { ...judged, findings, tests });
}

/** The audit keeps how much there is and the digest of the text; the words are the draft's. */
function outline(text: string, { intents, rules, tests }: PolicyDocument) {
  return { intents: intents.length, rules: rules.length, tests: tests.length, digest: digestOf(text) };
}

type DraftEvent = "policy_draft.created" | "policy_draft.changed" | "policy_draft.deleted";

async function note(tx: Tx, ctx: Ctx, type: DraftEvent, id: string, agent: GovernedAgent, data: object): Promise<void> {
  await record(tx, ctx, { type, subjectId: id, environment: agent.environment, data: { agent: agent.id, ...data } });
}
