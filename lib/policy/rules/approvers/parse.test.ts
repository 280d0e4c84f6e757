import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { approverTerms, minimumPeople, parseApprovers, printApprovers } from "@/lib/policy/rules/approvers";
import { expressions, read } from "@/lib/policy/testing/approvers";

const ada = "per_01K00000000000000000000000";
const faultsOf = (text: string): string[] => {
  const parsed = parseApprovers(text);
  return parsed.ok ? [] : parsed.faults.map(({ line, column, detail }) => `${line}:${column} ${detail}`);
};

describe("what is read", () => {
  test.each([
    ["owner", { kind: "owner" }],
    [" deputy\n", { kind: "deputy" }],
    ["team:payments", { kind: "team", team: "payments" }],
    ["oncall:payments-eu", { kind: "oncall", team: "payments-eu" }],
    ["role:security", { kind: "role", role: "security" }],
    [`person:${ada}`, { kind: "person", person: ada }],
    ["person:Ada.L+x@corp.example", { kind: "person", person: "Ada.L+x@corp.example" }],
    [
      "any 1 of (owner, team:payments)",
      { kind: "any", count: 1, of: [{ kind: "owner" }, { kind: "team", team: "payments" }] },
    ],
    ["any 12 of(team:constructor)", { kind: "any", count: 12, of: [{ kind: "team", team: "constructor" }] }],
    ["all\tof\r\n(owner,deputy)", { kind: "all", of: [{ kind: "owner" }, { kind: "deputy" }] }],
    [
      "distinct_teams ( any 2 of ( role:approver ) )",
      { kind: "distinct_teams", of: { kind: "any", count: 2, of: [{ kind: "role", role: "approver" }] } },
    ],
    ["any 1 of (any 1 of (any 1 of (any 1 of (owner))))", expect.objectContaining({ kind: "any" })],
    ["any 2 of (owner, all of (team:aa, team:bb))", expect.objectContaining({ count: 2 })],
    ["distinct_teams(all of (team:aa, team:bb))", expect.objectContaining({ kind: "distinct_teams" })],
  ])("%j", (text, expression) => expect(parseApprovers(text)).toEqual({ ok: true, expression }));
});

