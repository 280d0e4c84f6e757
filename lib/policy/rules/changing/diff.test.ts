import { describe, expect, it } from "vitest";
import type { PolicyContent } from "@/lib/policy/rules/changing/content";
import { diffPolicies, sinceOf } from "@/lib/policy/rules/changing/diff";
import type { WrittenRule } from "@/lib/policy/rules/writing/document";

const rule = (id: string, more: Partial<WrittenRule> = {}): WrittenRule => ({
  id,
  effect: "approve",
  actions: ["a.b"],
  boundary: "hard",
  because: "x",
  ...more,
});
const policy = (rules: WrittenRule[], more: Partial<PolicyContent> = {}): PolicyContent => ({
  require_intent: true,
  intents: [],
  tests: [],
  secret_arguments: [],
  rules,
  ...more,
});

describe("the difference of two policies", () => {
  it("is nothing where rules only moved, or a member is absent in another way", () => {
    const moved = diffPolicies(policy([rule("a"), rule("b")]), policy([rule("b", { when: undefined }), rule("a")]));
    expect(moved).toEqual({ isEmpty: true, members: [], items: [] });
  });

  it("names what was added, removed and changed, member by member", () => {
    const before = policy([rule("a", { when: "args.x" }), rule("gone")]);
    const after = policy([rule("new"), rule("a", { strength: "tedious" })], { require_intent: false });
    const { isEmpty, members, items } = diffPolicies(before, after);
    expect(isEmpty).toBe(false);
    expect(members).toEqual([{ member: "require_intent", before: true, after: false }]);
    expect(items.map(({ id, change, pointer }) => [id, change, pointer])).toEqual([
      ["new", "added", "/rules/0"],
      ["a", "changed", "/rules/1"],
      ["gone", "removed", "/rules/1"],
    ]);
    expect(items[1]?.members).toEqual([
      { member: "when", before: "args.x" },
      { member: "strength", after: "tedious" },
    ]);
  });

  it("knows tests by their name", () => {
    const test = { name: "__proto__", action: "a.b", expect: "deny" } as const;
    const after = policy([], { tests: [{ ...test, expect: "ask" }] });
    expect(diffPolicies(policy([], { tests: [test] }), after).items).toMatchObject([
      { part: "tests", id: "__proto__", members: [{ member: "expect", before: "deny", after: "ask" }] },
    ]);
  });
});

describe("since", () => {
  it("is the version that last changed anything about the rule, who may approve included", () => {
    const ask = rule("ask", { effect: "ask", approvers: "owner" });
    const before = { document: policy([rule("a"), ask, rule("b")]), since: { a: 1, ask: 2, b: 3 } };
    const after = policy([rule("b"), rule("a", { because: "y" }), { ...ask, approvers: "deputy" }, rule("new")]);
    expect(sinceOf(before, after, 7)).toEqual({ b: 3, a: 7, ask: 7, new: 7 });
    expect(sinceOf(undefined, after, 1)).toEqual({ b: 1, a: 1, ask: 1, new: 1 });
  });
});
