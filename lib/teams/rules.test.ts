import { expect, test } from "vitest";
import { slugField } from "@/lib/core/fields";
import { chooseSlug, writeSlug } from "@/lib/teams/rules";

test.each([
  ["Payments & Risk", "payments-risk"],
  ["  Ärzte  ", "arzte"],
  ["ß", "team"],
  ["日本", "team"],
  ["A", "team-a"],
  ["x".repeat(120), "x".repeat(55)],
  [`${"x".repeat(54)} y`, "x".repeat(54)],
])("%j becomes %j", (name, slug) => {
  expect(writeSlug(name)).toBe(slug);
  expect(slugField.safeParse(writeSlug(name)).success).toBe(true);
});

test("a taken slug gets the first free number", () => {
  expect(chooseSlug("Risk", new Set())).toBe("risk");
  expect(chooseSlug("Risk", new Set(["risk", "risk-2"]))).toBe("risk-3");
});
