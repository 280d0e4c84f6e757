import { defineOperation } from "@/lib/http/operation";
import {
  DraftParams,
  maxPolicyBytes,
  NewPolicyDraft,
  PolicyDraft,
  PolicyDraftChange,
  PolicyTrial,
  PolicyTry,
} from "@/lib/policy/schema";

const tag = "Policy";
const params = { slug: "refund-agent" } as const;
const path = "/api/v1/agents/{slug}/policy/draft";
const text = `require_intent: false
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
const draft = {
  id: "pld_01KAKZ3F5R8W1E7T4Y6V2B9N0P",
  version: 3,
  created_at: "2026-11-20T08:15:00.000Z",
  updated_at: "2026-11-21T09:41:07.482Z",
  agent: "refund-agent",
  text,
  document: {
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
  },
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
  abilities: ["update", "delete"],
} as const;
const trial = {
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
/** Reading a text of a mebibyte takes a while. */
const rateLimits = [{ per: "person", limit: 30, windowSeconds: 60 }] as const;

export const policyOperations = {
  getPolicyDraft: defineOperation({
    id: "getPolicyDraft",
    method: "GET",
    path,
    summary: "The draft of an agent's policy: its text, what it says, its tests and what it leaves open",
    tag,
    access: { kind: "permission", action: "policy.read" },
    params: DraftParams,
    output: PolicyDraft,
    status: 200,
    versioned: "read",
    problems: ["not_found", "renamed"],
    example: { params, output: draft },
  }),
  createPolicyDraft: defineOperation({
    id: "createPolicyDraft",
    method: "POST",
    path,
    summary: "Begin a draft of an agent's policy, empty or from a template",
    tag,
    access: { kind: "signed_in" },
    params: DraftParams,
    body: NewPolicyDraft,
    output: PolicyDraft,
    status: 201,
    idempotent: true,
    personOnly: true,
    audits: ["policy_draft.created"],
    problems: ["not_found", "conflict", "renamed"],
    example: { params, body: { template: "empty" }, output: { ...draft, version: 1 } },
  }),
  updatePolicyDraft: defineOperation({
    id: "updatePolicyDraft",
    method: "PUT",
    path,
    summary: "Change the text of a draft: YAML with comments, or JSON. What is no policy is refused with its lines",
    tag,
    access: { kind: "signed_in" },
    params: DraftParams,
    body: PolicyDraftChange,
    output: PolicyDraft,
    status: 200,
    versioned: "write",
    personOnly: true,
    maxBodyBytes: 2 * maxPolicyBytes,
    rateLimits,
    audits: ["policy_draft.changed"],
    problems: ["not_found", "conflict", "renamed"],
    example: { params, body: { text }, output: draft },
  }),
  deletePolicyDraft: defineOperation({
    id: "deletePolicyDraft",
    method: "DELETE",
    path,
    summary: "Delete the draft; what is live stays",
    tag,
    access: { kind: "signed_in" },
    params: DraftParams,
    status: 204,
    personOnly: true,
    audits: ["policy_draft.deleted"],
    problems: ["not_found", "conflict", "renamed"],
    example: { params },
  }),
  tryPolicyDraft: defineOperation({
    id: "tryPolicyDraft",
    method: "POST",
    path: "/api/v1/agents/{slug}/policy/draft/try",
    summary: "What the draft would decide about one call, and why",
    tag,
    access: { kind: "permission", action: "policy.read" },
    params: DraftParams,
    body: PolicyTry,
    output: PolicyTrial,
    status: 200,
    rateLimits: [{ per: "person", limit: 120, windowSeconds: 60 }],
    problems: ["not_found", "renamed"],
    example: { params, body: { action: "stripe.refunds.create", args: { amount: 250 } }, output: trial },
  }),
};
