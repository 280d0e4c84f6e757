import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type ApproverDirectory,
  type ApproverExpression,
  canBeSatisfied,
  isSatisfied,
  isWeaker,
  minimumPeople,
} from "@/lib/policy/rules/approvers";
import { changes, directories, expressions, people, read, votes } from "@/lib/policy/testing/approvers";

const directory: ApproverDirectory = {
  owner: "ada",
  deputy: "bob",
  teams: { payments: ["ada", "cyd", "dee"], risk: ["eve", "dee"], constructor: ["fay"] },
  roles: { approver: ["ada", "cyd", "dee", "eve", "gil"] },
  oncall: { payments: ["cyd"], risk: [] },
};

describe("isSatisfied", () => {
  test.each([
    ["owner", ["ada"], true],
    ["owner", ["bob", "cyd"], false],
    ["team:payments", ["dee"], true],
    ["team:toString", ["dee"], false],
    ["team:constructor", ["fay"], true],
    ["role:security", people, false],
    ["oncall:payments", ["cyd"], true],
    ["any 1 of (owner, team:risk)", ["eve"], true],
    // Two different people, of the same member or of different ones.
    ["any 2 of (team:payments)", ["cyd", "dee"], true],
    ["any 2 of (team:payments)", ["cyd", "cyd"], false],
    ["any 2 of (owner, team:payments)", ["ada"], false],
    ["any 2 of (owner, team:payments)", ["ada", "dee"], true],
    // Who fits two members counts for one of them.
    ["all of (owner, team:payments)", ["ada"], false],
    ["all of (owner, team:payments)", ["ada", "cyd"], true],
    ["all of (team:payments, owner)", ["ada", "cyd"], true],
    ["all of (team:payments, team:risk, oncall:payments)", ["cyd", "dee", "eve"], true],
    ["all of (team:payments, team:risk, oncall:payments)", ["cyd", "dee", "ada"], true],
    ["all of (team:payments, team:risk, oncall:payments)", ["cyd", "ada", "gil"], false],
    // A member that asks for several takes them all.
    ["any 1 of (deputy, all of (owner, team:risk))", ["ada"], false],
    ["any 1 of (deputy, all of (owner, team:risk))", ["ada", "dee"], true],
    ["any 2 of (deputy, all of (owner, team:risk))", ["ada", "dee"], false],
    ["any 2 of (deputy, all of (owner, team:risk))", ["ada", "dee", "bob"], true],
    // No two share a team: dee is in both, gil in none.
    ["distinct_teams(any 2 of (role:approver))", ["ada", "cyd"], false],
    ["distinct_teams(any 2 of (role:approver))", ["ada", "dee"], false],
    ["distinct_teams(any 2 of (role:approver))", ["ada", "gil"], false],
    ["distinct_teams(any 2 of (role:approver))", ["ada", "dee", "eve"], true],
    ["all of (role:approver, distinct_teams(all of (team:payments, team:risk)))", ["ada", "eve", "gil"], true],
    ["all of (role:approver, distinct_teams(all of (team:payments, team:risk)))", ["ada", "dee", "gil"], false],
    ["all of (person:ada@corp.example)", ["ada@corp.example"], false],
  ])("%s with %j: %s", (text, said, expected) =>
    expect(
      isSatisfied(text === "team:toString" ? { kind: "team", team: "toString" } : read(text), said, directory),
    ).toBe(expected),
  );

  test("ten thousand people in fifty teams are no trouble", () => {
    const many = Array.from({ length: 10_000 }, (_, at) => `per ${at}`);
    const teams = Object.fromEntries(
      Array.from({ length: 50 }, (_, team) => [`team-${team}`, many.filter((_person, at) => at % 49 === team % 49)]),
    );
    const large = { teams, roles: { approver: many }, oncall: {} };
    const apart = (count: number) => read(`distinct_teams(any ${count} of (role:approver))`);
    expect(isSatisfied(apart(20), many, large)).toBe(true);
    const nineteen = { ...large, teams: Object.fromEntries(Object.entries(teams).slice(0, 19)) };
    expect(isSatisfied(apart(19), many, nineteen)).toBe(true);
    expect(isSatisfied(apart(20), many, nineteen)).toBe(false);
  });
});

