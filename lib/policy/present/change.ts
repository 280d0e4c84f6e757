import "server-only";
import type { Ctx } from "@/lib/access/context";
import type { ChangeRow, WholeChangeRow } from "@/lib/policy/repository";
import { changeAbilities, type PolicyChange, type PolicyChangeLine, PolicyDocument } from "@/lib/policy/schema";
import { type ChangeState, changeStates, isOpen } from "@/lib/policy/rules/changing/states";
import { type Holder, may } from "@/lib/policy/rules/scope";

type Reader = Pick<Ctx, "viewer" | "now">;
type Effects = PolicyChange["loosenings"];

export function presentChangeLine(ctx: Reader, row: ChangeRow, holder: Holder): PolicyChangeLine {
  const state = changeStates.find((known) => known === row.state) ?? "withdrawn";
  const waits = isOpen(state);
  const { reviewDue, reviewedAt, emergencyReason } = row;
  return {
    id: row.id,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    agent: row.policy.agent?.slug ?? null,
    environment: holder.environment,
    state,
    title: row.title,
    because: row.because,
    author: row.author,
    base_version: row.baseVersion,
    restores: row.restores,
    loosens: Array.isArray(row.loosens) && row.loosens.length > 0,
    needs_review: state === "in_review",
    conflict: waits && row.policy.liveVersion !== row.baseVersion,
    activate_at: row.activateAt?.toISOString() ?? null,
    expires_at: row.expiresAt?.toISOString() ?? null,
    emergency: reviewDue && {
      reason: emergencyReason ?? "",
      review_due: reviewDue.toISOString(),
      reviewed_at: reviewedAt?.toISOString() ?? null,
      overdue: reviewedAt === null && reviewDue <= ctx.now,
    },
    applied_version: row.appliedVersion,
    closed_at: row.closedAt?.toISOString() ?? null,
    reviews: row.reviews.map(({ person, verdict, comment, at }) => ({
      person,
      verdict: verdict === "approve" ? "approve" : "reject",
      comment,
      at: at.toISOString(),
    })),
    abilities: listAbilities(ctx, row, holder, state),
  };
}

type Rest = { base: string | null; reviewers: PolicyChange["reviewers"] };

export function presentChange(ctx: Reader, row: WholeChangeRow, holder: Holder, rest: Rest): PolicyChange {
  return {
    ...presentChangeLine(ctx, row, holder),
    text: row.content.text,
    document: PolicyDocument.parse(row.content.document),
    base_text: rest.base,
    loosenings: row.loosens as Effects,
    tightenings: row.tightens as Effects,
    comments: row.comments.map(({ id, person, text, at }) => ({ id, person, text, at: at.toISOString() })),
    reviewers: rest.reviewers,
  };
}

function listAbilities(
  { viewer }: Reader,
  row: ChangeRow,
  holder: Holder,
  state: ChangeState,
): PolicyChangeLine["abilities"] {
  const wrote = viewer.kind === "person" && row.authors.includes(viewer.id);
  const did = viewer.kind === "person" && row.appliedBy === viewer.id;
  const reviews = may(viewer, holder, "review");
  const writes = may(viewer, holder, "write");
  const waits = isOpen(state);
  const alone = holder.environment === "sandbox";
  const held: Record<(typeof changeAbilities)[number], boolean> = {
    approve: state === "in_review" && reviews && !wrote,
    reject: waits && reviews,
    withdraw: waits && writes,
    apply: state === "approved" && writes,
    bypass: waits && may(viewer, holder, "bypass"),
    look_at: row.reviewDue !== null && row.reviewedAt === null && reviews && (alone || (!wrote && !did)),
    comment: reviews,
  };
  return changeAbilities.filter((verb) => held[verb]);
}
