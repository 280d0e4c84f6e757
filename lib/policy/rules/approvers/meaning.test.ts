import { describe, expect, test } from "vitest";
import { type ApproverDirectory, canBeSatisfied, isWeaker } from "@/lib/policy/rules/approvers";
import { people, read } from "@/lib/policy/testing/approvers";

const directory: ApproverDirectory = {
  owner: "ada",
  teams: { payments: ["ada", "cyd"], risk: ["dee", "cyd"], empty: [] },
  roles: { approver: ["ada", "cyd"], security: ["gil", "hal"] },
  oncall: { payments: ["ada"] },
};

describe("canBeSatisfied", () => {
  test.each([
    ["any 1 of (owner, team:risk)", [], ["ada", "dee", "cyd"]],
    ["any 1 of (owner, team:risk)", ["ada"], ["dee", "cyd"]],
    ["distinct_teams(all of (owner, team:risk))", [], ["ada", "dee", "cyd"]],
    ["any 1 of (team:empty, oncall:nobody, owner)", [], ["ada"]],
  ])("%s without %j", (text, excluded, eligible) =>
    expect(canBeSatisfied(read(text), directory, excluded)).toEqual({ satisfiable: true, eligible }),
  );

  test.each([
    ["oncall:risk", [], [], "Nobody is on call for risk."],
    ["deputy", [], [], "The agent has no deputy."],
    ["team:empty", [], [], "Nobody is in the team empty."],
    ["role:auditor", [], [], "Nobody has the role auditor."],
    ["owner", ["ada"], [], "The owner started or requested this."],
    ["oncall:payments", ["ada", "bob"], [], "Only whoever started or requested this is on call for payments."],
    ["team:risk", ["dee", "cyd"], [], "Only whoever started or requested this is in the team risk."],
    ["any 1 of (deputy, oncall:risk)", [], [], "The agent has no deputy. Nobody is on call for risk."],
    ["all of (owner, deputy, oncall:risk)", [], ["ada"], "The agent has no deputy. Nobody is on call for risk."],
    ["any 3 of (team:payments)", [], ["ada", "cyd"], "3 different people are needed, and 2 could decide."],
    ["all of (owner, oncall:payments)", [], ["ada"], "2 different people are needed, and 1 could decide."],
    [
      "all of (owner, oncall:payments, team:risk)",
      [],
      ["ada", "dee", "cyd"],
      "Each part has somebody, but different people are needed for all of it, and too few can take each part.",
    ],
    [
      "distinct_teams(any 2 of (role:approver))",
      [],
      ["ada", "cyd"],
      "Those who could decide share teams, or are in none.",
    ],
    ["distinct_teams(any 2 of (role:security))", [], [], "Those who could decide share teams, or are in none."],
    ["distinct_teams(all of (deputy, team:risk))", [], ["dee", "cyd"], "The agent has no deputy."],
    ["person:ada@corp.example", [], [], "ada@corp.example is nobody who can decide."],
  ])("%s without %j", (text, excluded, eligible, why) =>
    expect(canBeSatisfied(read(text), directory, excluded)).toEqual({ satisfiable: false, eligible, why }),
  );

  test("a person by id has to be one who can decide, where that is told", () => {
    const [ada = "", bob = ""] = people;
    const known = { ...directory, people: [ada] };
    expect(canBeSatisfied(read(`person:${ada}`), known, []).satisfiable).toBe(true);
    expect(canBeSatisfied(read(`person:${bob}`), known, []).satisfiable).toBe(false);
    expect(canBeSatisfied(read(`person:${bob}`), directory, []).satisfiable).toBe(true);
  });
});

describe("isWeaker", () => {
  test.each([
    // The same, in another order or another writing.
    ["any 1 of (owner, team:aa)", "any 1 of (team:aa, owner)"],
    ["all of (owner, any 2 of (team:aa, team:bb))", "all of (any 2 of (team:bb, team:aa), owner)"],
    ["any 1 of (owner, any 1 of (team:aa, team:bb))", "any 1 of (team:bb, team:aa, owner)"],
    ["team:aa", "any 1 of (team:aa)"],
    ["any 1 of (team:aa)", "team:aa"],
    ["all of (team:aa, team:aa)", "any 2 of (team:aa)"],
    ["all of (distinct_teams(any 2 of (role:admin)), owner)", "all of (owner, distinct_teams(any 2 of (role:admin)))"],
    // More than before.
    ["owner", "all of (owner, team:aa)"],
    ["any 1 of (owner, team:aa)", "owner"],
    ["any 1 of (owner, team:aa)", "any 2 of (owner, team:aa)"],
    ["any 2 of (owner, team:aa, team:bb)", "any 2 of (owner, team:aa)"],
    ["any 2 of (owner, deputy)", "all of (owner, deputy)"],
    ["any 2 of (role:admin)", "distinct_teams(any 2 of (role:admin))"],
    ["distinct_teams(any 2 of (role:admin))", "distinct_teams(any 3 of (role:admin))"],
    ["any 1 of (owner, all of (team:aa, team:bb))", "all of (team:bb, team:aa, deputy)"],
  ])("%s → %s is not", (before, after) => expect(isWeaker(read(before), read(after))).toBe(false));

  test.each([
    ["owner", "deputy"],
    ["owner", "any 1 of (owner, deputy)"],
    ["all of (owner, team:aa)", "owner"],
    ["all of (owner, team:aa)", "team:aa"],
    ["any 2 of (team:aa)", "team:aa"],
    ["any 2 of (owner, team:aa)", "any 2 of (owner, team:aa, team:bb)"],
    ["all of (owner, team:aa)", "any 2 of (owner, team:aa)"],
    ["distinct_teams(any 2 of (role:admin))", "any 2 of (role:admin)"],
    ["distinct_teams(any 3 of (role:admin))", "distinct_teams(any 2 of (role:admin))"],
    ["distinct_teams(all of (owner, role:admin))", "all of (owner, distinct_teams(any 2 of (role:admin)))"],
    ["distinct_teams(any 4 of (role:admin))", "any 2 of (distinct_teams(any 2 of (role:admin)))"],
    // Cannot be shown, so it is taken for weaker.
    ["all of (owner, deputy)", "any 2 of (owner, deputy)"],
    ["team:aa", "oncall:aa"],
  ])("%s → %s is", (before, after) => expect(isWeaker(read(before), read(after))).toBe(true));
});