/** The meaning, written down a second time: every set of people that is exactly what one way of satisfying takes. */
function waysOf(expression: ApproverExpression, { owner, deputy, ...lists }: ApproverDirectory): Set<number> {
  const bit = (person: string): number => 1 << people.indexOf(person);
  const bits = (found: readonly string[] | undefined) => new Set((found ?? []).map(bit));
  const apart = (left: Iterable<number>, right: Iterable<number>): Set<number> =>
    new Set(
      Array.from(left, (one) => Array.from(right, (other) => (one & other ? -1 : one | other)))
        .flat()
        .filter((way) => way >= 0),
    );
  const members =
    "of" in expression && Array.isArray(expression.of) ? (expression.of as readonly ApproverExpression[]) : [];
  const ways = members.map((member) => waysOf(member, { owner, deputy, ...lists }));
  switch (expression.kind) {
    case "owner":
      return bits(owner === undefined ? [] : [owner]);
    case "deputy":
      return bits(deputy === undefined ? [] : [deputy]);
    case "team":
      return bits(lists.teams[expression.team]);
    case "oncall":
      return bits(lists.oncall[expression.team]);
    case "role":
      return bits(lists.roles[expression.role]);
    case "person":
      return bits([expression.person]);
    case "all":
      return ways.reduce(apart, new Set([0]));
    case "any": {
      const each = new Set(ways.flatMap((way) => Array.from(way)));
      return Array.from({ length: expression.count }, () => each).reduce(apart, new Set([0]));
    }
    case "distinct_teams": {
      const inTeam = Object.values(lists.teams).map((team) => team.reduce((all, person) => all | bit(person), 0));
      const anyTeam = inTeam.reduce((all, team) => all | team, 0);
      return new Set(
        Array.from(waysOf(expression.of, { owner, deputy, ...lists })).filter(
          (way) => (way & ~anyTeam) === 0 && inTeam.every((team) => Number.isInteger(Math.log2(way & team || 1))),
        ),
      );
    }
  }
}

const everyVote = Array.from({ length: 1 << people.length }, (_, mask) =>
  people.filter((_person, at) => mask & (1 << at)),
);
const maskOf = (said: readonly string[]): number =>
  said.reduce((all, person) => all | (1 << people.indexOf(person)), 0);

describe("whatever is written and whoever is where", () => {
  test("deciding is what the expression means", () => {
    fc.assert(
      fc.property(expressions, directories, votes, (expression, where, said) => {
        const ways = [...waysOf(expression, where)];
        expect(isSatisfied(expression, said, where)).toBe(ways.some((way) => (way & ~maskOf(said)) === 0));
        const fewest = Math.min(...ways.map((way) => way.toString(2).replaceAll("0", "").length));
        expect(fewest).toBeGreaterThanOrEqual(minimumPeople(expression));
      }),
      { numRuns: 3000 },
    );
  });

  test("one more yes never takes satisfaction away", () => {
    fc.assert(
      fc.property(expressions, directories, votes, fc.constantFrom(...people), (expression, where, said, more) => {
        const [before, after] = [said, [...said, more]].map((yes) => isSatisfied(expression, yes, where));
        expect(before === true && after === false).toBe(false);
      }),
      { numRuns: 1000 },
    );
  });

  test("what cannot be satisfied is satisfied by nobody, and says why", () => {
    fc.assert(
      fc.property(expressions, directories, votes, votes, (expression, where, said, excluded) => {
        const allowed = said.filter((person) => !excluded.includes(person));
        const found = canBeSatisfied(expression, where, excluded);
        const eligible = new Set(found.eligible);
        expect(excluded.some((person) => eligible.has(person))).toBe(false);
        expect(found.satisfiable ? "Yes." : found.why).toMatch(/^[A-Z\dp].*\.$/);
        // Those who are eligible are all who matter.
        const counted = allowed.filter((person) => eligible.has(person));
        const satisfied = isSatisfied(expression, allowed, where);
        expect(isSatisfied(expression, counted, where)).toBe(satisfied);
        expect(satisfied && !found.satisfiable).toBe(false);
        expect(isSatisfied(expression, found.eligible, where)).toBe(found.satisfiable);
      }),
      { numRuns: 2000 },
    );
  });

  test("what is not weaker lets nobody new through", () => {
    let compared = 0;
    fc.assert(
      fc.property(fc.oneof(changes, fc.tuple(expressions, expressions)), directories, ([before, after], where) => {
        expect(isWeaker(before, before)).toBe(false);
        if (isWeaker(before, after)) return;
        compared++;
        const through = (said: readonly string[]): boolean =>
          isSatisfied(after, said, where) && !isSatisfied(before, said, where);
        expect(everyVote.filter(through)).toEqual([]);
      }),
      { numRuns: 3000 },
    );
    expect(compared).toBeGreaterThan(300);
  });
});
