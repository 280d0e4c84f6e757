import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { isMembers, isSame } from "@/lib/policy/rules/changing/content";
import { type MergeConflict, mergePolicies } from "@/lib/policy/rules/changing/merge";
import { documents, rules } from "@/lib/policy/rules/changing/testing/documents";
import type { Json, JsonMembers } from "@/lib/policy/rules/snapshot";
import { readPolicyText } from "@/lib/policy/rules/writing/text";

const runs = { numRuns: 300 };
const write = (document: Json): string => JSON.stringify(document, null, 2);

function merged(
  base: string,
  mine: string,
  theirs: string,
): { text: string; value: Json; conflicts: readonly MergeConflict[] } {
  const outcome = mergePolicies({ base, mine, theirs });
  if (!outcome.ok) throw new Error(outcome.detail);
  const read = readPolicyText(outcome.text);
  if (!read.ok) throw new Error("The merged text cannot be read.");
  return { text: outcome.text, value: read.read.value, conflicts: outcome.conflicts };
}

describe("a merge", () => {
  it("with a side that changed nothing is the other side", () => {
    fc.assert(
      fc.property(documents, documents, (base, other) => {
        for (const [mine, theirs] of [
          [other, base],
          [base, other],
          [other, other],
        ] as const) {
          const { value, conflicts } = merged(write(base), write(mine), write(theirs));
          expect(conflicts).toEqual([]);
          expect(isSame(value, other)).toBe(true);
        }
      }),
      runs,
    );
  });

  it("has no conflict where different rules were touched, and holds both changes", () => {
    fc.assert(
      fc.property(documents, rules, rules, (base, mine, theirs) => {
        const list = (document: JsonMembers): readonly Json[] =>
          Array.isArray(document["rules"]) ? document["rules"] : [];
        const put = (rule: JsonMembers): JsonMembers => ({
          ...base,
          rules: [...list(base).filter((one) => isMembers(one) && one["id"] !== rule["id"]), rule],
        });
        const [ours, other] = [
          { ...mine, id: "mine" },
          { ...theirs, id: "theirs" },
        ];
        const { value, conflicts } = merged(write(base), write(put(ours)), write(put(other)));
        expect(conflicts).toEqual([]);
        const found = isMembers(value) ? list(value) : [];
        for (const rule of [...list(base), ours, other]) expect(found.some((one) => isSame(one, rule))).toBe(true);
      }),
      runs,
    );
  });

  it("keeps theirs in the text where both changed one thing, and loses nothing else", () => {
    fc.assert(
      fc.property(documents, documents, documents, (base, mine, theirs) => {
        const { value, conflicts } = merged(write(base), write(mine), write(theirs));
        const top = isMembers(value) ? value : {};
        for (const name of ["require_intent", "keep_arguments", "secret_arguments"]) {
          const clash = conflicts.some(({ part }) => part === name);
          const wanted = clash || isSame(mine[name], base[name]) ? theirs[name] : mine[name];
          expect(isSame(top[name], wanted)).toBe(true);
        }
      }),
      runs,
    );
  });
});

const base = `rules:
  # Small.
  - id: small
    effect: approve
    actions: [a.b]
    when: args.n <= 200.0 # euros
    because: x
  - id: gone
    effect: ask
`;

test("members of one rule merge, and their comments stay", () => {
  const mine = base.replace("because: x", "because: z");
  const theirs = base.replace("200.0", "100.0").replace("# Small.", "# Tiny.");
  expect(merged(base, mine, theirs)).toMatchObject({
    conflicts: [],
    text: theirs.replace("because: x", "because: z"),
  });
});

test("a rule I added comes with its comments", () => {
  const added = "  # Mine.\n  - id: new # beside\n    effect: ask\n    # inside\n";
  const { text, conflicts } = merged(base, base + added, base.replace("200.0", "100.0"));
  expect(conflicts).toEqual([]);
  expect(text).toBe(base.replace("200.0", "100.0") + added);
});

test("one member in two ways is a conflict, and so is a rule that one side changed and the other took away", () => {
  const mine = `${base.replace("200.0", "300.0").split("  - id: gone")[0]}`;
  const theirs = base.replace("200.0", "100.0").replace("effect: ask", "effect: prohibit");
  const { text, conflicts } = merged(base, mine, theirs);
  expect(text).toBe(theirs);
  expect(conflicts).toEqual([
    {
      pointer: "/rules/0/when",
      part: "rules",
      id: "small",
      member: "when",
      base: "args.n <= 200.0",
      mine: "args.n <= 300.0",
      theirs: "args.n <= 100.0",
    },
    expect.objectContaining({ pointer: "/rules/1", id: "gone", member: undefined, mine: undefined }),
  ]);
});

test("what cannot be told apart is not merged", () => {
  const twice = "rules: [{id: a}, {id: a}]\n";
  expect(mergePolicies({ base: "", mine: twice, theirs: "" })).toMatchObject({
    ok: false,
    detail: expect.stringMatching(/id of its own/),
  });
  expect(mergePolicies({ base: "", mine: "rules: [", theirs: "" })).toMatchObject({ ok: false });
});
