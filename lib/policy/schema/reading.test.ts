import { expect, it } from "vitest";
import { readPolicyDocument } from "@/lib/policy/schema";

const rule = `rules:
  - id: small
    effect: approve
    actions: [a.b]
    boundary: hard
    because: Because.
`;

it("reads a policy, with the line each part begins in", () => {
  expect(readPolicyDocument(rule)).toMatchObject({
    ok: true,
    lines: { rules: [2] },
    document: { require_intent: true },
  });
});

it.each([
  ["a missing member", rule.replace("    boundary: hard\n", ""), "rules.0.boundary: It is missing.", 2],
  [
    "a word that is none",
    rule.replace("approve", "permit"),
    "rules.0.effect: One of approve, ask, prohibit belongs here.",
    3,
  ],
  ["another kind of value", rule.replace("[a.b]", "a.b"), "rules.0.actions: A list belongs here.", 4],
  ["an empty list", rule.replace("[a.b]", "[]"), "rules.0.actions: At least 1 entry.", 4],
  ["a name in another form", rule.replace("small", "Small"), /^rules\.0\.id: Lower-case letters/, 2],
  ["a member nobody knows", `${rule}    note: x\n`, "There is no note here.", 7],
])("%s is told in words of its own, whatever the browser says", (_, text, detail, line) => {
  const reading = readPolicyDocument(text);
  const [fault, ...more] = reading.ok ? [] : reading.faults;
  expect(more).toEqual([]);
  expect(fault?.detail).toMatch(detail);
  expect(fault?.line).toBe(line);
});

it("refuses guardrails that approve", () => {
  expect(readPolicyDocument(rule, true)).toMatchObject({ ok: false, faults: [{ line: 3, code: "not_allowed" }] });
});

it.each([
  ["rules", JSON.stringify({ rules: Array.from({ length: 10_001 }, () => ({ id: "X!" })) }), /^rules: At most 10000/],
  ["tests", JSON.stringify({ tests: Array.from({ length: 2_001 }, () => 1) }), /^tests: At most 2000/],
  ["members", Array.from({ length: 101 }, (_, at) => `a${at}: 1`).join("\n"), /^At most 100 members/],
])("too many %s are told once, before each of them is looked at", (_, text, detail) => {
  const reading = readPolicyDocument(text);
  expect(reading.ok ? [] : reading.faults.map((fault) => fault.detail)).toEqual([expect.stringMatching(detail)]);
});
