import { describe, expect, test } from "vitest";
import { type FindingCode, findingCodes, findIssues } from "@/lib/policy/rules/writing/findings";
import type { WrittenPolicy, WrittenRule } from "@/lib/policy/rules/writing/document";

const intents = [{ id: "work", statement: "Works.", actions: ["**"], max_session_minutes: 30 }];
const rule = (change: Partial<WrittenRule>): WrittenRule => ({
  id: "one",
  effect: "approve",
  actions: ["crm.notes.add"],
  boundary: "hard",
  enforced_at: ["gateway"],
  because: "It is needed.",
  ...change,
});
const ask = { effect: "ask", risk: "high", approvers: "owner", window_seconds: 300 } as const;
const policy = (rules: readonly WrittenRule[], more: Partial<WrittenPolicy> = {}): WrittenPolicy => ({
  require_intent: true,
  intents,
  rules,
  tests: [],
  secret_arguments: [],
  ...more,
});
const codesOf = (rules: readonly WrittenRule[], guardrails: readonly WrittenRule[] = []): string[] =>
  findIssues(
    policy(rules),
    guardrails.map((one) => ({ ...one, since: 1 })),
  ).map(({ code, id }) => `${code} ${id}`);

/** Each finding: a policy that has it, and the nearest one that has not. */
const cases: [FindingCode, WrittenRule[], WrittenRule[]][] = [
  ["no_enforcement_point", [rule({ enforced_at: undefined })], [rule({})]],
  [
    "irreversible_soft_only",
    [rule({ actions: ["crm.contacts.delete"], boundary: "soft" })],
    [rule({ actions: ["crm.contacts.delete"], boundary: "hard" })],
  ],
  [
    "irreversible_soft_only",
    [rule({ actions: ["mcp.crm.deleteContact"], boundary: "soft" })],
    [
      rule({ actions: ["mcp.crm.deleteContact"], boundary: "soft" }),
      rule({ ...ask, id: "two", actions: ["mcp.crm.*"], boundary: "hard" }),
    ],
  ],
  ["tedious_only", [rule({ strength: "tedious" })], [rule({ strength: "impossible" })]],
  [
    "scope_too_coarse",
    [rule({ enforced_at: ["credential"], when: "args.amount <= 5.0" })],
    [rule({ enforced_at: ["credential", "gateway"], when: "args.amount <= 5.0" })],
  ],
  [
    "scope_too_coarse",
    [rule({ enforced_at: ["credential"], resources: ["a/b"] })],
    [rule({ enforced_at: ["credential"] })],
  ],
  [
    "open_ended_tool",
    [rule({ actions: ["mcp.db.run_sql"] })],
    [rule({ actions: ["mcp.db.run_sql"], when: 'args.name == "daily"' })],
  ],
  [
    "toxic_combination",
    [rule({ actions: ["crm.customers.read"] }), rule({ id: "two", actions: ["mail.send"] })],
    [rule({ actions: ["crm.customers.read"] }), rule({ id: "two", actions: ["mail.send"], ...ask })],
  ],
  [
    "unreachable",
    [rule({ when: "args.a == 1.0" }), rule({ id: "two", effect: "prohibit", actions: ["crm.**"] })],
    [rule({}), rule({ id: "two", effect: "prohibit", actions: ["crm.**"], when: "args.a == 1.0" })],
  ],
  [
    "unreachable",
    [rule({}), rule({ id: "two", ...ask, actions: ["crm.notes.*"] })],
    [rule({}), rule({ id: "two", ...ask, actions: ["crm.tasks.*"] })],
  ],
  [
    "shadowed",
    [rule({}), rule({ id: "two", actions: ["crm.notes.*"] })],
    [rule({}), rule({ id: "two", actions: ["crm.notes.*"], when: "args.a == 1.0" })],
  ],
  [
    "one_level_only",
    [rule({ effect: "prohibit", actions: ["crm.*"] })],
    [rule({ effect: "prohibit", actions: ["crm.*"] }), rule({ id: "two", effect: "prohibit", actions: ["crm.*.**"] })],
  ],
  [
    "one_level_only",
    [
      rule({ effect: "prohibit", actions: ["crm.*"] }),
      rule({ id: "two", effect: "prohibit", actions: ["crm.x.y"] }),
      rule({ id: "three", effect: "prohibit", actions: ["crm.**"], when: "args.a == 1.0" }),
      rule({ id: "four", effect: "prohibit", actions: ["crm.**"], resources: ["account/*"] }),
    ],
    [rule({ effect: "prohibit", actions: ["crm.*"] }), rule({ id: "two", effect: "prohibit", actions: ["crm.**"] })],
  ],
  ["never_there", [rule({ when: 'session.user == "kim"' })], [rule({ when: 'session.intent == "work"' })]],
];

describe("each finding is raised, and by nothing near it", () => {
  test.each(cases)("%s", (code, raised, quiet) => {
    expect(codesOf(raised).some((found) => found.startsWith(`${code} `))).toBe(true);
    expect(codesOf(quiet).filter((found) => found.startsWith(`${code} `))).toEqual([]);
  });
});

test("every code but those judged by intents and people has a case here", () => {
  const elsewhere = ["nobody_can_approve", "intent_without_rule", "action_in_no_intent"];
  expect(findingCodes.filter((code) => !elsewhere.includes(code)).toSorted()).toEqual(
    [...new Set(cases.map(([code]) => code))].toSorted(),
  );
});

test("intents and rules that miss each other are found, the latter only where an intent is needed", () => {
  const apart = policy([rule({})], {
    intents: [{ ...intents[0], id: "other", statement: "x", actions: ["mail.**"], max_session_minutes: 5 }],
  });
  expect(findIssues(apart, []).map(({ code, id, pointer }) => [code, id, pointer])).toEqual([
    ["intent_without_rule", "other", "/intents/0"],
    ["action_in_no_intent", "one", "/rules/0"],
  ]);
  expect(findIssues({ ...apart, require_intent: false }, []).map(({ code }) => code)).toEqual(["intent_without_rule"]);
});

test("a guardrail makes a rule unreachable, and is named", () => {
  const found = findIssues(policy([rule({})]), [
    { ...rule({ id: "no-crm", effect: "prohibit", actions: ["crm.**"] }), since: 1 },
  ]);
  expect(found).toMatchObject([{ code: "unreachable", id: "one", other: "guardrail/no-crm" }]);
});

test("of two rules that say the same, the later one is too many", () => {
  expect(codesOf([rule({}), rule({ id: "two" })])).toEqual(["shadowed two"]);
});

test("patterns of many stars are left alone: what they say of each other takes too long to know", () => {
  const tangled = Array.from({ length: 300 }, (_, at) =>
    rule({ id: `r-${at}`, actions: [`${"*a".repeat(250)}${at}*`] }),
  );
  expect(codesOf(tangled)).toEqual([]);
});

test("a good policy has none, and ten thousand rules are judged", () => {
  expect(codesOf([rule({}), rule({ id: "two", ...ask, actions: ["crm.notes.remove"] })])).toEqual([]);
  const many = Array.from({ length: 10_000 }, (_, at) => rule({ id: `r-${at}`, actions: [`svc${at}.x.y`] }));
  expect(findIssues(policy(many), [])).toEqual([]);
});
