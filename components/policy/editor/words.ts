import type { Outcome } from "@/lib/policy/rules";
import type { Rule } from "@/lib/policy/schema";

export const placeWords = {
  gateway: "gateway",
  approval: "approval",
  session: "session",
  credential: "credential",
} as const satisfies Record<NonNullable<Rule["enforced_at"]>[number], string>;

export const strengthWords = {
  impossible: "Makes it impossible",
  tedious: "Only tedious",
} as const satisfies Record<NonNullable<Rule["strength"]>, string>;

export const effectWords = {
  prohibit: { group: "Never", verb: "Never", form: "Prohibit", past: "prohibits it" },
  ask: { group: "Asks first", verb: "Asks", form: "Ask a person first", past: "asks first" },
  approve: { group: "May", verb: "May", form: "Approve", past: "approves it" },
} as const satisfies Record<Rule["effect"], object>;

export const outcomeWords = {
  allow: "Allowed",
  ask: "Asks first",
  deny: "Denied",
} as const satisfies Record<Outcome, string>;

/** What a test expects, after "must". */
export const expectWords = {
  allow: "be allowed",
  ask: "ask first",
  deny: "be denied",
} as const satisfies Record<Outcome, string>;

export const riskWords = {
  medium: "medium risk",
  high: "high risk",
  critical: "critical risk",
} as const satisfies Record<NonNullable<Rule["risk"]>, string>;

/** "12 hard, 1 soft · 8 impossible, 2 only tedious, 3 not said" */
export function countLabels(rules: readonly Pick<Rule, "boundary" | "strength">[]): string {
  const count = (fits: (rule: Pick<Rule, "boundary" | "strength">) => boolean): number => rules.filter(fits).length;
  const unsaid = count(({ strength }) => strength === undefined);
  return [
    `${count(({ boundary }) => boundary === "hard")} hard, ${count(({ boundary }) => boundary === "soft")} soft`,
    [
      `${count(({ strength }) => strength === "impossible")} impossible`,
      `${count(({ strength }) => strength === "tedious")} only tedious`,
      ...(unsaid > 0 ? [`${unsaid} not said`] : []),
    ].join(", "),
  ].join(" · ");
}
