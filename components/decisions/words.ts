import type { Outcome, Reason } from "@/lib/policy/rules";

export const outcomeWords = {
  allow: { badge: "allowed", word: "Allowed", many: "allowed" },
  ask: { badge: "asked", word: "Asked", many: "asked" },
  deny: { badge: "denied", word: "Denied", many: "denied" },
} as const satisfies Record<Outcome, object>;

/** A reason in two or three words, for filters; the API says it in a sentence. */
export const reasonWords = {
  agent_unknown: "Agent unknown",
  agent_not_active: "Agent not active",
  contained: "Contained",
  no_owner: "No active owner",
  too_complex: "Too large to judge",
  not_canonical: "Name hides characters",
  prohibited: "Prohibited",
  session_ended: "Session ended",
  intent_missing: "No intent declared",
  outside_intent: "Outside the intent",
  tool_unreviewed: "Tool not accepted",
  reach_refused: "System verifies nobody",
  denied_by_person: "A person said no",
  approval_unverifiable: "Approval not genuine",
  approval_expired: "Approval ran out",
  approval_used: "Approval used already",
  out_of_scope: "Approval for something else",
  approved_by_person: "A person approved it",
  approval_required: "A person must approve",
  approved: "Approved",
  not_approved: "Not approved",
} as const satisfies Record<Reason, string>;

/** A guardrail's rule begins with `guardrail/`. */
export function readRuleName(rule: string): { name: string; guardrail: boolean } {
  const guardrail = rule.startsWith("guardrail/");
  return { name: guardrail ? rule.slice("guardrail/".length) : rule, guardrail };
}
