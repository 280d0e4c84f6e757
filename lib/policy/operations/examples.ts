/** What the reference shows: one small policy, from draft to live. */
export const params = { slug: "refund-agent" } as const;
export const guardrailsParams = { environment: "production" } as const;
export const changeParams = { id: "chg_01KAKZ5M2R8W1E7T4Y6V2B9N0P" } as const;

export const text = `require_intent: false
rules:
  - id: small-refund
    effect: approve
    actions: [stripe.refunds.create]
    when: args.amount <= 200.0
    boundary: hard
    because: Small refunds are checked afterwards.
tests:
  - name: A small refund goes through
    action: stripe.refunds.create
    args: { amount: 50 }
    expect: allow
`;
const document = {
  require_intent: false,
  intents: [],
  rules: [
    {
      id: "small-refund",
      effect: "approve",
      actions: ["stripe.refunds.create"],
      when: "args.amount <= 200.0",
      boundary: "hard",
      because: "Small refunds are checked afterwards.",
    },
  ],
  tests: [
    { name: "A small refund goes through", action: "stripe.refunds.create", args: { amount: 50 }, expect: "allow" },
  ],
  keep_arguments: "read",
  secret_arguments: [],
} as const;
const whose = { agent: "refund-agent", environment: "production" } as const;
const dana = { id: "per_01KAKZ3F5R8W1E7T4Y6V2B9N0P", name: "Dana Okafor" } as const;
const kofi = { id: "per_01KAKZ3F5R8W1E7T4Y6V2B9N0Q", name: "Kofi Mensah", state: "active" } as const;

export const draft = {
  id: "pld_01KAKZ3F5R8W1E7T4Y6V2B9N0P",
  version: 3,
  created_at: "2026-11-20T08:15:00.000Z",
  updated_at: "2026-11-21T09:41:07.482Z",
  ...whose,
  base_version: null,
  text,
  document,
  findings: [
    {
      code: "no_enforcement_point",
      pointer: "/rules/0",
      line: 3,
      id: "small-refund",
      detail: "Nothing is named that enforces it. Say where it is enforced, or it is only a wish.",
    },
  ],
  tests: [
    {
      name: "A small refund goes through",
      passed: true,
      line: 10,
      outcome: "allow",
      reason: "approved",
      rule: "small-refund",
      detail: "allow, approved, small-refund",
    },
  ],
  abilities: ["update", "delete", "propose"],
} as const;

export const trial = {
  outcome: "deny",
  reason: "not_approved",
  rule: null,
  rules: [],
  detail: "No rule approves it.",
  asks: null,
  answers: [
    {
      rule: "small-refund",
      effect: "approve",
      answer: "does_not_match",
      line: 3,
      part: "args.amount <= 200.0",
      values: [{ path: "args.amount", value: "250" }],
      detail: null,
    },
  ],
  otherwise: null,
  cost: 4,
} as const;

export const versionLine = {
  number: 7,
  digest: "sha-256:2jmj7l5rSw0yVb_vlWAYkK_YBwk",
  because: "Refunds up to 200 were always allowed by the person asked.",
  published_at: "2026-11-21T10:02:11.040Z",
  published_by: dana,
  change: changeParams.id,
  epoch: 1,
  sequence: 42,
  live: true,
} as const;
export const version = { ...versionLine, ...whose, text, document, since: { "small-refund": 7 } } as const;

export const live = {
  ...whose,
  live_version: 7,
  digest: versionLine.digest,
  text,
  document,
  published_at: versionLine.published_at,
  published_by: dana,
  because: versionLine.because,
  change: changeParams.id,
  epoch: 1,
  sequence: 42,
  origins: [
    {
      rule: "small-refund",
      since: 7,
      line: 3,
      because: versionLine.because,
      published_at: versionLine.published_at,
      published_by: dana,
      change: changeParams.id,
    },
  ],
  draft: null,
  open_change: null,
  abilities: ["update"],
} as const;

export const changeLine = {
  id: changeParams.id,
  created_at: "2026-11-21T09:50:00.000Z",
  updated_at: "2026-11-21T09:50:00.000Z",
  ...whose,
  state: "in_review",
  title: "Refunds up to 200 by themselves",
  because: versionLine.because,
  author: { ...dana, state: "active" },
  base_version: 6,
  restores: null,
  loosens: true,
  needs_review: true,
  conflict: false,
  activate_at: null,
  expires_at: null,
  emergency: null,
  applied_version: null,
  closed_at: null,
  reviews: [],
  abilities: ["approve", "reject", "comment"],
} as const;
export const change = {
  ...changeLine,
  text,
  document,
  base_text: null,
  loosenings: [
    {
      code: "approve_added",
      pointer: "/rules/0",
      id: "small-refund",
      detail: "small-refund approves calls that were denied.",
      example: { action: "stripe.refunds.create", before: "deny", after: "allow" },
    },
  ],
  tightenings: [],
  comments: [],
  reviewers: [{ id: kofi.id, name: kofi.name }],
} as const;

export const replayParams = { id: "rpl_01KAKZ5M2R8W1E7T4Y6V2B9N0P" } as const;
export const replay = {
  id: replayParams.id,
  created_at: "2026-11-21T09:50:00.000Z",
  ...whose,
  state: "done",
  digest: versionLine.digest,
  base_version: 6,
  from: "2026-10-22T09:50:00.000Z",
  to: "2026-11-21T09:50:00.000Z",
  done: 12_480,
  total: 12_480,
  result: {
    judged: 12_410,
    not_replayable: 70,
    changed: 41,
    rises: 0,
    moves: { "allow ask": 38, "allow deny": 3 },
    questions: [{ approvers: "any 1 of (owner, team:payments)", before: 210, after: 248 }],
    rows_kept: 41,
  },
  detail: null,
  finished_at: "2026-11-21T09:50:00.640Z",
  abilities: ["open_rows"],
} as const;
export const replayed = {
  decision: "dec_01KAKZ5M2R8W1E7T4Y6V2B9N0P",
  agent: "refund-agent",
  action: "stripe.refunds.create",
  before: { outcome: "allow", reason: "approved", rule: "small-refund" },
  after: { outcome: "ask", reason: "approval_required", rule: "large-refund" },
} as const;
