import fc from "fast-check";
import {
  type ApproverDirectory,
  type ApproverExpression,
  parseApprovers,
  printApprovers,
} from "@/lib/policy/rules/approvers";

export const people = ["A", "B", "C", "D", "E", "F"].map((letter) => `per_01K0000000000000000000000${letter}`);

export function read(text: string): ApproverExpression {
  const parsed = parseApprovers(text);
  if (!parsed.ok) throw new Error(parsed.faults.map(({ detail }) => detail).join(" "));
  return parsed.expression;
}

const team = fc.constantFrom("aa", "bb", "cc");
const term: fc.Arbitrary<ApproverExpression> = fc.oneof(
  fc.constantFrom<ApproverExpression>({ kind: "owner" }, { kind: "deputy" }),
  fc.record({ kind: fc.constantFrom("team", "oncall"), team }),
  fc.record({ kind: fc.constant("role"), role: fc.constantFrom("approver", "security") }),
  fc.record({ kind: fc.constant("person"), person: fc.constantFrom(...people.slice(0, 2)) }),
);

const { compound } = fc.letrec<Record<"any" | "all" | "apart" | "compound" | "member", ApproverExpression>>((tie) => ({
  any: fc.record({
    kind: fc.constant("any"),
    count: fc.integer({ min: 1, max: 3 }),
    of: fc.array(tie("member"), { minLength: 1, maxLength: 3 }),
  }),
  all: fc.record({ kind: fc.constant("all"), of: fc.array(tie("member"), { minLength: 1, maxLength: 3 }) }),
  apart: fc.record({ kind: fc.constant("distinct_teams"), of: fc.oneof(tie("any"), tie("all")) }),
  compound: fc.oneof(tie("any"), tie("all"), tie("apart")),
  member: fc.oneof({ maxDepth: 2, depthSize: "large" }, { arbitrary: term, weight: 3 }, tie("compound")),
}));

const mayBeWritten = (expression: ApproverExpression): boolean => parseApprovers(printApprovers(expression)).ok;

/** Expressions that may be written. */
export const expressions = fc.oneof({ arbitrary: compound, weight: 9 }, term).filter(mayBeWritten);

/** One of the small changes a person makes: `at` says where, `how` which. */
function edit(expression: ApproverExpression, at: number, how: number): ApproverExpression {
  const owner: ApproverExpression = { kind: "owner" };
  if (at > 0 && expression.kind === "distinct_teams") return { ...expression, of: edit(expression.of, at - 1, how) };
  if (expression.kind === "any" || expression.kind === "all") {
    const { of } = expression;
    if (at > 0) return { ...expression, of: of.map((one, index) => (index === at - 1 ? edit(one, 0, how) : one)) };
    if (how === 0) return { ...expression, of: of.slice(1) };
    if (how === 1) return { ...expression, of: [...of, owner] };
    if (how === 2) return { ...expression, of: of.toReversed() };
    if (how < 5 && expression.kind === "any") return { ...expression, count: expression.count + (how === 3 ? 1 : -1) };
    if (how === 5) return expression.kind === "any" ? { kind: "all", of } : { kind: "any", count: of.length, of };
  }
  if (how === 6 && expression.kind === "distinct_teams") return expression.of;
  return how === 7 ? { kind: "distinct_teams", of: expression } : { kind: "all", of: [expression, owner] };
}

/** An expression and what somebody made of it. */
export const changes = fc
  .tuple(expressions, fc.nat({ max: 3 }), fc.nat({ max: 8 }))
  .map(([before, at, how]) => [before, edit(before, at, how)] as const)
  .filter(([, after]) => mayBeWritten(after));

const some = fc.subarray(people);
const byTeam = fc.record({ aa: some, bb: some, cc: some });
export const directories: fc.Arbitrary<ApproverDirectory> = fc.record(
  {
    owner: fc.constantFrom(...people),
    deputy: fc.constantFrom(...people),
    teams: byTeam,
    roles: fc.record({ approver: some, security: some }),
    oncall: byTeam,
  },
  { requiredKeys: ["teams", "roles", "oncall"] },
);
export const votes = some;
