import { expect, test } from "vitest";
import { eventually } from "@/lib/core/testing/eventually";
import { makeOwnedAgent } from "@/lib/agents/testing/agents";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { actAs } from "@/lib/people/testing/people";
import { ofAgent } from "@/lib/policy/testing/policies";
import { policyTemplate, policyTemplates } from "@/lib/policy/rules";
import {
  createPolicyDraft,
  deletePolicyDraft,
  getPolicyDraft,
  tryPolicyDraft,
  updatePolicyDraft,
} from "@/lib/policy/service";

const { db } = await openTestDatabase();

const text = `# Kept, comments and all.
require_intent: false
rules:
  - id: small
    effect: approve
    actions: [stripe.refunds.create]
    when: args.amount <= 200.0
    boundary: hard
    enforced_at: [gateway]
    because: Small ones are checked afterwards. # why not 500?
  - id: large
    effect: ask
    actions: [stripe.refunds.create]
    when: args.amount > 200.0
    risk: high
    approvers: any 1 of (deputy, team:nobody-here)
    window_seconds: 300
    boundary: hard
    enforced_at: [approval]
    because: Large ones are seen by a person.
tests:
  - name: Fifty goes through
    action: stripe.refunds.create
    args: { amount: 50 }
    expect: allow
  - name: Three hundred is denied
    action: stripe.refunds.create
    args: { amount: 300 }
    expect: deny
`;

test("a draft keeps its text, tells what it says, runs its tests and finds what it leaves open", async () => {
  const { agent, asOwner } = await makeOwnedAgent(db);
  await createPolicyDraft(asOwner, ofAgent(agent.slug), { template: "custom" });
  const draft = await updatePolicyDraft(asOwner, ofAgent(agent.slug), text, 1);
  expect(draft).toMatchObject({ version: 2, text, abilities: ["update", "delete", "propose"] });
  expect(draft.document.rules.map(({ id }) => id)).toEqual(["small", "large"]);
  expect(draft.tests).toMatchObject([
    { passed: true, outcome: "allow", rule: "small", line: 22 },
    {
      passed: false,
      outcome: "ask",
      rule: "large",
      line: 26,
      detail: "Expected deny; it is ask, approval_required, large.",
    },
  ]);
  expect(draft.findings).toEqual([]);
  expect(await getPolicyDraft(asOwner, ofAgent(agent.slug))).toEqual(draft);
});

test("a rule that asks where nobody can answer is found", async () => {
  const { agent, asOwner } = await makeOwnedAgent(db);
  await createPolicyDraft(asOwner, ofAgent(agent.slug), { template: "empty" });
  const nobody = text.replace("any 1 of (deputy, team:nobody-here)", "oncall:payments");
  const { findings } = await updatePolicyDraft(asOwner, ofAgent(agent.slug), nobody, 1);
  expect(findings).toMatchObject([{ code: "nobody_can_approve", pointer: "/rules/1", id: "large", line: 11 }]);
});

test("a call is tried: the rule and line that decided, the value that failed, what it would be otherwise", async () => {
  const { agent, asOwner } = await makeOwnedAgent(db);
  await createPolicyDraft(asOwner, ofAgent(agent.slug), { template: "empty" });
  await updatePolicyDraft(asOwner, ofAgent(agent.slug), text, 1);
  const trial = await tryPolicyDraft(await actAs(db, "auditor"), ofAgent(agent.slug), {
    action: "stripe.refunds.create",
    args: { amount: 300 },
  });
  expect(trial).toMatchObject({
    outcome: "ask",
    reason: "approval_required",
    rule: "large",
    asks: { risk: "high", approvers: ["any 1 of (deputy, team:nobody-here)"], window_seconds: 300 },
    otherwise: { outcome: "deny", reason: "not_approved" },
  });
  expect(trial.answers).toMatchObject([
    { rule: "small", answer: "does_not_match", line: 4, values: [{ path: "args.amount", value: "300" }] },
    { rule: "large", answer: "matches", line: 11 },
  ]);
  const missing = await tryPolicyDraft(asOwner, ofAgent(agent.slug), { action: "stripe.refunds.create" });
  expect(missing.answers[0]).toMatchObject({ answer: "cannot_be_evaluated", detail: "There is no amount." });
});

