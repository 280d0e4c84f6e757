import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  compileRule,
  matchesAction,
  matchesResource,
  parseActionPattern,
  parseResourcePattern,
  RuleIndex,
} from "@/lib/policy/rules";

const runs = { numRuns: 3000 };
const piece = fc.constantFrom("a", "b", "ab", "*", "\\*", "a*", "*b", "a*b", "\u{1f600}", "+");
const segment = fc.oneof(
  { weight: 4, arbitrary: piece },
  { weight: 1, arbitrary: fc.tuple(piece, fc.constantFrom("a", "\\*")).map(([one, other]) => one + other) },
);
const actionPattern = fc
  .tuple(fc.array(segment, { minLength: 1, maxLength: 3 }), fc.boolean())
  .map(([segments, open]) => [...segments, ...(open ? ["**"] : [])].join("."));
const word = fc.constantFrom("a", "b", "ab", "aab", "*", "", "\u{1f600}", "+", "a\n");
const action = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join("."));
const id = fc
  .array(fc.constantFrom("a", "b", ".", "/", "*", "\u{1f600}"), { maxLength: 5 })
  .map((parts) => parts.join(""));

/** The same meaning, told by a regular expression. */
function expressionOf(pattern: string, any: string): string {
  return pattern.replaceAll(/\\\*|\*|[\^$.+?()[\]{}|/]/g, (found) =>
    found === "*" ? any : found.length > 1 ? found : `\\${found}`,
  );
}

function tellAction(pattern: string): RegExp {
  if (pattern === "*") return /^.*$/su;
  const segments = pattern.split(".");
  const open = segments.at(-1) === "**";
  const told = (open ? segments.slice(0, -1) : segments).map((one) => expressionOf(one, "[^.]*")).join("\\.");
  return new RegExp(`^${told}${open ? "(\\..*)?" : ""}$`, "su");
}

describe("patterns", () => {
  it("of actions match as they say", () => {
    fc.assert(
      fc.property(actionPattern, action, (pattern, name) => {
        expect(matchesAction(parseActionPattern(pattern), name)).toBe(tellAction(pattern).test(name));
      }),
      runs,
    );
  });

  it("of resources match as they say", () => {
    fc.assert(
      fc.property(
        actionPattern,
        fc.array(piece, { minLength: 1, maxLength: 3 }),
        action,
        id,
        (type, parts, sent, sentId) => {
          const text = parts.join("/");
          const fits = tellAction(type).test(sent) && new RegExp(`^${expressionOf(text, ".*")}$`, "su").test(sentId);
          expect(matchesResource(parseResourcePattern(`${type}/${text}`), sent, sentId)).toBe(fits);
        },
      ),
      runs,
    );
  });
});

describe("the index of rules", () => {
  it("finds exactly the rules that fit", () => {
    const rule = fc.record({
      actions: fc.array(fc.oneof(actionPattern, action, fc.constant("**")), { minLength: 1, maxLength: 3 }),
      effect: fc.constantFrom("approve", "ask", "prohibit"),
    });
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 8 }), action, (rules, name) => {
        const compiled = rules.map((one, at) => compileRule({ id: `rule-${at}`, since: 1, ...one }, false));
        const found = new RuleIndex(compiled).find(name, "box", "1").map((one) => one.name);
        const fitting = compiled
          .filter((one) => one.actions === undefined || one.actions.some((pattern) => matchesAction(pattern, name)))
          .map((one) => one.name);
        expect(found.toSorted()).toEqual(fitting.toSorted());
      }),
      runs,
    );
  });
});