describe("what is refused", () => {
  test.each([
    ["", "1:1 Somebody is missing here, such as `owner`, `team:payments` or `any 1 of (…)`."],
    ["any 1 of (owner,)", "1:17 Somebody is missing"],
    ["any 1 of ()", "1:11 The list is empty."],
    ["all of ( \n )", "2:2 The list is empty."],
    ["any of (owner)", "1:5 How many are needed belongs here"],
    ["any two of (owner)", "1:5 How many are needed"],
    ["any 1 (owner)", "1:7 `of` belongs here."],
    ["any 1 of owner", "1:10 `(` belongs after `of`."],
    ["any 1 of (owner", "1:16 `)` belongs or a comma here."],
    ["any 1 of (owner deputy)", "1:17 `)` belongs or a comma here."],
    ["distinct_teams(owner, deputy)", "1:21 `)` belongs here: `distinct_teams` holds one expression."],
    ["owner deputy", "1:7 The expression has ended before this."],
    ["(owner)", "1:1 Somebody is missing"],
    ["Owner", "1:1 `Owner` is not known. Write `owner` in lower case."],
    ["Any 1 of (owner)", "1:1 `Any` is not known. Write `any` in lower case."],
    ["own\u200Ber", "1:1 `ownU+200Ber` is not known."],
    ["of", "1:1 `of` is not known."],
    ["group:x", "1:1 `group:x` is not known."],
    ["team: payments", "1:6 A name belongs right after `team:`."],
    ["team:Payments", "1:1 After `team:` stands a team"],
    ["oncall:x", "1:1 After `oncall:` stands a team"],
    ["role:boss", "1:1 After `role:` stands one of member, approver, security, admin, auditor."],
    ["person:Ada", "1:1 After `person:` stands the id of a person or an e-mail address."],
    ["person:per_1", "1:1 After `person:`"],
    ["person:a\u202E@corp.example", "1:1 After `person:`"],
    ["any 0 of (owner)", "1:5 At least 1 is needed"],
    ["any 01 of (owner)", "1:5 At least 1 is needed, without zeros before it."],
    ["any 21 of (team:aa)", "1:5 At most 20 can be needed."],
    ["any 3 of (owner, deputy)", "1:1 Nobody could satisfy this: it needs more different people than it names."],
    ["any 2 of (owner, owner)", "1:1 Nobody could satisfy this"],
    ["all of (owner, any 1 of (owner))", "1:1 Nobody could satisfy this"],
    ["all of (team:aa, any 2 of (owner))", "1:18 Nobody could satisfy this"],
    ["distinct_teams(any 2 of (team:aa))", "1:1 Nobody could satisfy this: it needs people of one team who"],
    ["distinct_teams(any 1 of (owner, deputy))", "1:1 `distinct_teams` compares people"],
    ["all of (any 11 of (team:aa), any 10 of (team:bb))", "1:1 This asks for up to 21 people; 20 are the most."],
    ["any 9 of (all of (team:aa, owner), all of (team:bb, deputy), distinct_teams(all of (team:cc, owner)))", "1:1 "],
    ["any 1 of (all of (any 1 of (any 1 of (all of (owner)))))", "1:39 This is nested deeper than 4."],
    ["owner" + " ".repeat(508), "1:513 This is longer than 512 characters."],
  ])("%j", (text, words) => {
    const [fault = "", ...more] = faultsOf(text);
    expect(fault).toContain(words);
    expect(more).toEqual([]);
  });

  test("every name that is wrong is told at once, with its place", () => {
    expect(parseApprovers("any 0 of (\r\n  team:X,\n\trole:y, owner)")).toMatchObject({
      ok: false,
      faults: [
        { offset: 4, line: 1, column: 5 },
        { offset: 14, line: 2, column: 3 },
        { offset: 23, line: 3, column: 2 },
      ],
    });
  });

  test("whatever is written, it is read or has a fault inside", () => {
    const piece = fc.constantFrom(..."any all of ( ) , 2 0 owner team:aa distinct_teams é".split(" "));
    const pieces = fc.array(piece).map((all) => all.join(" "));
    const texts = fc.sample(fc.oneof(fc.string({ unit: "binary" }), pieces), 2000);
    const astray = texts.filter((text) => {
      const parsed = parseApprovers(text);
      if (parsed.ok) return false;
      return parsed.faults.length === 0 || parsed.faults.some(({ offset }) => offset > text.length);
    });
    expect(astray).toEqual([]);
  });
});

describe("what is written", () => {
  test("is read as the same", () => {
    fc.assert(
      fc.property(expressions, (expression) => {
        expect(read(printApprovers(expression))).toEqual(expression);
      }),
      { numRuns: 500 },
    );
  });

  test("keeps the order and drops the white space", () =>
    expect(printApprovers(read("any  1 of(team:bb,\n team:aa , owner)"))).toBe("any 1 of (team:bb, team:aa, owner)"));
});

test("terms are listed once, in the order written", () => {
  const terms = approverTerms(read("all of (team:bb, any 1 of (owner, team:bb), oncall:bb)"));
  expect(terms).toEqual([{ kind: "team", team: "bb" }, { kind: "owner" }, { kind: "oncall", team: "bb" }]);
});

test.each([
  ["owner", 1],
  ["any 3 of (team:aa)", 3],
  ["any 2 of (owner, all of (team:aa, team:bb))", 2],
  ["any 2 of (all of (owner, deputy), all of (team:aa, team:bb, team:cc))", 4],
  ["distinct_teams(all of (team:aa, any 2 of (role:member)))", 3],
])("%s needs %i at least", (text, people) => expect(minimumPeople(read(text))).toBe(people));
