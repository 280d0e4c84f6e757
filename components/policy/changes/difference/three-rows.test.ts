import { expect, it } from "vitest";
import { PolicyDocument } from "@/lib/policy/schema";
import { compareThree } from "./three-rows";

function policy(rules: Readonly<Record<string, string>>): PolicyDocument {
  return PolicyDocument.parse({
    rules: Object.entries(rules).map(([id, when]) => ({
      id,
      effect: "approve",
      actions: ["a.b"],
      when,
      boundary: "hard",
      because: "It was asked for.",
    })),
  });
}

it("marks which side changed what, and where both did", () => {
  const base = policy({ one: "args.x < 1", two: "args.x < 2", three: "args.x < 3" });
  const theirs = policy({ one: "args.x < 10", two: "args.x < 20", three: "args.x < 3" });
  const mine = policy({ one: "args.x < 11", two: "args.x < 2", three: "args.x < 33" });
  const rows = compareThree(base, theirs, mine).map(({ name, member, theirs: live, mine: own, both }) => [
    name,
    member,
    live.changed,
    own.changed,
    both,
  ]);
  expect(rows).toEqual([
    ["one", "when", true, true, true],
    ["two", "when", true, false, false],
    ["three", "when", false, true, false],
  ]);
});

it("shows the side that changed nothing as it began", () => {
  const base = policy({ one: "args.x < 1" });
  const [row] = compareThree(base, policy({ one: "args.x < 2" }), base);
  expect(row).toMatchObject({
    base: { value: "args.x < 1" },
    theirs: { value: "args.x < 2" },
    mine: { value: "args.x < 1" },
  });
});

it("shows what is new on one side and gone on the other as a whole", () => {
  const [gone, added] = compareThree(policy({ old: "true" }), policy({}), policy({ old: "true", made: "false" }));
  expect(gone).toMatchObject({ name: "old", member: null, theirs: { value: undefined, changed: true }, both: false });
  expect(added).toMatchObject({ name: "made", member: null, base: { value: undefined }, mine: { changed: true } });
});

it("asks nobody where both sides said the same", () => {
  const same = policy({ one: "args.x < 2" });
  expect(compareThree(policy({ one: "args.x < 1" }), same, same).map(({ both }) => both)).toEqual([false]);
});
