import fc from "fast-check";
import { expect, it } from "vitest";
import { findChange } from "./minimal-change";

it("is the smallest stretch, and nothing where nothing differs", () => {
  expect(findChange("a: 1\nb: 2\n", "a: 1\nb: 3\n")).toEqual({ from: 8, to: 9, insert: "3" });
  expect(findChange("aa", "aaa")).toEqual({ from: 2, to: 2, insert: "a" });
  expect(findChange("same", "same")).toBeUndefined();
});

it("makes one text of the other, whatever they are", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "\n") });
  fc.assert(
    fc.property(text, text, (before, after) => {
      const change = findChange(before, after);
      const made = change ? before.slice(0, change.from) + change.insert + before.slice(change.to) : before;
      expect(made).toBe(after);
    }),
  );
});
