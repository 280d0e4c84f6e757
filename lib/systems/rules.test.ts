import { describe, expect, it } from "vitest";
import { chooseSystemSlug, explainPattern, writeSystemSlug } from "@/lib/systems/rules";

describe("an action pattern", () => {
  it.each([
    "stripe.refunds.create",
    "stripe.*",
    "stripe.**",
    "**",
    "*",
    "mcp.git-hub.re*d",
    "a.\\*.b",
    "a.x\\**",
    "数.取",
  ])("%s parses", (pattern) => expect(explainPattern(pattern)).toBeUndefined());

  it.each([
    ["", "Write a pattern"],
    ["a..b", "nothing between"],
    [".a", "nothing between"],
    ["a.", "nothing between"],
    ["a.**.b", "only at the end"],
    ["a.b**", "stands alone"],
    ["***", "Three stars"],
    ["a\\b", "A backslash"],
    ["a\\", "A backslash"],
    [" a", "space"],
    ["pay\u202Epal", "cannot be seen"],
    ["pay\u200Bpal", "cannot be seen"],
    ["a\u3164", "cannot be seen"],
    ["cafe\u0301", "NFC"],
    ["x".repeat(201), "at most 200"],
  ])("%j is refused in words", (pattern, words) => expect(explainPattern(pattern)).toContain(words));
});

describe("a slug", () => {
  it.each([
    ["Payments DB (EU)", "payments-db-eu"],
    ["数据库", "system"],
    ["é".repeat(90), "e".repeat(55)],
  ])("of %s is %s", (name, slug) => expect(writeSystemSlug(name)).toBe(slug));

  it("is the first that is free", () => {
    expect(chooseSystemSlug("Stripe", new Set(["stripe", "stripe-2"]))).toBe("stripe-3");
  });
});
