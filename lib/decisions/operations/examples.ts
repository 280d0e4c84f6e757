/** One decision, told in every operation alike. */
export const decision = {
  id: "dec_01KAKZ4Q7T0M8Y2N6B5V9X3C1D",
  environment: "production",
  decided_at: "2026-11-21T09:41:07.482Z",
  agent: "refund-agent",
  agent_id: "agt_01KAKZ3F5R8W1E7T4Y6V2B9N0P",
  action: "stripe.refunds.create",
  resource: { type: "stripe_account", id: "acct_live" },
  session: "ses_01KAKZ4M2R5T8V1X3Z6B9D0F2H",
  intent: "refund",
  outcome: "deny",
  reason: "not_approved",
  detail: "No rule approves it.",
  rule: null,
  rules: [],
  policy: { version: 7, guardrails: 3, epoch: 1, sequence: 42 },
  shape: "k2mH0d2y2vXo1mJw8r6A9Q",
  claimed: false,
  stale: false,
  reporter: null,
  sample: false,
  abilities: ["read"],
} as const;

const answers = [
  {
    rule: "small-refund",
    effect: "approve",
    answer: "does_not_match",
    line: 12,
    part: 'args.currency == "EUR"',
    values: [{ path: "args.currency", value: '"GBP"' }],
    detail: null,
  },
] as const;

export const detail = {
  ...decision,
  agent_name: "Refund agent",
  action_digest: "sha-256:47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU",
  inputs: {
    state: "kept",
    args: { amount: 50, currency: "GBP" },
    resource: {},
    context: {},
    omitted: true,
    masked: [],
    hash: "sha-256:9kqv0l0y8m0Q1r7s2t3u4v5w6x7y8z9A0B1C2D3E4F4",
  },
  chain: {
    initiator: { type: "user", id: "u-4711", proven: true },
    parent: null,
    session: { id: decision.session, intent: "refund", started_at: "2026-11-21T09:40:12.003Z" },
    session_ended: false,
  },
  explanation: {
    state: "explained",
    detail: "Told by version 7 of the policy and what was kept of the call.",
    answers,
    otherwise: null,
  },
  before: [],
  alike: 41,
} as const;

export const shape = {
  shape: decision.shape,
  environment: "production",
  agent: decision.agent,
  action: decision.action,
  outcome: "deny",
  reason: "not_approved",
  detail: decision.detail,
  rule: null,
  count: 41,
  trend: [12, 29],
  last_id: decision.id,
  last_at: decision.decided_at,
  sample: false,
} as const;

export const observed = {
  action: decision.action,
  counts: { allow: 1204, ask: 36, deny: 41 },
  resource_types: ["stripe_account"],
  arguments: [
    { path: "amount", types: ["number"], seen: 30, samples: [50, 12.5, 420] },
    { path: "currency", types: ["string"], seen: 30, samples: ["EUR", "GBP"] },
  ],
  last_id: decision.id,
} as const;

export const keeping = {
  name: "production",
  version: 4_000_090,
  keep_decisions_days: 400,
  keep_arguments_days: 90,
  abilities: ["update"],
} as const;