test.each([
  {
    why: "a condition in a block",
    bad: text.replace("when: args.amount <= 200.0", "when: |\n      args.amount <= 200.0 &&\n      args.amount >= 1 +"),
    fault: /Line 9, column 25: Expected a value/,
  },
  {
    why: "a quoted condition",
    bad: text.replace("args.amount <= 200.0", '"args.amount <= 200.0 &"'),
    fault: /Line 7, column 33: "&" cannot stand here/,
  },
  { why: "what is no YAML", bad: "rules: [", fault: /^Line 1, column/ },
  { why: "an anchor", bad: "rules: &a []\ntests: *a\n", fault: /Line 1.*Anchors/ },
  { why: "a member twice", bad: "rules: []\nrules: []\n", fault: /Line 2/ },
  { why: "an unknown member", bad: "rules: []\nallow: all\n", fault: /Line 2, column 8: There is no allow here/ },
  {
    why: "a rule without its reason",
    bad: text.replace("because: Large", "reason: Large"),
    fault: /There is no reason here/,
  },
  {
    why: "a condition that does not parse",
    bad: text.replace("<= 200.0", "<= "),
    fault: /Line 7, column 25: Expected a value/,
  },
  { why: "a whole number mixed in", bad: text.replace("<= 200.0", "+ 1 > 2.0"), fault: /Line 7, column 11: \+ mixes/ },
  {
    why: "a pattern that does not parse",
    bad: text.replace("[stripe.refunds.create]", "[stripe.**.create]"),
    fault: /Line 6/,
  },
  { why: "approvers that do not parse", bad: text.replace("any 1 of (deputy", "any 1 off (deputy"), fault: /Line 16/ },
  {
    why: "a question without a window",
    bad: text.replace("    window_seconds: 300\n", ""),
    fault: /needs window_seconds/,
  },
  {
    why: "two rules of one name",
    bad: text.replace("id: large", "id: small"),
    fault: /Line 11, column 9: small stands here twice/,
  },
])("$why is refused with its line, and the draft stays", async ({ bad, fault }) => {
  const { agent, asOwner } = await makeOwnedAgent(db);
  const { text: before } = await createPolicyDraft(asOwner, ofAgent(agent.slug), { template: "custom" });
  await expect(updatePolicyDraft(asOwner, ofAgent(agent.slug), bad, 1)).rejects.toMatchObject({
    code: "invalid_input",
    faults: expect.arrayContaining([
      expect.objectContaining({ pointer: "/text", detail: expect.stringMatching(fault) }),
    ]),
  });
  expect(await getPolicyDraft(asOwner, ofAgent(agent.slug))).toMatchObject({ text: before, version: 1 });
});

