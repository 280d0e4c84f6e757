import fc from "fast-check";
import {
  type Call,
  type Json,
  type JsonMembers,
  type PublishedAgent,
  type PublishedRule,
  readSession,
  risks,
  type Snapshot,
  snapshotFormat,
} from "@/lib/policy/rules";

/** Few words, so that rules and calls meet often. */
const actions = ["mail.send", "mail.read", "crm.contacts.read", "mcp.files.read"] as const;
const actionPatterns = ["*", "**", "mail.*", "mail.send", "*.read", "crm.**", "mcp.**", "mcp.files.*"] as const;
const resourcePatterns = ["*", "box/*", "box/1", "*/1", "box/2"] as const;
const texts = ["a", "b", "ab", ""] as const;
export const now = new Date("2026-03-02T12:00:00.000Z");
export const toolDigest = "sha-256:accepted";

const singleAtoms = [
  'args.to == "a"',
  'args.to != "b"',
  'args.to in ["a", "ab"]',
  'args.to.startsWith("a")',
  'args.from == "b"',
  "args.from == args.to",
];
const listAtoms = [
  'args.to.exists(t, t == "a")',
  'args.from.all(t, t != "b")',
  "size(args.to) > 1",
  '"b" in args.from',
  'size(args.to.filter(t, t == "a")) == 1',
];
const plainAtoms = [
  "args.n > 4.0",
  "args.n <= 5.0",
  "args.n == 5",
  "args.flag",
  "has(args.n)",
  'args.m.x == "a"',
  "args.m.x != null",
  'context.region == "eu"',
  'session.intent == "mail"',
  "has(session.id)",
  'agent.tier == "enterprise"',
  'resource.id == "1"',
  'now < timestamp("2027-01-01T00:00:00Z")',
];
const faultingAtoms = [
  'args.gone == "a"',
  "!args.gone",
  "args.gone.deeper > 1.0",
  "size(args.gone) / 0 == 1",
  'args.never == 1.0 || args.gone == "a"',
  'args.gone == "a" && args.never != 1.0',
  "args.gone ? true : true",
  'agent.slug == 1 || agent.slug == "x" + 1',
  "agent.tier > 5.0",
  "agent.slug",
  "((",
];

function combined(atoms: readonly string[]): fc.Arbitrary<string> {
  const atom = fc.constantFrom(...atoms);
  const pair = fc.tuple(atom, fc.constantFrom("&&", "||"), atom).map(([a, by, b]) => `${a} ${by} ${b}`);
  const choice = fc.tuple(atom, atom, atom).map(([a, b, c]) => `${a} ? ${b} : ${c}`);
  return fc.oneof(
    { weight: 5, arbitrary: atom },
    { weight: 3, arbitrary: pair },
    { weight: 1, arbitrary: atom.map((a) => `!(${a})`) },
    { weight: 1, arbitrary: choice },
  );
}

export const conditions = combined([...singleAtoms, ...listAtoms, ...plainAtoms, ...plainAtoms]);
/** None looks at a list as a list. */
export const elementConditions = combined([...singleAtoms, ...singleAtoms, ...plainAtoms]);
/** Cannot be evaluated, whatever the call. */
export const faultingConditions = fc.oneof(
  fc.constantFrom(...faultingAtoms),
  fc.constantFrom(...faultingAtoms.slice(0, 5)).map((atom) => `!(${atom})`),
);

const fieldsOfRule = (when: fc.Arbitrary<string | undefined>) => ({
  actions: fc.subarray([...actionPatterns], { minLength: 1, maxLength: 3 }),
  resources: fc.option(fc.subarray([...resourcePatterns], { minLength: 1, maxLength: 2 }), { nil: undefined, freq: 2 }),
  when,
  risk: fc.constantFrom(...risks),
});

export function ruleOf(
  effect: fc.Arbitrary<string>,
  when: fc.Arbitrary<string | undefined> = fc.option(conditions, { nil: undefined, freq: 4 }),
): fc.Arbitrary<PublishedRule> {
  return fc
    .record({ effect, ...fieldsOfRule(when) })
    .map((rule) => ({ id: "rule", since: 1, boundary: "hard", because: "", ...rule }));
}

function rulesOf(
  effects: readonly (readonly [string, number])[],
  when: fc.Arbitrary<string>,
  maxLength: number,
): fc.Arbitrary<PublishedRule[]> {
  const effect = fc.oneof(...effects.map(([name, weight]) => ({ weight, arbitrary: fc.constant(name) })));
  return fc
    .array(ruleOf(effect, fc.option(when, { nil: undefined, freq: 4 })), { maxLength })
    .map((rules) => rules.map((rule, at) => ({ ...rule, id: `rule-${at}` })));
}

/** Usually the first, seldom one of the others: what ends a decision early leaves nothing to try. */
function mostly<T>(usual: T, ...others: readonly T[]): fc.Arbitrary<T> {
  return fc.oneof({ weight: 24, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) });
}

