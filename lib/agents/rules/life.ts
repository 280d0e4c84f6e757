import type { AgentState } from "./words";

export const lifeVerbs = [
  "submit",
  "withdraw",
  "activate",
  "deny",
  "suspend",
  "resume",
  "revoke",
  "reopen",
  "retire",
] as const;
export type LifeVerb = (typeof lifeVerbs)[number];

type Step = {
  from: readonly AgentState[];
  to: AgentState;
  /** `steer` is the keepers' (owner and deputy) and security's, `review` security's alone. */
  right: "steer" | "review";
  needsReason: boolean;
  /** Whether the guards must hold. */
  guarded: boolean;
  words: string;
};

/** The life of an agent. Whatever is not here does not happen; nothing leads out of `retired`. */
export const life = {
  submit: {
    from: ["draft"],
    to: "in_review",
    right: "steer",
    needsReason: false,
    guarded: false,
    words: "Send to review",
  },
  withdraw: {
    from: ["in_review"],
    to: "draft",
    right: "steer",
    needsReason: false,
    guarded: false,
    words: "Take back",
  },
  activate: {
    from: ["draft", "in_review"],
    to: "active",
    right: "steer",
    needsReason: false,
    guarded: true,
    words: "Activate",
  },
  deny: { from: ["in_review"], to: "denied", right: "review", needsReason: true, guarded: false, words: "Deny" },
  suspend: { from: ["active"], to: "suspended", right: "steer", needsReason: true, guarded: false, words: "Suspend" },
  resume: { from: ["suspended"], to: "active", right: "steer", needsReason: true, guarded: true, words: "Resume" },
  revoke: {
    from: ["draft", "in_review", "active", "suspended", "denied"],
    to: "revoked",
    right: "review",
    needsReason: true,
    guarded: false,
    words: "Revoke",
  },
  reopen: {
    from: ["denied", "revoked"],
    to: "draft",
    right: "review",
    needsReason: true,
    guarded: false,
    words: "Reopen",
  },
  retire: {
    from: ["draft", "in_review", "active", "suspended", "denied", "revoked"],
    to: "retired",
    right: "steer",
    needsReason: true,
    guarded: false,
    words: "Retire",
  },
} as const satisfies Record<LifeVerb, Step>;

/** What the guards judge by. */
export type GuardFacts = {
  sandbox: boolean;
  ownerAccepted: boolean;
  deputyAccepted: boolean;
  /** Whether whoever acts is owner or deputy of it. */
  actorKeeps: boolean;
  /** A security person stopped it: only security lets it go on. */
  stoppedByReview: boolean;
  actorReviews: boolean;
  intents: number;
  policyLive: boolean;
};

export type Guard = { code: string; words: string; holds: (facts: GuardFacts) => boolean };

/** What must be true before an agent may act. An area adds its own line. */
export const guards = [
  { code: "owner_not_accepted", words: "No owner who accepted", holds: ({ ownerAccepted }) => ownerAccepted },
  { code: "deputy_not_accepted", words: "No deputy who accepted", holds: ({ deputyAccepted }) => deputyAccepted },
  { code: "intent_missing", words: "No intent declared", holds: ({ intents }) => intents > 0 },
  { code: "policy_missing", words: "No policy yet", holds: ({ policyLive }) => policyLive },
  {
    code: "second_person_missing",
    words: "Somebody from security who is neither owner nor deputy has to do this",
    holds: ({ sandbox, actorKeeps, actorReviews }) => sandbox || (actorReviews && !actorKeeps),
  },
  {
    code: "stopped_by_security",
    words: "Security stopped it; somebody from security has to let it go on",
    holds: ({ stoppedByReview, actorReviews }) => !stoppedByReview || actorReviews,
  },
] as const satisfies readonly Guard[];

export function findUnmet(facts: GuardFacts): readonly Guard[] {
  return guards.filter(({ holds }) => !holds(facts));
}

export function mayFollow(verb: LifeVerb, state: AgentState): boolean {
  const from: readonly AgentState[] = life[verb].from;
  return from.includes(state);
}
