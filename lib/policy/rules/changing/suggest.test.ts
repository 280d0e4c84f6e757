import { expect, test } from "vitest";
import { type ObservedCall, suggestRules } from "@/lib/policy/rules/changing/suggest";
import { checkDocument, type WrittenRule } from "@/lib/policy/rules/writing/document";

const seen = (action: string, more: Partial<ObservedCall> = {}): ObservedCall => ({
  action,
  count: 3,
  asked: 0,
  denied: 0,
  ...more,
});
const rule = (actions: string[]): WrittenRule => ({
  id: "crm-read",
  effect: "approve",
  actions,
  boundary: "hard",
  because: "x",
});
const suggest = (calls: ObservedCall[], rules: WrittenRule[] = []) =>
  suggestRules(calls, { rules }).map(({ rule: { id, effect, actions }, count }) => [id, effect, actions[0], count]);

test("what is seen most comes first, and what a rule speaks of not at all", () => {
  expect(suggest([seen("crm.read"), seen("mail.read", { count: 9 }), seen("docs.get")], [rule(["docs.**"])])).toEqual([
    ["mail-read", "approve", "mail.read", 9],
    ["crm-read-2", "approve", "crm.read", 3],
  ]);
});

test("what cannot be taken back, runs anything, or was asked or refused is asked about", () => {
  const calls = [seen("crm.delete_contact"), seen("shell.run"), seen("a.b", { asked: 1 }), seen("c.d", { denied: 3 })];
  expect(suggest(calls).map(([, effect]) => effect)).toEqual(["ask", "ask", "ask", "ask"]);
});

test("numbers stay within what was seen, whatever the argument is called", () => {
  const calls = [
    seen("a.b", {
      arguments: [
        { path: ["n"], samples: [5, 20.5] },
        { path: ["x y", "in"], samples: [1] },
        { path: ["to"], samples: ["a"] },
      ],
    }),
    seen("c.d", {
      arguments: [
        { path: ["n"], samples: [1, "2"] },
        { path: ["zero\u200b"], samples: [1] },
      ],
    }),
  ];
  expect(suggestRules(calls, { rules: [] }).map(({ rule: { when } }) => when)).toEqual([
    'args.n <= 20.5 && args["x y"]["in"] <= 1',
    undefined,
  ]);
});

test("every suggestion is a rule that may be written", () => {
  const odd = ["*", "a.*.b", "A B/ü", "..", "", "zero\u200bwidth", "a\\b", "x".repeat(600), "-", "delete.*"];
  const suggestions = suggestRules(
    odd.map((action) => seen(action, { resource_type: "t*" })),
    { rules: [] },
  );
  const rules = suggestions.map(({ rule: one }) => one);
  expect(rules.map(({ actions }) => actions[0])).toEqual([
    String.raw`\*`,
    "-",
    "A B/ü",
    String.raw`a.\*.b`,
    String.raw`a\\b`,
    String.raw`delete.\*`,
  ]);
  expect(checkDocument({ require_intent: true, intents: [], rules, tests: [], secret_arguments: [] })).toEqual([]);
  for (const { id } of rules) expect(id).toMatch(/^[a-z0-9][a-z0-9-]{0,62}$/);
});
