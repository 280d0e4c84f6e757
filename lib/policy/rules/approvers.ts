import { type ApproverDirectory, isEnough, poolFor } from "@/lib/policy/rules/approvers/deciding";
import { explainShortage, listEligible } from "@/lib/policy/rules/approvers/explain";
import type { ApproverExpression } from "@/lib/policy/rules/approvers/expression";

export { approverTerms, minimumPeople, printApprovers } from "@/lib/policy/rules/approvers/expression";
export { parseApprovers } from "@/lib/policy/rules/approvers/parse";
export { isWeaker } from "@/lib/policy/rules/approvers/weakening";
export type { ApproverDirectory, ApproverExpression };

/**
 * Whether these people's yes is enough. Each counts once, for one place in the expression, however often they are
 * listed and however many places they fit. Whoever may not decide is not among them.
 */
export function isSatisfied(
  expression: ApproverExpression,
  votes: readonly string[],
  directory: ApproverDirectory,
): boolean {
  const said = new Set(votes);
  return isEnough(
    expression,
    poolFor(expression, directory, (person) => said.has(person)),
  );
}

/** `eligible` are all who could take part, also when they are too few. */
export type Satisfiability =
  | { satisfiable: true; eligible: string[] }
  | { satisfiable: false; eligible: string[]; why: string };

/** Whether it could be satisfied if everybody said yes, without those excluded: who started it and who requested it. */
export function canBeSatisfied(
  expression: ApproverExpression,
  directory: ApproverDirectory,
  excluded: readonly string[],
): Satisfiability {
  const leftOut = new Set(excluded);
  const pool = poolFor(expression, directory, (person) => !leftOut.has(person));
  const eligible = listEligible(expression, pool);
  if (isEnough(expression, pool)) return { satisfiable: true, eligible };
  const everybody = poolFor(expression, directory, () => true);
  return { satisfiable: false, eligible, why: explainShortage(expression, pool, everybody) };
}
