import type { Value } from "@/lib/policy/rules/cel/values";
import type { Decision } from "@/lib/policy/rules/decision/decide";
import type { Explanation, RuleAnswer } from "@/lib/policy/rules/decision/explain";
import { effects, reasons, risks } from "@/lib/policy/rules/snapshot";

type Verdict = Pick<Decision, "outcome" | "reason"> & { rule: string | null };

export function verdictOf({ outcome, reason, rule }: Decision): Verdict {
  return { outcome, reason, rule: rule ?? null };
}

/** A tried call, told. `lineOf` finds a rule of the text by its name; a guardrail has no line there. */
export function tellTrial({ decision, answers, otherwise }: Explanation, lineOf: (rule: string) => number | null) {
  return {
    ...verdictOf(decision),
    rules: decision.rules.map(({ name }) => name),
    detail: reasons[decision.reason],
    asks: describeQuestion(decision),
    answers: answers.map((answer) => tellAnswer(answer, lineOf)),
    otherwise: otherwise ? verdictOf(otherwise) : null,
    cost: decision.cost,
  };
}

function tellAnswer(
  { name, effect, answer, part, values, detail }: RuleAnswer,
  lineOf: (rule: string) => number | null,
) {
  return {
    rule: name,
    effect: effects.find((one) => one === effect) ?? ("prohibit" as const),
    answer,
    line: lineOf(name),
    part: part?.text ?? null,
    values: values.map(({ path, value }) => ({ path, value: writeValue(value) })),
    detail: detail ?? null,
  };
}

/** All that ask make one question: everybody's approvers, the highest risk, the shortest window. */
function describeQuestion({ outcome, rules }: Decision) {
  if (outcome !== "ask" || rules.length === 0) return null;
  return {
    risk: risks.findLast((risk) => rules.some((rule) => rule.risk === risk)) ?? ("critical" as const),
    approvers: [...new Set(rules.map(({ rule }) => rule.approvers ?? "owner"))],
    window_seconds: Math.min(...rules.map(({ rule }) => rule.window_seconds ?? 300)),
  };
}

function writeValue(value: Value | undefined): string | null {
  if (value === undefined) return null;
  if (typeof value === "bigint" || typeof value === "symbol") return String(value);
  const text: string | undefined = JSON.stringify(value, (_, item: unknown) =>
    typeof item === "bigint" ? String(item) : item,
  );
  return text === undefined ? null : text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
