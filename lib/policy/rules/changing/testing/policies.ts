import fc from "fast-check";
import type { PolicyContent } from "@/lib/policy/rules/changing/content";
import type { WrittenRule } from "@/lib/policy/rules/writing/document";
import { conditions } from "@/lib/policy/testing/decisions";

/** Atoms about the same few values, so that one often follows from another. */
const atoms = fc.oneof(
  fc
    .tuple(fc.constantFrom("<", "<=", ">", ">=", "==", "!="), fc.constantFrom("1", "1.0", "5", "5.5", "9.0"))
    .map(([by, n]) => `args.n ${by} ${n}`),
  fc
    .tuple(fc.constantFrom("1", "5.0", "9"), fc.constantFrom("<", "<=", ">", ">="))
    .map(([n, by]) => `${n} ${by} args.n`),
  fc.subarray(["1", "5", "9"], { minLength: 1 }).map((list) => `args.n in [${list.join(", ")}]`),
  fc.subarray(['"a"', '"b"', '"ab"', '""'], { minLength: 1 }).map((list) => `args.to in [${list.join(", ")}]`),
  fc.tuple(fc.constantFrom("==", "!="), fc.constantFrom("a", "b", "ab")).map(([by, word]) => `args.to ${by} "${word}"`),
  fc.constantFrom("", "a", "ab").map((word) => `args.to.startsWith("${word}")`),
  fc.constantFrom(
    "args.flag",
    "args.flag == true",
    "args.flag != true",
    'args["flag"]',
    "has(args.n)",
    "true",
    "false",
  ),
  fc.constantFrom('args.from == "a"', 'args.to.exists(t, t == "a")', "size(args.to) > 1", 'args.m.x == "a"'),
);
export const relatedConditions: fc.Arbitrary<string> = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, depthSize: "medium" },
    atoms,
    fc
      .tuple(tie("condition"), fc.constantFrom("&&", "||"), tie("condition"))
      .map(([a, by, b]) => `(${a}) ${by} (${b})`),
    tie("condition").map((one) => `!(${one})`),
  ),
})).condition;

const anyCondition = fc.oneof(
  { weight: 3, arbitrary: relatedConditions },
  { weight: 1, arbitrary: conditions.filter((one) => !one.includes("((")) },
);
const patterns = fc.subarray(["*", "mail.*", "mail.send", "*.read", "crm.**", "mcp.files.*"], {
  minLength: 1,
  maxLength: 2,
});
const resources = fc.subarray(["*", "box/*", "box/1", "*/1"], { minLength: 1, maxLength: 2 });

export function writtenRules(id: fc.Arbitrary<string>, ...effects: readonly string[]): fc.Arbitrary<WrittenRule> {
  return fc
    .record({
      id,
      effect: fc.constantFrom(...effects),
      actions: patterns,
      resources: fc.option(resources, { nil: undefined, freq: 2 }),
      when: fc.option(anyCondition, { nil: undefined, freq: 3 }),
      boundary: fc.constantFrom("hard", "hard", "soft"),
      risk: fc.constantFrom("medium", "high"),
      approvers: fc.constantFrom("owner", "any 1 of (owner, deputy)", "all of (owner, deputy)"),
      window_seconds: fc.constantFrom(60, 300),
    })
    .map(({ risk, approvers, window_seconds, ...rule }) => ({
      ...rule,
      because: "x",
      ...(rule.effect === "ask" && { risk, approvers, window_seconds }),
    }));
}

const anyRule = writtenRules(fc.constantFrom("r0", "r1", "r2", "r3"), "approve", "approve", "ask", "prohibit");

export const policies: fc.Arbitrary<PolicyContent> = fc
  .record({
    rules: fc.uniqueArray(anyRule, { selector: ({ id }) => id, maxLength: 4 }),
    require_intent: fc.constantFrom(false, false, true),
    actions: fc.constantFrom(["*"], ["mail.*"], ["mail.send"]),
  })
  .map(({ rules, require_intent, actions }) => ({
    rules,
    require_intent,
    intents: [{ id: "mail", statement: "Mail.", actions, max_session_minutes: 15 }],
    tests: [],
    secret_arguments: [],
  }));

/** A policy and what somebody made of it: small edits, most of which tighten. */
export const changes: fc.Arbitrary<{ before: PolicyContent; after: PolicyContent }> = fc
  .record({
    before: policies,
    other: policies,
    at: fc.nat({ max: 3 }),
    how: fc.nat({ max: 9 }),
    when: relatedConditions,
    added: writtenRules(fc.constant("added"), "approve", "ask", "prohibit", "prohibit"),
  })
  .map(({ before, other, at, how, when, added }) => {
    const change = (edit: (rule: WrittenRule) => WrittenRule): PolicyContent => ({
      ...before,
      rules: before.rules.map((rule, index) => (index === at % before.rules.length ? edit(rule) : rule)),
    });
    const joined = (by: string) =>
      change((rule) =>
        rule.when === undefined ? { ...rule, when } : { ...rule, when: `(${rule.when}) ${by} (${when})` },
      );
    const edits: readonly (() => PolicyContent)[] = [
      () => ({ ...before, rules: before.rules.filter((_, index) => index !== at) }),
      () => ({ ...before, rules: [...before.rules, added] }),
      () => joined("&&"),
      () => joined("||"),
      () => change(({ when: _, ...rule }) => rule),
      () => change((rule) => ({ ...rule, when })),
      () =>
        change((rule) => ({
          ...rule,
          actions: rule.actions.slice(1).length > 0 ? rule.actions.slice(1) : ["mail.send"],
        })),
      () => change((rule) => ({ ...added, id: rule.id })),
      () => ({ ...before, require_intent: !before.require_intent, intents: other.intents }),
      () => other,
    ];
    return { before, after: edits[how]?.() ?? other };
  });
