import { describe, expect, it, test } from "vitest";
import {
  convertPolicyText,
  editPolicyText,
  type PolicyEdit,
  rewritePolicyText,
} from "@/lib/policy/rules/changing/edit";
import { readPolicyText } from "@/lib/policy/rules/writing/text";
import type { WrittenRule } from "@/lib/policy/rules/writing/document";

const policy = `# What it is for.
require_intent: true          # without one, nothing

intents: []

rules:
  # Small ones.
  - id: small-refund   # looked at weekly
    effect: approve
    actions: [stripe.refunds.create]
    # In euros.
    when: args.amount <= 200.0 && args.currency == "EUR"  # VAT in
    boundary: hard
    enforced_at:
      - gateway   # the new one
      - session
    because: Small refunds are looked at once a week.

  # ---- Larger ones ----

  - id: large-refund
    effect: ask
    actions: ["stripe.refunds.create"]
    when: |  # long
      args.amount > 200.0
        || args.currency != "EUR"
    risk: high
    approvers: any 1 of (owner, team:payments)
    window_seconds: 300
    boundary: hard
    because: 'Money that left does not come back.'
    # Ask Ana.

tests:
  - { name: Fifty go through, action: stripe.refunds.create, args: { amount: 50 }, expect: allow, rule: small-refund }
# The end.
`;

const small: WrittenRule = {
  id: "small-refund",
  effect: "approve",
  actions: ["stripe.refunds.create"],
  when: 'args.amount <= 200.0 && args.currency == "EUR"',
  boundary: "hard",
  enforced_at: ["gateway", "session"],
  because: "Small refunds are looked at once a week.",
};
const other: WrittenRule = {
  because: "No.",
  id: "never-export",
  effect: "prohibit",
  actions: ["*", "crm.**"],
  boundary: "hard",
};

function edited(text: string, edit: PolicyEdit): string {
  const written = editPolicyText(text, edit);
  if (!written.ok) throw new Error(written.detail);
  return written.text;
}

/** Lines that went and lines that came. */
function changed(edit: PolicyEdit, text = policy): string[] {
  const [before, after] = [text.split("\n"), edited(text, edit).split("\n")];
  const [gone, come] = [before.filter((line) => !after.includes(line)), after.filter((line) => !before.includes(line))];
  return [...gone.map((line) => `- ${line.trim()}`), ...come.map((line) => `+ ${line.trim()}`)];
}

describe("putting a rule that is there touches only what changed", () => {
  test("a text, with its comment", () => {
    expect(changed({ kind: "put", part: "rules", item: { ...small, when: "args.amount <= 100.0" } })).toEqual([
      '- when: args.amount <= 200.0 && args.currency == "EUR"  # VAT in',
      "+ when: args.amount <= 100.0  # VAT in",
    ]);
  });

  test("one item of a list", () => {
    expect(changed({ kind: "put", part: "rules", item: { ...small, enforced_at: ["gateway", "approval"] } })).toEqual([
      "- - session",
      "+ - approval",
    ]);
    expect(changed({ kind: "put", part: "rules", item: { ...small, actions: [...small.actions, "a.**"] } })).toEqual([
      "- actions: [stripe.refunds.create]",
      "+ actions: [stripe.refunds.create, a.**]",
    ]);
  });

  test("members that come and go, where they usually stand", () => {
    const { when: _, ...rest } = small;
    const text = edited(policy, {
      kind: "put",
      part: "rules",
      item: { ...rest, resources: ["account/*"], strength: "tedious" },
    });
    expect(text).toContain(`    actions: [stripe.refunds.create]
    resources: [account/*]
    # In euros.
    boundary: hard
    strength: tedious
    enforced_at:
      - gateway   # the new one`);
  });

  test("a long condition becomes a block, and one that is goes on as one", () => {
    const long = `args.to in [${Array.from({ length: 9 }, (_, at) => `"person-${at}@example.com"`).join(", ")}]`;
    expect(edited(policy, { kind: "put", part: "rules", item: { ...small, when: long } })).toContain(
      `    # In euros.\n    when: |- # VAT in\n      ${long}\n    boundary`,
    );
    const large = { id: "large-refund", effect: "ask", actions: ["stripe.refunds.create"], when: "args.amount > 9.0" };
    const item = {
      ...large,
      risk: "high",
      approvers: "owner",
      window_seconds: 300,
      boundary: "hard",
      because: "It's gone.",
    };
    const text = edited(policy, { kind: "put", part: "rules", item });
    expect(text).toContain("    when: |- # long\n      args.amount > 9.0\n    risk: high\n    approvers: owner\n");
    expect(text).toContain("because: 'It''s gone.'\n    # Ask Ana.\n");
  });
});

