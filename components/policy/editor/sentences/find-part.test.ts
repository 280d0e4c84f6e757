import { expect, it } from "vitest";
import { findPart } from "./find-part";
import { moveRule } from "./rule-moves";

it("finds what a line belongs to, whatever order the parts stand in", () => {
  const lines = { intents: [40, 50], rules: [3, 10], tests: [20] };
  expect([2, 3, 9, 12, 25, 45, 99].map((line) => findPart(lines, line))).toEqual([
    undefined,
    { part: "rules", at: 0 },
    { part: "rules", at: 0 },
    { part: "rules", at: 1 },
    { part: "tests", at: 0 },
    { part: "intents", at: 0 },
    { part: "intents", at: 1 },
  ]);
});

it("moves a rule past its neighbour of the same effect", () => {
  const rules = (["ask", "approve", "ask", "prohibit"] as const).map((effect) => ({ effect }));
  expect(moveRule(rules, 0, 1)).toBe(2);
  expect(moveRule(rules, 2, -1)).toBe(0);
  expect(moveRule(rules, 3, -1)).toBeUndefined();
});
