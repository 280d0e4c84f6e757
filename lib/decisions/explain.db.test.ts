import { expect, test } from "vitest";
import { makeOwnedAgent } from "@/lib/agents/testing/agents";
import { newId } from "@/lib/core/ids";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { getDecision } from "@/lib/decisions/service";
import { madeDecision, writerOn } from "@/lib/decisions/testing/decisions";
import { digestOf } from "@/lib/policy/rules";
import { readPolicyDocument } from "@/lib/policy/schema";

const { db, owner } = await openTestDatabase();
const writer = writerOn(owner);
const text = `require_intent: false
rules:
  - id: small
    effect: approve
    actions: [pay.refund]
    when: args.amount <= 200.0 && args.currency == "EUR"
    boundary: hard
    because: Small.
  - id: large
    effect: ask
    actions: [pay.refund]
    when: args.amount > 200.0
    risk: high
    approvers: owner
    window_seconds: 300
    boundary: hard
    because: Large.
  - id: tools
    effect: approve
    actions: [mcp.files.*]
    boundary: hard
    because: Read.
  - id: pays-with-cards
    effect: approve
    actions: [pay.card]
    when: size(args.card) > 4
    boundary: hard
    because: Cards.
`;
const reading = readPolicyDocument(text);
if (!reading.ok) throw new Error("The text is no policy.");
const { document, lines } = reading;
const rulesOfAgent = document.rules.map((rule) => ({ ...rule, since: 1 }));

/** As it was published, without the doors that publish. */
async function publish(agentId: string, number: number): Promise<void> {
  const content = digestOf(text);
  const [policy] = [await db.policy.findUnique({ where: { agentId } })];
  const policyId = policy?.id ?? newId("policy");
  await owner.query("insert into policies (id, agent_id, live_version) values ($1, $2, $3) on conflict do nothing", [
    policyId,
    agentId,
    number,
  ]);
  await owner.query(
    "insert into policy_contents (digest, text, document, lines) values ($1, $2, $3, $4) on conflict do nothing",
    [content, text, JSON.stringify(document), JSON.stringify(lines)],
  );
  await owner.query(
    `insert into policy_versions (policy_id, number, content, since, because, published_by, published_at, epoch, sequence)
     values ($1, $2, $3, '{}', '', 'per_1', now(), 1, 42)`,
    [policyId, number, content],
  );
}

const { agent, asOwner } = await makeOwnedAgent(db);
await publish(agent.id, 7);
const base = { agent: agent.slug, agentId: agent.id, rulesOfAgent };

async function explain(wanted: Parameters<typeof madeDecision>[0]) {
  const decision = madeDecision({ ...base, ...wanted });
  await writer.record([decision]);
  return (await getDecision(asOwner, decision.id)).explanation;
}

test("a denial is told by the version that made it: the rule, its line, the part that failed and what it read", async () => {
  const told = await explain({ args: { amount: 50, currency: "GBP", unread: 1 } });
  expect(told.state).toBe("explained");
  expect(told.answers).toMatchObject([
    {
      rule: "small",
      answer: "does_not_match",
      line: 3,
      part: 'args.currency == "EUR"',
      values: [{ path: "args.currency", value: '"GBP"' }],
    },
    { rule: "large", answer: "does_not_match", line: 9 },
  ]);
});

test("what was asked is told with what it would have been otherwise; so is what a person answered", async () => {
  const told = await explain({ args: { amount: 500, currency: "EUR" } });
  expect(told).toMatchObject({ state: "explained", otherwise: { outcome: "deny", reason: "not_approved" } });
  const answered = await explain({
    args: { amount: 500, currency: "EUR" },
    outcome: "allow",
    reason: "approved_by_person",
  });
  expect(answered.state).toBe("explained");
});

test("a gate between the rules is told as the gate it was", async () => {
  const tool = { action: "mcp.files.read", context: { tool_digest: "sha-256:new" } };
  const unreviewed = await explain({ ...tool, outcome: "deny", reason: "tool_unreviewed", rule: undefined, rules: [] });
  expect(unreviewed).toMatchObject({ state: "explained", answers: [{ rule: "tools", answer: "matches" }] });
  const reached = await explain({ ...tool, outcome: "deny", reason: "reach_refused", rule: undefined, rules: [] });
  expect(reached.state).toBe("explained");
});

test("what cannot be told again says why", async () => {
  const states = async (wanted: Parameters<typeof madeDecision>[0]) => (await explain(wanted)).state;
  expect(await states({ outcome: "deny", reason: "contained", rule: undefined })).toBe("before_rules");
  expect(await states({ policy: { version: 6, guardrails: 1, epoch: 1, sequence: 41 } })).toBe("version_missing");
  expect(await states({ policy: { version: 7, guardrails: 9, epoch: 1, sequence: 42 } })).toBe("version_missing");
  expect(await states({ args: { amount: 50, currency: "EUR" }, keep: "none" })).toBe("inputs_missing");
  expect(
    await states({ args: { amount: 50, currency: "EUR" }, outcome: "deny", reason: "prohibited", rule: "gone" }),
  ).toBe("differs");
  // Its rule looked at a number that is masked now.
  expect(await states({ action: "pay.card", args: { card: "4111111111111111" } })).toBe("inputs_missing");

  const decision = madeDecision({ ...base, args: { amount: 50, currency: "EUR" } });
  await writer.record([decision]);
  await owner.query("delete from decision_inputs where id = $1", [decision.id]);
  const erased = await getDecision(asOwner, decision.id);
  expect([erased.explanation.state, erased.inputs.state]).toEqual(["inputs_missing", "erased"]);
  expect(erased.inputs.hash).toMatch(/^sha-256:/);
});
