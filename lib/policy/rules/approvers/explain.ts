import { listChoices } from "@/lib/policy/rules/approvers/choices";
import { isEnough, type Pool, whoFits } from "@/lib/policy/rules/approvers/deciding";
import {
  type ApproverExpression,
  type ApproverTerm,
  minimumPeople,
  printApprovers,
} from "@/lib/policy/rules/approvers/expression";

/** More reasons than this help nobody. */
const reasonsShown = 3;

/** Everybody who could have a seat. Where teams are kept apart, somebody in no team could not. */
export function listEligible(expression: ApproverExpression, pool: Pool): string[] {
  const found = new Set<string>();
  for (const { seats, apart } of listChoices(expression)) {
    const held = new Set(apart.flat());
    for (const [at, seat] of seats.entries())
      for (const person of whoFits(seat, pool)) if (!held.has(at) || pool.teamsOf(person).length > 0) found.add(person);
  }
  return [...found];
}

/** Why these people are not enough. `everybody` are the same before those were left out who may not decide. */
export function explainShortage(expression: ApproverExpression, pool: Pool, everybody: Pool): string {
  switch (expression.kind) {
    case "any":
    case "all": {
      const lacking = expression.of.filter((member) => !isEnough(member, pool));
      const enough = expression.kind === "all" ? lacking.length === 0 : lacking.length < expression.of.length;
      return enough
        ? explainCount(expression, pool)
        : [...new Set(lacking.map((member) => explainShortage(member, pool, everybody)))]
            .slice(0, reasonsShown)
            .join(" ");
    }
    case "distinct_teams":
      return isEnough(expression.of, pool)
        ? "Those who could decide share teams, or are in none."
        : explainShortage(expression.of, pool, everybody);
    default:
      return explainTerm(expression, (everybody.fitting.get(printApprovers(expression)) ?? []).length > 0);
  }
}

function explainCount(expression: ApproverExpression, pool: Pool): string {
  const needed = minimumPeople(expression);
  const there = listEligible(expression, pool).length;
  return there < needed
    ? `${needed} different people are needed, and ${there} could decide.`
    : "Each part has somebody, but different people are needed for all of it, and too few can take each part.";
}

function explainTerm(term: ApproverTerm, leftOut: boolean): string {
  switch (term.kind) {
    case "owner":
    case "deputy":
      return leftOut ? `The ${term.kind} started or requested this.` : `The agent has no ${term.kind}.`;
    case "team":
      return leftOut ? `${only} is in the team ${term.team}.` : `Nobody is in the team ${term.team}.`;
    case "oncall":
      return leftOut ? `${only} is on call for ${term.team}.` : `Nobody is on call for ${term.team}.`;
    case "role":
      return leftOut ? `${only} has the role ${term.role}.` : `Nobody has the role ${term.role}.`;
    case "person":
      return leftOut ? `${term.person} started or requested this.` : `${term.person} is nobody who can decide.`;
  }
}

const only = "Only whoever started or requested this";
