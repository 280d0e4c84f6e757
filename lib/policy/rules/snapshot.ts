import type { Json } from "@/lib/policy/rules/cel/values";

export type { Json } from "@/lib/policy/rules/cel/values";
export type JsonMembers = { readonly [name: string]: Json };

export const effects = ["approve", "ask", "prohibit"] as const;
export type Effect = (typeof effects)[number];
export const risks = ["medium", "high", "critical"] as const;
export type Risk = (typeof risks)[number];
export const boundaries = ["hard", "soft"] as const;
export const strengths = ["impossible", "tedious"] as const;
export const enforcementPlaces = ["gateway", "approval", "session", "credential"] as const;

/** A rule as it is published. Words are strings here, and what says yes may be absent: a reader meets what others wrote, and denies it. */
export type PublishedRule = {
  readonly id: string;
  readonly since: number;
  readonly effect: string;
  readonly actions: readonly string[];
  readonly resources?: readonly string[] | undefined;
  readonly when?: string | undefined;
  readonly boundary?: string | undefined;
  readonly strength?: string | undefined;
  readonly enforced_at?: readonly string[] | undefined;
  readonly because?: string | undefined;
  readonly risk?: string | undefined;
  readonly approvers?: string | undefined;
  readonly window_seconds?: number | undefined;
  readonly grant_minutes?: number | undefined;
};

export type PublishedIntent = {
  readonly id: string;
  readonly statement: string;
  readonly actions: readonly string[];
  readonly max_session_minutes: number;
};

export type PublishedAgent = {
  readonly version: number;
  readonly state: string;
  readonly tier: string;
  readonly kind?: string;
  readonly require_intent?: boolean;
  readonly governed_until: string | null;
  readonly binds: readonly string[];
  readonly intents: readonly PublishedIntent[];
  readonly rules: readonly PublishedRule[];
};

export type PublishedGuardrails = { readonly version: number; readonly rules: readonly PublishedRule[] };

export type PublishedTools = {
  readonly [server: string]: {
    readonly state: string;
    readonly tools: { readonly [tool: string]: { readonly digests: readonly string[] } };
  };
};

export type PublishedSystems = {
  readonly [system: string]: { readonly verifies_caller?: boolean; readonly actions: readonly string[] };
};

export type PublishedContainment = {
  readonly agents: readonly string[];
  readonly tools: readonly { readonly actions: readonly string[]; readonly agents?: readonly string[] }[];
  readonly all?: boolean;
};

/** What enforcement points poll: the published policy of one environment, or one agent's view of it. */
export type Snapshot = {
  readonly format: string;
  readonly critical: readonly string[];
  readonly env: string;
  readonly epoch: number;
  readonly sequence?: number;
  readonly guardrails: PublishedGuardrails;
  readonly agents: { readonly [slug: string]: PublishedAgent };
  readonly contained: PublishedContainment;
  readonly tools: PublishedTools;
  readonly systems: PublishedSystems;
};

export const snapshotFormat = "ambit.policy/1";

export const outcomes = ["allow", "ask", "deny"] as const;
export type Outcome = (typeof outcomes)[number];

/** Why a decision is what it is; each with its meaning, in the order in which they are looked for. */
export const reasons = {
  agent_unknown: "Nobody governs an agent of this name here.",
  agent_not_active: "The agent is not active.",
  contained: "Somebody stopped this agent, this tool or everything.",
  no_owner: "The agent has had no owner who accepted for longer than its tier allows.",
  too_complex: "The call is deeper, larger or costlier to judge than is allowed.",
  not_canonical: "The name of the action, agent, tool or resource hides characters or is not in its composed form.",
  prohibited: "A rule prohibits it.",
  session_ended: "The session is not a live session of this agent.",
  intent_missing: "The agent acts only in a session that declared its intent, and there is none.",
  outside_intent: "The action is not among those of the session's intent.",
  tool_unreviewed: "The tool, or what it is now, was not accepted by a person.",
  reach_refused: "The action reaches a system that cannot verify who calls it.",
  denied_by_person: "A person said no to exactly this less than an hour ago.",
  approval_unverifiable: "The approval is not genuine, not for this, or cannot be checked now.",
  approval_expired: "The approval has run out.",
  approval_used: "The approval was used already.",
  out_of_scope: "The approval is for another action or for rules that have changed.",
  approved_by_person: "A person approved exactly this.",
  approval_required: "A person must approve it first.",
  approved: "A rule approves it.",
  not_approved: "No rule approves it.",
} as const;
export type Reason = keyof typeof reasons;
export const reasonCodes = Object.keys(reasons).filter((code): code is Reason => Object.hasOwn(reasons, code));

/** Which arguments of its calls are kept with an agent's decisions; `read`: those that rules read. */
export const keptArguments = ["all", "read", "none"] as const;
