import { type Action, can, type Target } from "@/lib/access/permissions";
import type { Environment } from "@/lib/core/environments";
import type { Viewer } from "@/lib/core/viewer";

/** Whose policy is meant: an agent's, or the guardrails of an environment. Both have drafts, versions and changes. */
export type PolicyScope =
  | { readonly kind: "agent"; readonly slug: string }
  | { readonly kind: "guardrails"; readonly environment: Environment };

export type HeldAgent = {
  readonly id: string;
  readonly slug: string;
  readonly state: string;
  readonly kind: string | null;
  readonly tier: string;
  readonly environment: Environment;
  readonly sample: boolean;
  readonly owner: string | null;
  readonly deputy: string | null;
  readonly target: Target;
};

/** Who has the policy. */
export type Holder = {
  /** Null: guardrails. */
  readonly agent: HeldAgent | null;
  readonly environment: Environment;
  readonly target: Target;
  readonly key: { readonly agentId: string } | { readonly environment: string };
};

export type PolicyRight = "read" | "write" | "review" | "bypass";
const agentRights = {
  read: "policy.read",
  write: "policy.write",
  review: "policy.review",
  bypass: "policy.bypass",
} as const satisfies Record<PolicyRight, Action>;
const guardrailRights = {
  read: "policy.read",
  write: "guardrails.write",
  review: "guardrails.write",
  bypass: "policy.bypass",
} as const satisfies Record<PolicyRight, Action>;

export function actionFor(kind: PolicyScope["kind"], right: PolicyRight): Action {
  return kind === "agent" ? agentRights[right] : guardrailRights[right];
}

export function may(viewer: Viewer, { agent, target }: Holder, right: PolicyRight): boolean {
  if (agent?.state === "retired" && right !== "read") return false;
  return can(viewer, actionFor(agent ? "agent" : "guardrails", right), target);
}

export function scopeOf(row: { environment: string | null; agent: { slug: string } | null }): PolicyScope {
  if (row.agent) return { kind: "agent", slug: row.agent.slug };
  return { kind: "guardrails", environment: row.environment as Environment };
}
