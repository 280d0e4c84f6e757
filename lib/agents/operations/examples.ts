/** What the examples of all operations on agents are made of. */
export const params = { slug: "refund-agent" } as const;

export const dana = { id: "per_01KAKZ3J2C6X9A4M7Q1S5D8G0H", name: "Dana Reyes", state: "active" } as const;
export const mateo = { id: "per_01KAKZ3J2C6X9A4M7Q1S5D8G1J", name: "Mateo Silva", state: "active" } as const;
const ref = { slug: params.slug, name: "Refund agent", state: "in_review" } as const;

export const ownership = {
  id: "own_01KAKZ3F5R8W1E7T4Y6V2B9N0P",
  agent: ref,
  part: "owner",
  person: dana,
  state: "accepted",
  asked_at: "2026-11-02T08:15:00.000Z",
  asked_by: dana.id,
  answered_at: "2026-11-02T08:15:00.000Z",
  reason: null,
  confirmed_at: "2026-11-02T08:15:00.000Z",
  confirm_by: "2026-12-02T08:15:00.000Z",
  overdue: false,
  confirm_because: "rhythm",
  ended_at: null,
  ended_because: null,
  abilities: ["confirm", "step_down"],
} as const;

export const agent = {
  id: "agt_01KAKZ3F5R8W1E7T4Y6V2B9N0P",
  version: 4,
  created_at: "2026-11-02T08:15:00.000Z",
  updated_at: "2026-11-21T09:41:07.482Z",
  slug: params.slug,
  name: "Refund agent",
  purpose: "Refunds customers of the shop up to 200 USD when a ticket says so.",
  environment: "production",
  state: "in_review",
  state_since: "2026-11-20T10:00:00.000Z",
  state_reason: null,
  kind: "custom",
  tier: null,
  tier_target: "enterprise",
  autonomy: "acts_within_limits",
  model_providers: ["Anthropic"],
  data_classes: ["personal", "payment"],
  tags: ["shop"],
  stated_none: ["sub_agents"],
  responsibility: { us: "What it may do", model_provider: "The model", platform: "" },
  team: { id: "tea_01KAKZ3F5R8W1E7T4Y6V2B9N0P", slug: "payments", name: "Payments" },
  owner: dana,
  deputy: mateo,
  gaps: ["responsibility_missing", "policy_missing"],
  bridge: false,
  governed_until: "2026-12-09T08:15:00.000Z",
  governed: true,
  source: null,
  sample: false,
  abilities: ["update", "set_owners", "withdraw", "retire"],
} as const;

export const record = {
  ...agent,
  former_slugs: ["refund-bot"],
  owners: [ownership],
  identities: [
    {
      id: "idn_01KAKZ3F5R8W1E7T4Y6V2B9N0P",
      kind: "spiffe",
      name: "In the cluster",
      credential: "spiffe:spiffe://example.org/refund-agent",
      detail: { spiffe_id: "spiffe://example.org/refund-agent" },
      created_at: "2026-11-03T08:15:00.000Z",
      shared_with: [],
    },
  ],
  systems: [{ slug: "stripe", name: "Stripe", verifies: "token", data_classes: ["payment"], via: "mcp.stripe" }],
  memory: [
    {
      id: "mem_01KAKZ3F5R8W1E7T4Y6V2B9N0P",
      name: "Conversation summaries",
      operator: "us",
      operator_name: "",
      retention_days: 30,
      purge_by: "Payments on-call",
      reachable: true,
      data_classes: ["personal"],
    },
  ],
  parents: [],
  sub_agents: [],
  tools: [{ name: "mcp.stripe.create_refund", server: "stripe", effect: "ask", hard: false, origin: ".mcp.json:4" }],
  servers: [
    {
      name: "stripe",
      transport: "stdio",
      command: "npx -y @stripe/mcp@0.3.1",
      url: "",
      variables: [{ name: "STRIPE_KEY", fingerprint: "hmac-sha-256:9f2c41d07be3" }],
      headers: [],
      origin: ".mcp.json:4",
    },
  ],
  unmet: [{ code: "policy_missing", words: "No policy yet" }],
  rhythm: { confirm_every_days: 30, grace_days: 7 },
  as_of: null,
} as const;

export const reason = "The supplier changed the terms of the model.";
