import fc from "fast-check";
import { membersFrom } from "@/lib/policy/rules/changing/content";
import type { Json, JsonMembers } from "@/lib/policy/rules/snapshot";

const ids = ["a", "small-refund", "b2", "never", "0-ask", "mail"] as const;
const words = fc.constantFrom(
  "Refunds are looked at.",
  "x",
  "yes",
  "null",
  "12",
  "a: b",
  "a #b",
  " lead",
  "tail ",
  "it's",
  'say "no"',
  "- dash",
  "*",
  "mail.*",
  "two\nlines",
  "two\nlines\n",
  "\n",
  "é ü 漢",
  "zero\u200bwidth",
  "tab\there",
  "{a}",
  "[x",
  "%",
  "a,b",
  "",
  "#",
  "~",
  "key:",
  "1e3",
  ".5",
  "@at",
  "`x",
  "!x",
  "&x",
  "|",
  ">",
  "\\",
  "a\u0085b",
  "😀",
  "a".repeat(130),
);
const value: fc.Arbitrary<Json> = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 2, depthSize: "small" },
    words,
    fc.constantFrom<Json[]>(null, true, false, 0, -1.5, 200, 1e300, 5e-7),
    fc.array(tie("json"), { maxLength: 3 }),
    fc.dictionary(words, tie("json"), { maxKeys: 3 }),
  ),
})).json;
const members: fc.Arbitrary<JsonMembers> = fc.dictionary(words, value, { maxKeys: 3 });
const list = fc.array(words, { minLength: 0, maxLength: 4 });
const conditions = fc.constantFrom(
  "args.amount <= 200.0",
  'args.to == "a" && !(args.n > 4.0)',
  "!args.flag",
  `args.a == "${"x".repeat(120)}"`,
  "args.a\n  || args.b",
);

const partial = (
  model: { readonly [name: string]: fc.Arbitrary<Json> },
  ...required: string[]
): fc.Arbitrary<JsonMembers> =>
  fc.record(model, { requiredKeys: required }).map((record) => membersFrom(Object.entries(record)));

export const rules = partial(
  {
    id: fc.constantFrom(...ids),
    effect: fc.constantFrom("approve", "ask", "prohibit"),
    actions: list,
    resources: list,
    when: fc.oneof(conditions, words),
    risk: fc.constantFrom("medium", "high"),
    window_seconds: fc.integer({ min: 30, max: 86_400 }),
    boundary: fc.constantFrom("hard", "soft"),
    because: words,
  },
  "id",
  "effect",
);
export const intents = partial(
  {
    id: fc.constantFrom(...ids),
    statement: words,
    actions: list,
    max_session_minutes: fc.integer(),
    issuance: members,
  },
  "id",
);
export const tests = partial(
  { name: words, action: words, args: members, resource: members, expect: fc.constantFrom("allow", "deny") },
  "name",
);

const listOf = (item: fc.Arbitrary<JsonMembers>, key: string) =>
  fc.uniqueArray(item, { selector: (one) => one[key], maxLength: 5 }).map((items): Json => items);

export const documents: fc.Arbitrary<JsonMembers> = partial({
  require_intent: fc.boolean(),
  keep_arguments: fc.constantFrom("all", "read", "none"),
  secret_arguments: list,
  rules: listOf(rules, "id"),
  intents: listOf(intents, "id"),
  tests: listOf(tests, "name"),
});
