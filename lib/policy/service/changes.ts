import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { record } from "@/lib/audit/record";
import type { EventType } from "@/lib/audit/catalogue";
import { AppError } from "@/lib/core/errors";
import { newId } from "@/lib/core/ids";
import type { Tx } from "@/lib/db/transaction";
import { cutPage, decodeCursor } from "@/lib/http/cursor";
import { presentChange, presentChangeLine } from "@/lib/policy/present";
import {
  findChange,
  findPolicy,
  findVersion,
  insertComment,
  insertReview,
  listChangeRows,
  type PolicyRow,
  readReviewers,
  updateChange,
  type WholeChangeRow,
} from "@/lib/policy/repository";
import type { ChangesQuery, OpenChangesQuery, PolicyChange, PolicyChangePage } from "@/lib/policy/schema";
import { type Holder, type PolicyRight, type PolicyScope, scopeOf } from "@/lib/policy/rules/scope";
import { mayPublishAlone } from "@/lib/policy/service/judge-change";
import { findHolder, onPolicy } from "@/lib/policy/service/scope";

export async function getPolicyChange(ctx: Ctx, id: string): Promise<PolicyChange> {
  const row = await requireChange(ctx.db, id);
  const holder = await findHolder(ctx, scopeOf(row.policy), "read");
  const base = row.baseVersion === null ? null : await findVersion(ctx.db, row.policyId, row.baseVersion);
  const reviewers = await readReviewers(ctx.db, holder, row.authors);
  return presentChange(ctx, row, holder, { base: base?.content.text ?? null, reviewers });
}

export async function listPolicyChanges(ctx: Ctx, scope: PolicyScope, query: ChangesQuery): Promise<PolicyChangePage> {
  const holder = await findHolder(ctx, scope, "read");
  const policy = await findPolicy(ctx.db, holder.key);
  if (!policy) return { data: [], next_cursor: null };
  return list(ctx, query, { policyId: policy.id });
}

export async function listOpenChanges(ctx: Ctx, query: OpenChangesQuery): Promise<PolicyChangePage> {
  await authorize(ctx, "policy.read");
  return list(ctx, query, {
    unreviewed: query.unreviewed === "true",
    ...(query.sample === "true" ? {} : { sample: false }),
  });
}

async function list(
  ctx: Ctx,
  { limit, cursor, state }: ChangesQuery,
  filter: Parameters<typeof listChangeRows>[1],
): Promise<PolicyChangePage> {
  const position = cursor === undefined ? null : decodeCursor("policy_changes", cursor);
  const chosen = { ...filter, ...(state && { states: state }) };
  const found = await listChangeRows(ctx.db, chosen, { before: position && String(position[0]), limit: limit + 1 });
  const { rows, nextCursor } = cutPage(found, limit, "policy_changes", ({ id }) => [id]);
  const data = await Promise.all(
    rows.map(async (row) => presentChangeLine(ctx, row, await findHolder(ctx, scopeOf(row.policy), "read"))),
  );
  return { data, next_cursor: nextCursor };
}

export async function requireChange(db: Ctx["db"] | Tx, id: string): Promise<WholeChangeRow> {
  const row = await findChange(db, id);
  if (!row) throw new AppError("not_found", "There is no such change.");
  return row;
}

export type Locked = { holder: Holder; policy: PolicyRow; row: WholeChangeRow };

/** A step with a change, while it, its policy and its agent stay as they are. Of two at one instant the second finds what the first did. */
export async function onChange<T>(
  ctx: Ctx,
  id: string,
  right: PolicyRight,
  work: (tx: Tx, locked: Locked) => Promise<T>,
): Promise<T> {
  const found = await requireChange(ctx.db, id);
  return onPolicy(ctx, scopeOf(found.policy), right, async (tx, holder, policy) =>
    work(tx, { holder, policy, row: await requireChange(tx, id) }),
  );
}

export async function approvePolicyChange(ctx: Ctx, id: string, comment: string): Promise<PolicyChange> {
  await onChange(ctx, id, "review", async (tx, { holder, row }) => {
    refuseUnless(row, "in_review");
    await review(tx, ctx, row, "approve", comment);
    await updateChange(tx, id, { state: "approved", updatedAt: ctx.now });
    await noteStep(tx, ctx, "policy_change.approved", row, holder, { comment });
  });
  return getPolicyChange(ctx, id);
}

