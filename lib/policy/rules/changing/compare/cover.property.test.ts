import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isCovered, RuleCovers } from "@/lib/policy/rules/changing/compare/cover";
import { Budget } from "@/lib/policy/rules/changing/compare/formula";
import { relatedConditions } from "@/lib/policy/rules/changing/testing/policies";
import { compileEnvironment } from "@/lib/policy/rules/decision/environment";
import { decide } from "@/lib/policy/rules/decision/decide";
import { compileRule } from "@/lib/policy/rules/decision/compile";
import type { JsonMembers, PublishedRule } from "@/lib/policy/rules/snapshot";
import { openCall, openWorld, someArguments } from "@/lib/policy/testing/decisions";

const rule = (effect: string, when: string | undefined, actions = ["mail.send"]): PublishedRule => ({
  id: "r",
  since: 1,
  effect,
  actions,
  when,
});
const covers = (outer: PublishedRule, inner: PublishedRule): boolean =>
  isCovered(
    compileRule(inner, false),
    [{ covers: new RuleCovers([compileRule(outer, false)]), fits: () => true }],
    new Budget(10_000),
  );
const applies = (one: PublishedRule, args: JsonMembers): boolean => {
  const { rules } = decide(compileEnvironment(openWorld([one])), { ...openCall, args });
  return rules.length > 0;
};
const effects = fc.constantFrom("approve", "ask", "prohibit");
// A list is judged element by element, and an approval applies where every element does.
const plain = someArguments.filter((args) => !Object.values(args).some(Array.isArray));

describe("what is said to take in a rule", () => {
  it("applies wherever that rule does", () => {
    let shown = 0;
    fc.assert(
      fc.property(
        effects,
        effects,
        relatedConditions,
        relatedConditions,
        fc.array(plain, { minLength: 12, maxLength: 12 }),
        (a, b, x, y, calls) => {
          const [outer, inner] = [rule(a, x), rule(b, y)];
          if (!covers(outer, inner)) return;
          shown++;
          for (const args of calls) if (applies(inner, args)) expect(applies(outer, args)).toBe(true);
        },
      ),
      { numRuns: 4000 },
    );
    expect(shown).toBeGreaterThan(50);
  });
});

describe("what can be shown", () => {
  it.each([
    ["approve", "args.n <= 200.0", "args.n <= 100"],
    ["approve", "args.n <= 200", 'args.n <= 200 && args.to == "a"'],
    ["approve", "args.n < 5", "args.n == 4.5"],
    ["approve", 'args.to in ["a", "b"]', 'args.to == "b"'],
    ["approve", 'args.to in ["a", "b"]', 'args.to == "a" || args.to == "b"'],
    ["approve", 'args.to.startsWith("a")', 'args.to.startsWith("ab") && has(args.n)'],
    ["approve", "args.n != 7", "args.n < 7"],
    ["approve", "args.n < 3.0 || args.n > 9.0", "args.n > 10.0"],
    ["prohibit", "args.n > 100", "args.n > 200"],
    ["prohibit", 'args.n > 200 || args.to == "a"', "args.n > 200"],
    ["prohibit", 'args.to != "a"', '!(args.to in ["a", "b"])'],
    ["ask", undefined, "args.anything"],
  ])("%s: %s takes in %s", (effect, outer, inner) => {
    expect(covers(rule(effect, outer), rule(effect, inner))).toBe(true);
    expect(covers(rule(effect, inner), rule(effect, outer))).toBe(false);
  });

  it("is nothing where a text that hides characters would come in between", () => {
    // With a hidden character in args.to the first is true and the second cannot be evaluated.
    expect(covers(rule("approve", 'args.to == "a" || args.n > 5'), rule("approve", "args.n > 5"))).toBe(false);
    expect(covers(rule("approve", 'args.n > 5 || args.to == "a"'), rule("approve", "args.n > 5"))).toBe(true);
  });

  it("depends on what a limit reads first", () => {
    // With a hidden character in args.to the narrower one cannot be evaluated, and so applies to any number.
    expect(covers(rule("prohibit", "args.n > 5"), rule("prohibit", 'args.to == "a" && args.n > 5'))).toBe(false);
    expect(covers(rule("prohibit", "args.n > 5"), rule("prohibit", 'args.n > 5 && args.to == "a"'))).toBe(true);
  });

  it("is nothing between an approval and a limit with one condition, which part where it cannot be evaluated", () => {
    expect(covers(rule("approve", "args.n > 5"), rule("ask", "args.n > 5"))).toBe(false);
    expect(covers(rule("prohibit", "args.n > 5"), rule("approve", "args.n > 5"))).toBe(true);
  });

  it("needs all actions, by one rule or by several", () => {
    expect(covers(rule("ask", undefined, ["mail.*"]), rule("ask", "args.n > 1", ["mail.send", "mail.read"]))).toBe(
      true,
    );
    expect(covers(rule("ask", undefined, ["mail.*"]), rule("ask", undefined, ["mail.send", "crm.read"]))).toBe(false);
  });
});
