import type { Rule } from "@/lib/policy/schema";

/** Where a rule stands once it has passed its neighbour of the same effect. Order never decides: it is for readers. */
export function moveRule(rules: readonly Pick<Rule, "effect">[], at: number, step: 1 | -1): number | undefined {
  const effect = rules[at]?.effect;
  for (let to = at + step; to >= 0 && to < rules.length; to += step) if (rules[to]?.effect === effect) return to;
  return undefined;
}
