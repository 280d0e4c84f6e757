import "server-only";
import type { Ctx } from "@/lib/access/context";
import { record } from "@/lib/audit/record";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/transaction";
import { presentDraft, presentTrial } from "@/lib/policy/present";
import {
  deleteDraft,
  type DraftRow,
  findDraft,
  findPolicy,
  findVersion,
  insertDraft,
  type PolicyRow,
  updateDraft,
  updatePolicy,
} from "@/lib/policy/repository";
import { digestOf, guardrailsTemplate, policyTemplate, previewEnvironment, tryCall } from "@/lib/policy/rules";
import type { NewPolicyDraft, PolicyDocument, PolicyDraft, PolicyTrial, TriedCall } from "@/lib/policy/schema";
import { judgePolicy, readWorld } from "@/lib/policy/service/judge";
import { readPolicy, readStored } from "@/lib/policy/service/read-text";
import { type Holder, type PolicyScope, scopeOf } from "@/lib/policy/rules/scope";
import { findHolder, onPolicy } from "@/lib/policy/service/scope";

export async function getPolicyDraft(ctx: Ctx, scope: PolicyScope): Promise<PolicyDraft> {
  const holder = await findHolder(ctx, scope, "read");
  return describe(ctx, holder, await requireDraft(ctx.db, await findPolicy(ctx.db, holder.key)));
}

export async function getPolicyDraftById(ctx: Ctx, id: string): Promise<PolicyDraft> {
  const row = await findDraft(ctx.db, { id });
  if (!row) throw new AppError("not_found", "There is no such draft.");
  return getPolicyDraft(ctx, scopeOf(row.policy));
}

/** From a template, or from what is live, which is then what it is to be changed from. */
export async function createPolicyDraft(
  ctx: Ctx,
  scope: PolicyScope,
  { template }: NewPolicyDraft,
): Promise<PolicyDraft> {
  const id = newId("policyDraft", ctx.now.getTime());
  const made = await onPolicy(ctx, scope, "write", async (tx, holder, policy) => {
    const text = await chooseText(tx, holder, policy, template);
    const { document, lines } = readPolicy(text, !holder.agent);
    const version = policy.draftVersion + 1;
    const row = { id, policyId: policy.id, text, document, lines, version, baseVersion: policy.liveVersion };
    if (!(await insertDraft(tx, { ...row, authors: [], createdAt: ctx.now, updatedAt: ctx.now }))) {
      throw new AppError("conflict", "There is a draft already. Change that one, or delete it first.");
    }
    await updatePolicy(tx, policy.id, { draftVersion: version });
    await note(tx, ctx, "policy_draft.created", id, holder, { template, ...outline(text, document) });
    return { holder, row: await requireDraft(tx, policy) };
  });
  return describe(ctx, made.holder, made.row);
}

async function chooseText(
  tx: Tx,
  { agent }: Holder,
  policy: PolicyRow,
  template: NewPolicyDraft["template"],
): Promise<string> {
  if (template !== "live") return agent ? policyTemplate(template) : guardrailsTemplate();
  const live = policy.liveVersion === null ? null : await findVersion(tx, policy.id, policy.liveVersion);
  if (!live) throw new AppError("conflict", "Nothing is live to begin from. Choose another beginning.");
  return live.content.text;
}

export async function updatePolicyDraft(
  ctx: Ctx,
  scope: PolicyScope,
  text: string,
  version: number,
): Promise<PolicyDraft> {
  await findHolder(ctx, scope, "write");
  const { document, lines } = readPolicy(text, scope.kind === "guardrails");
  return writeDraft(ctx, scope, version, async () => ({ text, document, lines }));
}

export type DraftChange = { text: string; document: object; lines: object; baseVersion?: number | null };

/** The text of a draft becomes another. Whoever wrote in it reviews nothing of it. */
export async function writeDraft(
  ctx: Ctx,
  scope: PolicyScope,
  version: number,
  write: (tx: Tx, row: DraftRow, policy: PolicyRow) => Promise<DraftChange>,
): Promise<PolicyDraft> {
  const changed = await onPolicy(ctx, scope, "write", async (tx, holder, policy) => {
    const row = await requireDraft(tx, policy);
    if (row.version !== version) throw stale(row);
    const change = await write(tx, row, policy);
    const authors = ctx.viewer.kind === "person" ? [...new Set([...row.authors, ctx.viewer.id])] : row.authors;
    const next = { ...change, authors, version: version + 1, updatedAt: ctx.now };
    if (!(await updateDraft(tx, { id: row.id, version }, next))) throw stale(row);
    await updatePolicy(tx, policy.id, { draftVersion: version + 1 });
    const { document } = readStored(change);
    await note(tx, ctx, "policy_draft.changed", row.id, holder, outline(change.text, document));
    return { holder, row: await requireDraft(tx, policy) };
  });
  return describe(ctx, changed.holder, changed.row);
}

export function deletePolicyDraft(ctx: Ctx, scope: PolicyScope): Promise<void> {
  return onPolicy(ctx, scope, "write", async (tx, holder, policy) => {
    const row = await requireDraft(tx, policy);
    await deleteDraft(tx, row.id);
    await note(tx, ctx, "policy_draft.deleted", row.id, holder, {});
  });
}

/** What the draft would decide about one call, and why. Nothing is recorded: no agent acts by a draft. */
export async function tryPolicyDraft(ctx: Ctx, scope: PolicyScope, call: TriedCall): Promise<PolicyTrial> {
  const holder = await findHolder(ctx, scope, "read");
  const judged = readStored(await requireDraft(ctx.db, await findPolicy(ctx.db, holder.key)));
  const world = await readWorld(ctx.db, holder);
  const environment = previewEnvironment(judged.document, world, [call.action]);
  return presentTrial(tryCall(environment, world.slug, call, ctx.now), judged);
}

export async function requireDraft(db: Ctx["db"] | Tx, policy: PolicyRow | null): Promise<DraftRow> {
  const row = policy && (await findDraft(db, { policyId: policy.id }));
  if (!row) throw new AppError("not_found", "There is no draft of this policy.");
  return row;
}

export function stale({ version }: Pick<DraftRow, "version">): AppError {
  return new AppError("stale_version", "Somebody changed this draft since you read it. Read again, then decide.", {
    members: { version },
  });
}

/** Judging a large policy takes a moment, so nobody waits for a lock meanwhile. */
async function describe(ctx: Ctx, holder: Holder, row: DraftRow): Promise<PolicyDraft> {
  const judged = readStored(row);
  const { findings, tests } = await judgePolicy(ctx.db, judged.document, holder, ctx.now);
  return presentDraft(ctx.viewer, row, holder, { ...judged, findings, tests });
}

/** The audit keeps how much there is and the digest of the text; the words are the draft's. */
export function outline(text: string, { intents, rules, tests }: PolicyDocument) {
  return { intents: intents.length, rules: rules.length, tests: tests.length, digest: digestOf(text) };
}

type DraftEvent = "policy_draft.created" | "policy_draft.changed" | "policy_draft.deleted";

async function note(
  tx: Tx,
  ctx: Ctx,
  type: DraftEvent,
  id: string,
  { agent, environment }: Holder,
  data: object,
): Promise<void> {
  await record(tx, ctx, { type, subjectId: id, environment, data: { agent: agent?.id ?? null, ...data } });
}