export async function rejectPolicyChange(ctx: Ctx, id: string, comment: string): Promise<PolicyChange> {
  await onChange(ctx, id, "review", async (tx, { holder, row }) => {
    refuseUnless(row, "in_review", "approved", "scheduled");
    await review(tx, ctx, row, "reject", comment);
    await updateChange(tx, id, { state: "rejected", updatedAt: ctx.now, closedAt: ctx.now });
    await noteStep(tx, ctx, "policy_change.rejected", row, holder, { comment });
  });
  return getPolicyChange(ctx, id);
}

export async function withdrawPolicyChange(ctx: Ctx, id: string): Promise<PolicyChange> {
  await onChange(ctx, id, "write", async (tx, { holder, row }) => {
    refuseUnless(row, "in_review", "approved", "scheduled");
    await updateChange(tx, id, { state: "withdrawn", updatedAt: ctx.now, closedAt: ctx.now });
    await noteStep(tx, ctx, "policy_change.withdrawn", row, holder);
  });
  return getPolicyChange(ctx, id);
}

export async function commentOnPolicyChange(ctx: Ctx, id: string, text: string): Promise<PolicyChange> {
  await onChange(ctx, id, "review", async (tx, { holder, row }) => {
    const personId = requirePerson(ctx);
    const comment = newId("comment", ctx.now.getTime());
    await insertComment(tx, { id: comment, changeId: id, personId, text, at: ctx.now });
    await noteStep(tx, ctx, "policy_change.commented", row, holder, { comment: text });
  });
  return getPolicyChange(ctx, id);
}

/** After an emergency: somebody who had no part in it looks at what went live. */
export async function lookAtPolicyChange(ctx: Ctx, id: string, comment: string): Promise<PolicyChange> {
  await onChange(ctx, id, "review", async (tx, { holder, row }) => {
    if (row.reviewDue === null) throw new AppError("conflict", "This change went live with its review.");
    if (row.reviewedAt !== null) throw new AppError("conflict", "Somebody looked at it already.");
    const alone = mayPublishAlone(holder);
    if (!alone && row.appliedBy === requirePerson(ctx)) throw ownWork();
    await review(tx, ctx, row, "approve", comment, alone);
    await updateChange(tx, id, { reviewedAt: ctx.now, updatedAt: ctx.now });
    await noteStep(tx, ctx, "policy_change.looked_at", row, holder, { comment });
  });
  return getPolicyChange(ctx, id);
}

async function review(
  tx: Tx,
  ctx: Ctx,
  row: WholeChangeRow,
  verdict: "approve" | "reject",
  comment: string,
  alone = false,
): Promise<void> {
  const personId = requirePerson(ctx);
  // A no is everybody's to give; a yes is only worth something from somebody who wrote none of it.
  if (verdict === "approve" && !alone && row.authors.includes(personId)) throw ownWork();
  await insertReview(tx, { changeId: row.id, personId, verdict, comment, at: ctx.now });
}

function ownWork(): AppError {
  return new AppError("forbidden", "You wrote in this change, so you cannot review it. Somebody else must.");
}

export function requirePerson({ viewer }: Ctx): string {
  if (viewer.kind !== "person") throw new AppError("forbidden", "This needs a person.");
  return viewer.id;
}

const stateWords: Readonly<Record<string, string>> = {
  in_review: "waits for its review",
  approved: "is approved",
  scheduled: "waits for its time",
  applied: "is live already",
  rejected: "was rejected",
  withdrawn: "was withdrawn",
};

export function refuseUnless({ state }: WholeChangeRow, ...states: readonly string[]): void {
  if (states.includes(state)) return;
  throw new AppError("conflict", `This change ${stateWords[state] ?? state}.`, { members: { state } });
}

export async function noteStep(
  tx: Tx,
  ctx: Ctx,
  type: EventType,
  row: WholeChangeRow,
  { agent, environment }: Holder,
  words: Record<string, string> = {},
  data: Record<string, string | number | null> = {},
): Promise<void> {
  const personId = ctx.viewer.kind === "person" ? ctx.viewer.id : null;
  const said = Object.fromEntries(Object.entries(words).filter(([, text]) => text !== ""));
  await record(tx, ctx, {
    type,
    subjectId: row.id,
    environment,
    data: { agent: agent?.id ?? null, digest: row.contentId, ...data },
    ...(Object.keys(said).length > 0 && { personal: { personId, data: said } }),
  });
}
