import type { Role } from "@/lib/core/viewer";

export type ApproverTerm =
  | { kind: "owner" | "deputy" }
  | { kind: "team" | "oncall"; team: string }
  | { kind: "role"; role: Role }
  /** As written: an id, or an e-mail address that is replaced by the id before anybody decides. */
  | { kind: "person"; person: string };

/** Every yes counts once, so whatever asks for several asks for that many different people. */
export type ApproverExpression =
  | ApproverTerm
  /** `count` yeses, each of somebody who fits a member; a member that asks for several people takes them all for one. */
  | { kind: "any"; count: number; of: readonly ApproverExpression[] }
  /** Every member, each by people of its own. */
  | { kind: "all"; of: readonly ApproverExpression[] }
  /** The same, by people of whom no two share a team. Somebody in no team does not count. */
  | { kind: "distinct_teams"; of: ApproverExpression };

export const approverLimits = {
  /** Characters of one expression. */
  length: 512,
  /** How deep `any`, `all` and `distinct_teams` nest. */
  depth: 4,
  /** People that one expression may ask for at most. */
  people: 20,
  /** Sets of people it may choose between; deciding looks at each. */
  choices: 64,
} as const;

/** The one way to write an expression: reading what this writes gives the same expression. */
export function printApprovers(expression: ApproverExpression): string {
  switch (expression.kind) {
    case "any":
      return `any ${expression.count} of (${expression.of.map(printApprovers).join(", ")})`;
    case "all":
      return `all of (${expression.of.map(printApprovers).join(", ")})`;
    case "distinct_teams":
      return `distinct_teams(${printApprovers(expression.of)})`;
    case "owner":
    case "deputy":
      return expression.kind;
    case "team":
    case "oncall":
      return `${expression.kind}:${expression.team}`;
    case "role":
      return `role:${expression.role}`;
    case "person":
      return `person:${expression.person}`;
  }
}

/** Every term it mentions, each once, in the order written. */
export function approverTerms(expression: ApproverExpression): ApproverTerm[] {
  const found = new Map<string, ApproverTerm>();
  collectTerms(expression, found);
  return [...found.values()];
}

function collectTerms(expression: ApproverExpression, found: Map<string, ApproverTerm>): void {
  if (expression.kind === "any" || expression.kind === "all")
    for (const member of expression.of) collectTerms(member, found);
  else if (expression.kind === "distinct_teams") collectTerms(expression.of, found);
  else {
    const written = printApprovers(expression);
    if (!found.has(written)) found.set(written, expression);
  }
}

/** The fewest people whose yes can be enough. */
export function minimumPeople(expression: ApproverExpression): number {
  switch (expression.kind) {
    case "any":
      return expression.count * Math.min(...expression.of.map(minimumPeople));
    case "all":
      return expression.of.reduce((sum, member) => sum + minimumPeople(member), 0);
    case "distinct_teams":
      return minimumPeople(expression.of);
    default:
      return 1;
  }
}
