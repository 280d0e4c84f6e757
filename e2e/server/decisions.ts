import type pg from "pg";
import { callAs, createAgent } from "@/e2e/server/agents";
import { createSignedInPerson, type TestPerson } from "@/e2e/server/people";
import { type Caller, recordCalls } from "@/lib/decisions/testing/recording";

const refundText = `# Refunds, as the shop's handbook has them.
require_intent: true
intents:
  - id: refund
    statement: Refunds a customer what their ticket says.
    actions: ["pay.*"]
    max_session_minutes: 15
rules:
  - id: small-refund
    effect: approve
    actions: [pay.refund]
    when: args.amount <= 200.0 && args.currency == "EUR"
    boundary: hard
    strength: impossible
    enforced_at: [gateway]
    because: Small refunds are looked at once a week.
  - id: large-refund
    effect: ask
    actions: [pay.refund]
    when: args.amount > 200.0
    risk: high
    approvers: owner
    window_seconds: 300
    boundary: hard
    because: Money that left does not come back.
  - id: refund-ceiling
    effect: prohibit
    actions: [pay.refund]
    # Above this a refund goes through the treasury.
    when: args.amount > 5000.0
    boundary: hard
    strength: impossible
    enforced_at: [gateway]
    because: Above this a refund goes through Treasury, not an agent.
tests:
  - name: Fifty euros go through
    action: pay.refund
    args: { amount: 50, currency: EUR }
    intent: refund
    expect: allow
secret_arguments: [card]
`;

/** An agent of the sandbox that this person owns, with the policy above live. */
export async function createGoverned(person: TestPerson, text = refundText): Promise<Caller> {
  const agent = await createAgent(person, { environment: "sandbox" });
  const path = `/api/v1/agents/${agent.slug}/policy`;
  await callAs(person, { method: "POST", path: `${path}/draft`, body: { template: "empty" } });
  await callAs(person, { method: "PUT", path: `${path}/draft`, body: { text }, version: 1 });
  const body = { title: "The first policy", because: "It is needed.", draft_version: 2 };
  const change = await callAs(person, { method: "POST", path: `${path}/changes`, body });
  await callAs(person, { method: "POST", path: `/api/v1/policy-changes/${change.id}/apply`, body: {} });
  return { slug: agent.slug, agentId: agent.id, environment: "sandbox", version: 1, text };
}

const minuteMs = 60_000;

/** Refunds of these amounts, the last one a moment ago and a day between one and the next. */
export function recordRefunds(owner: pg.Pool, caller: Caller, amounts: readonly number[]): Promise<string[]> {
  const now = Date.now();
  const calls = amounts.map((amount, at) => ({
    action: "pay.refund",
    args: { amount, currency: "EUR", card: "4111 1111 1111 1111" },
    resource: { type: "account", id: "acct_live" },
    intent: "refund",
    at: new Date(now - (amounts.length - 1 - at) * 1_440 * minuteMs - minuteMs),
  }));
  return recordCalls((sql, values) => owner.query(sql, values), caller, calls);
}

/** One denial of somebody's agent. */
export async function createDenial(owner: pg.Pool): Promise<string> {
  const caller = await createGoverned(await createSignedInPerson(owner));
  const [id = ""] = await recordRefunds(owner, caller, [12_000]);
  return id;
}
