import type { Rule } from "@/lib/policy/schema";
import { readLines, readNumber, withoutGaps } from "./check-part";

/** A rule as its form holds it. */
export type RuleValues = {
  readonly id: string;
  readonly effect: Rule["effect"];
  readonly actions: string;
  readonly resources: string;
  readonly when: string;
  readonly risk: string;
  readonly approvers: string;
  readonly window_seconds: string;
  readonly grant_minutes: string;
  readonly boundary: Rule["boundary"];
  readonly strength: string;
  readonly enforced_at: readonly string[];
  readonly because: string;
};

export function openRule(rule: Rule | undefined, effect: Rule["effect"]): RuleValues {
  if (!rule) {
    return {
      id: "",
      effect,
      actions: "",
      resources: "",
      when: "",
      risk: "medium",
      approvers: "owner",
      window_seconds: "300",
      grant_minutes: "",
      boundary: "hard",
      strength: "",
      enforced_at: effect === "ask" ? ["approval"] : [],
      because: "",
    };
  }
  return {
    id: rule.id,
    effect: rule.effect,
    actions: rule.actions.join("\n"),
    resources: (rule.resources ?? []).join("\n"),
    when: rule.when ?? "",
    risk: rule.risk ?? "medium",
    approvers: rule.approvers ?? "owner",
    window_seconds: String(rule.window_seconds ?? 300),
    grant_minutes: rule.grant_minutes === undefined ? "" : String(rule.grant_minutes),
    boundary: rule.boundary,
    strength: rule.strength ?? "",
    enforced_at: rule.enforced_at ?? [],
    because: rule.because,
  };
}

/** The rule that is meant. Who says yes belongs to rules that ask, and is left out of others. */
export function writeRule(values: RuleValues): object {
  const resources = readLines(values.resources);
  const asks = values.effect === "ask";
  return withoutGaps({
    id: values.id.trim(),
    effect: values.effect,
    actions: readLines(values.actions),
    resources: resources.length === 0 ? undefined : resources,
    when: values.when.trim() === "" ? undefined : values.when.trim(),
    risk: asks ? values.risk : undefined,
    approvers: asks ? values.approvers.trim() : undefined,
    window_seconds: asks ? readNumber(values.window_seconds) : undefined,
    grant_minutes: asks ? readNumber(values.grant_minutes) : undefined,
    boundary: values.boundary,
    strength: values.strength === "" ? undefined : values.strength,
    enforced_at: values.enforced_at.length === 0 ? undefined : values.enforced_at,
    because: values.because.trim(),
  });
}