test("a new rule stands last, or where it is put", () => {
  const lines =
    '- id: never-export\n    effect: prohibit\n    actions: ["*", crm.**]\n    boundary: hard\n    because: No.\n';
  expect(edited(policy, { kind: "put", part: "rules", item: other })).toContain(`    # Ask Ana.\n\n  ${lines}\ntests:`);
  expect(edited(policy, { kind: "put", part: "rules", item: other, at: 0 })).toContain(
    `rules:\n  ${lines}\n  # Small ones.\n`,
  );
});

test("a rule goes with what is written right above it and inside it, and nothing else", () => {
  const text = edited(policy, { kind: "remove", part: "rules", id: "small-refund" });
  for (const gone of ["# Small ones.", "# looked at weekly", "# the new one"]) expect(text).not.toContain(gone);
  for (const kept of ["# ---- Larger ones ----", "# long", "# Ask Ana.", "# The end."]) expect(text).toContain(kept);
});

test("a rule moves with its comments", () => {
  const text = edited(policy, { kind: "move", part: "rules", id: "small-refund", to: 1 });
  expect(text.indexOf("# Ask Ana.")).toBeLessThan(text.indexOf("# Small ones."));
  expect(text.indexOf("# ---- Larger")).toBeLessThan(text.indexOf("id: large-refund"));
  expect([...text.matchAll(/#/g)]).toHaveLength([...policy.matchAll(/#/g)].length);
});

test("a name changes where it stands, and in the tests that expect it", () => {
  expect(changed({ kind: "rename", part: "rules", id: "small-refund", to: "tiny" })).toEqual([
    "- - id: small-refund   # looked at weekly",
    "- - { name: Fifty go through, action: stripe.refunds.create, args: { amount: 50 }, expect: allow, rule: small-refund }",
    "+ - id: tiny   # looked at weekly",
    "+ - { name: Fifty go through, action: stripe.refunds.create, args: { amount: 50 }, expect: allow, rule: tiny }",
  ]);
  expect(editPolicyText(policy, { kind: "rename", part: "rules", id: "small-refund", to: "large-refund" })).toEqual({
    ok: false,
    detail: "There is a large-refund already.",
  });
});

test("a member of the top", () => {
  expect(changed({ kind: "set", member: "require_intent", value: false })).toEqual([
    "- require_intent: true          # without one, nothing",
    "+ require_intent: false          # without one, nothing",
  ]);
  expect(changed({ kind: "set", member: "secret_arguments", value: ["card.number"] })).toEqual([
    "+ secret_arguments: [card.number]",
  ]);
});

describe("whatever stands there before", () => {
  const rule =
    '- id: never-export\n    effect: prohibit\n    actions: ["*", crm.**]\n    boundary: hard\n    because: No.\n';
  test.each([
    ["nothing", "", `rules:\n  ${rule}`],
    ["comments", "# a\n\n# b", `# a\n\n# b\nrules:\n  ${rule}`],
    ["another member", "require_intent: true\n", `require_intent: true\nrules:\n  ${rule}`],
    ["an empty list and a comment", "rules: [] # none yet\n", `rules: # none yet\n  ${rule}`],
    ["a name alone", "rules:\n  # none yet\ntests: []\n", `rules:\n  ${rule}  # none yet\ntests: []\n`],
    ["no last line break", "tests: []", `rules:\n  ${rule}tests: []`],
  ])("%s", (_, before, after) => {
    expect(edited(before, { kind: "put", part: "rules", item: other })).toBe(after);
  });

  it("keeps its line breaks, its byte order mark and its indent", () => {
    const crlf = edited(`\uFEFF${policy.replaceAll("\n", "\r\n")}`, { kind: "put", part: "rules", item: other });
    expect(crlf.startsWith("\uFEFF# What")).toBe(true);
    expect(crlf.replaceAll("\r\n", "")).not.toContain("\n");
    expect(edited("rules:\n- id: a\n  effect: ask\n", { kind: "put", part: "rules", item: other })).toContain(
      "\n- id: never-export\n  effect: prohibit\n",
    );
    const json = '{\n\t"rules": [\n\t\t{"id": "a", "effect": "ask"}\n\t],\n\t"tests": []\n}\n';
    expect(edited(json, { kind: "put", part: "rules", item: other })).toBe(
      '{\n\t"rules": [\n\t\t{"id": "a", "effect": "ask"},\n\t\t{\n\t\t\t"id": "never-export",\n\t\t\t"effect": "prohibit",\n' +
        '\t\t\t"actions": [\n\t\t\t\t"*",\n\t\t\t\t"crm.**"\n\t\t\t],\n\t\t\t"boundary": "hard",\n\t\t\t"because": "No."\n\t\t}\n\t],\n\t"tests": []\n}\n',
    );
  });

  it("is refused where it is no policy", () => {
    const put: PolicyEdit = { kind: "put", part: "rules", item: other };
    expect(editPolicyText("rules: [", put)).toMatchObject({ ok: false, detail: expect.stringMatching(/^Line 1, /) });
    expect(editPolicyText("- a\n", put)).toMatchObject({ ok: false, detail: expect.stringMatching(/no policy/) });
    expect(editPolicyText("rules: {a: 1}\n", put)).toMatchObject({
      ok: false,
      detail: expect.stringMatching(/no list/),
    });
    expect(editPolicyText(policy, { kind: "remove", part: "rules", id: "gone" })).toEqual({
      ok: false,
      detail: "There is no gone among the rules.",
    });
  });
});

test("the last rule leaves an empty list, and the comments that stood apart", () => {
  const text = "rules: # all\n\n  # Apart.\n\n  - id: a\n    effect: ask\ntests: []\n";
  expect(edited(text, { kind: "remove", part: "rules", id: "a" })).toBe("rules: [] # all\n\n  # Apart.\n\ntests: []\n");
});

test("what is written oddly is still read back, or refused, never lost", () => {
  for (const text of [
    "? rules\n: - id: a\n    effect: ask\n",
    "rules: [{id: a, # one\n effect: ask}, # two\n {id: b}]\n",
    "---\nrules:\n  -\n    id: a\n    effect: ask\n...\n",
    '"rules":\n    -   id: a\n        effect: ask\n',
    "{rules: [{id: a}], tests: []} # flow\n",
  ]) {
    const before = readPolicyText(text);
    const written = editPolicyText(text, { kind: "put", part: "rules", item: { ...other, id: "a" } });
    expect(before.ok).toBe(true);
    if (!written.ok) expect(written.detail).toMatch(/Change the text itself/);
    else {
      const after = readPolicyText(written.text);
      expect(JSON.stringify(after.ok && after.read.value)).toContain('"because":"No."');
      for (const [comment] of text.matchAll(/# \w+/g)) expect(written.text).toContain(comment);
    }
  }
});

test("another form and back", () => {
  const json = convertPolicyText(policy, "json");
  expect(json.ok && JSON.parse(json.text)).toMatchObject({
    require_intent: true,
    rules: [small, { id: "large-refund" }],
  });
  expect(convertPolicyText(policy, "yaml")).toEqual({ ok: true, text: policy });
  expect(rewritePolicyText("{}", {})).toEqual({ ok: true, text: "{}" });
});

it.each([
  ["intents: []", "secret_arguments: []\n"],
  ["# Ours.\nintents: []\n# And more.\n", "# Ours.\n# And more.\nsecret_arguments: []\n"],
])("a text of which no member stays is written anew, with its comments: %j", (text, written) => {
  expect(rewritePolicyText(text, { secret_arguments: [] })).toEqual({ ok: true, text: written });
});