export function snapshots(when: fc.Arbitrary<string> = conditions): fc.Arbitrary<Snapshot> {
  const ownEffects = [
    ["approve", 8],
    ["ask", 2],
    ["prohibit", 1],
  ] as const;
  return fc
    .record({
      rules: rulesOf(ownEffects, when, 6),
      guardrails: fc.oneof(
        { weight: 3, arbitrary: fc.constant([]) },
        {
          weight: 1,
          arbitrary: rulesOf(
            [
              ["ask", 1],
              ["prohibit", 1],
            ],
            when,
            1,
          ),
        },
      ),
      state: mostly("active", "suspended"),
      governed: mostly(null, now.toISOString()),
      needsIntent: mostly(false, true),
      isContained: mostly(false, true),
      isReviewed: mostly("accepted", "pending"),
      verifies: mostly(true, false),
    })
    .map(({ rules, guardrails, state, governed, needsIntent, isContained, isReviewed, verifies }) => ({
      ...emptyWorld,
      guardrails: { version: 1, rules: guardrails },
      agents: {
        helper: { ...agentEntry, state, governed_until: governed, require_intent: needsIntent, rules },
      },
      contained: { agents: [], tools: isContained ? [{ actions: ["mail.*"] }] : [], all: false },
      tools: { "mcp.files": { state: isReviewed, tools: { read: { digests: [toolDigest] } } } },
      systems: { crm: { verifies_caller: verifies, actions: ["crm.**"] } },
    }));
}

const agentEntry: PublishedAgent = {
  version: 1,
  state: "active",
  tier: "enterprise",
  require_intent: false,
  governed_until: null,
  binds: ["session", "tool_digest", "region"],
  intents: [{ id: "mail", statement: "", actions: ["*"], max_session_minutes: 15 }],
  rules: [],
};

const emptyWorld = { format: snapshotFormat, critical: [], env: "production", epoch: 1 };

/** A world in which nothing but the rules stands against a call. */
export function openWorld(rules: readonly PublishedRule[]): Snapshot {
  return {
    ...emptyWorld,
    guardrails: { version: 1, rules: [] },
    agents: { helper: { ...agentEntry, rules } },
    contained: { agents: [], tools: [], all: false },
    tools: {},
    systems: {},
  };
}

export const openCall: Call = {
  agent: "helper",
  action: "mail.send",
  args: {},
  resource: { type: "box", id: "1" },
  context: {},
  session: undefined,
  now,
};

const text = fc.oneof(
  { weight: 24, arbitrary: fc.constantFrom(...texts) },
  { weight: 1, arbitrary: fc.constant("a\u200b") },
);
export const scalarLists = fc.array(
  fc.oneof({ weight: 24, arbitrary: text }, { weight: 1, arbitrary: fc.constant(1) }),
  {
    minLength: 1,
    maxLength: 3,
  },
);
const oddLists = fc.constantFrom([], [{ x: "a" }], [["a"]], ["a", null]);
const oneOrMany = fc.oneof(
  { weight: 5, arbitrary: text },
  { weight: 6, arbitrary: scalarLists },
  { weight: 1, arbitrary: oddLists },
);

const plainArguments = {
  n: fc.constantFrom<(number | string | null)[]>(1, 5, 9, 9, "5", null),
  flag: fc.constantFrom<(boolean | string)[]>(true, true, false, "true"),
  m: fc.constantFrom<({ x: string | null } | string)[]>({ x: "a" }, { x: "b" }, { x: null }, "m"),
};

/** Usually all members, sometimes only some. */
function membersOf(each: { readonly [name: string]: fc.Arbitrary<Json> }): fc.Arbitrary<JsonMembers> {
  const kept = fc.oneof(
    { weight: 3, arbitrary: fc.constant(Object.keys(each)) },
    { weight: 1, arbitrary: fc.subarray(Object.keys(each)) },
  );
  return fc
    .tuple(fc.record(each), kept)
    .map(([all, names]) => Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name))));
}

export const someArguments = membersOf({ ...plainArguments, to: oneOrMany, from: oneOrMany });
export const argumentsWithoutLists = membersOf(plainArguments);

const liveSession = fc
  .record({ own: mostly("*", "mail.*"), parent: fc.option(mostly("**", "crm.**"), { nil: undefined }) })
  .map(({ own, parent }) =>
    readSession({
      id: "ses_1",
      intent: "mail",
      actions: [own],
      within: parent === undefined ? [] : [[parent]],
      initiator_proven: true,
      started_at: now.toISOString(),
    }),
  );

export function callsWith(args: fc.Arbitrary<JsonMembers> = someArguments): fc.Arbitrary<Call> {
  return fc.record({
    agent: mostly("helper", "nobody"),
    action: fc.constantFrom(...actions),
    args,
    resource: fc.record({ type: mostly("box", "shelf"), id: fc.constantFrom("1", "2") }),
    context: fc.record(
      { region: fc.constantFrom("eu", "us"), tool_digest: mostly(toolDigest, "sha-256:other") },
      { requiredKeys: ["tool_digest"] },
    ),
    session: fc.oneof(
      { weight: 12, arbitrary: fc.constant(undefined) },
      { weight: 12, arbitrary: liveSession },
      { weight: 1, arbitrary: fc.constant("ended" as const) },
    ),
    now: fc.constant(now),
  });
}