test("one draft an agent, also when two begin at once; two editors see each other", async () => {
  const { agent, asOwner, asDeputy } = await makeOwnedAgent(db);
  const both = await Promise.allSettled(
    [asOwner, asDeputy].map((ctx) => createPolicyDraft(ctx, ofAgent(agent.slug), { template: "empty" })),
  );
  expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  const edits = await Promise.allSettled(
    [asOwner, asDeputy].map((ctx) => updatePolicyDraft(ctx, ofAgent(agent.slug), text, 1)),
  );
  expect(edits.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  const gone = await Promise.allSettled([asOwner, asDeputy].map((ctx) => deletePolicyDraft(ctx, ofAgent(agent.slug))));
  expect(gone.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  await expect(getPolicyDraft(asOwner, ofAgent(agent.slug))).rejects.toMatchObject({ code: "not_found" });
});

test("what was allowed when it was asked is judged again once the agent is held", async () => {
  const { agent, asOwner } = await makeOwnedAgent(db);
  await createPolicyDraft(asOwner, ofAgent(agent.slug), { template: "empty" });
  const { id } = await db.agent.findUniqueOrThrow({ where: { slug: agent.slug } });
  let writing: Promise<unknown> = Promise.resolve();
  await db.$transaction(
    async (tx) => {
      await tx.$queryRaw`select id from agents where id = ${id} for update`;
      writing = updatePolicyDraft(asOwner, ofAgent(agent.slug), text, 1).catch((error: unknown) => error);
      await eventually(async () => {
        const [waiting] = await db.$queryRaw<{ n: bigint }[]>`
        select count(*) as n from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock' and query like '%agents%'`;
        expect(Number(waiting?.n)).toBeGreaterThan(0);
      });
      await tx.agent.update({ where: { id }, data: { state: "retired" } });
    },
    { timeout: 40_000 },
  );
  expect(await writing).toMatchObject({ code: "conflict" });
  expect(await db.policyDraft.findFirstOrThrow({ where: { policy: { agentId: id } } })).toMatchObject({ version: 1 });
});

test("two tests of one tool, and a text that Postgres could not keep", async () => {
  const { agent, asOwner } = await makeOwnedAgent(db);
  await createPolicyDraft(asOwner, ofAgent(agent.slug), { template: "empty" });
  const twice =
    "tests:\n  - {name: a, action: mcp.crm.pay, expect: deny}\n  - {name: b, action: mcp.crm.pay, expect: deny}\n";
  expect((await updatePolicyDraft(asOwner, ofAgent(agent.slug), twice, 1)).tests.map(({ passed }) => passed)).toEqual([
    true,
    true,
  ]);
  await expect(
    updatePolicyDraft(asOwner, ofAgent(agent.slug), text.replace("Small ones", '"a\\0b"#'), 2),
  ).rejects.toMatchObject({
    code: "invalid_input",
  });
});

test("only who keeps the agent, and security, write; everybody reads; each change is an event without the words", async () => {
  const { agent, asOwner } = await makeOwnedAgent(db);
  const [member, security] = [await actAs(db, "member"), await actAs(db, "security")];
  await expect(createPolicyDraft(member, ofAgent(agent.slug), { template: "empty" })).rejects.toMatchObject({
    code: "forbidden",
  });
  const { id } = await createPolicyDraft(security, ofAgent(agent.slug), { template: "empty" });
  expect((await getPolicyDraft(member, ofAgent(agent.slug))).abilities).toEqual([]);
  await expect(updatePolicyDraft(member, ofAgent(agent.slug), text, 1)).rejects.toMatchObject({ code: "forbidden" });
  await updatePolicyDraft(asOwner, ofAgent(agent.slug), text, 1);
  await deletePolicyDraft(asOwner, ofAgent(agent.slug));
  const events = await db.auditEvent.findMany({ where: { subjectId: id } });
  expect(events.map(({ type }) => type).toSorted()).toEqual([
    "policy_draft.changed",
    "policy_draft.created",
    "policy_draft.deleted",
  ]);
  expect(events.find(({ type }) => type === "policy_draft.changed")?.data).toMatchObject({
    rules: 2,
    tests: 2,
    digest: expect.stringMatching(/^sha-256:/),
  });
  expect(JSON.stringify(events)).not.toContain("checked afterwards");
});

test.each(policyTemplates)(
  "the template %s is a policy whose tests pass and that leaves nothing open",
  async (template) => {
    const { agent, asOwner } = await makeOwnedAgent(db);
    const draft = await createPolicyDraft(asOwner, ofAgent(agent.slug), { template });
    expect(draft.text).toBe(policyTemplate(template));
    expect(draft.tests.filter(({ passed }) => !passed)).toEqual([]);
    expect(draft.findings.filter(({ code }) => code !== "tedious_only")).toEqual([]);
  },
);
