import { expect, test } from "vitest";
import { makeOwnedAgent } from "@/lib/agents/testing/agents";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { actAs } from "@/lib/people/testing/people";
import {
  applyDueChange,
  applyPolicyChange,
  approvePolicyChange,
  createPolicyDraft,
  expireChange,
  getLivePolicy,
  getPolicyChange,
  listGuardrails,
  rebaseDraft,
  updatePolicyDraft,
  withdrawPolicyChange,
} from "@/lib/policy/service";
import { ofAgent, propose, writePolicyText } from "@/lib/policy/testing/policies";
import { readPublished } from "@/lib/snapshots/testing/published";

const { db, owner: sql } = await openTestDatabase();
const small = writePolicyText("approve pay.small");
const inAnHour = (): string => new Date(Date.now() + 3_600_000).toISOString();

/** Its time has come: the clock of the record is put back, since nobody can put forward the one on the wall. */
async function bringForward(id: string, field: "activate_at" | "expires_at"): Promise<void> {
  await sql.query(`update policy_changes set ${field} = now() - interval '1 second' where id = $1`, [id]);
}

test("a change with a time of its own goes live then, and what was before it comes back when it ends", async () => {
  const { agent, asOwner, asDeputy } = await makeOwnedAgent(db);
  const scope = ofAgent(agent.slug);
  const first = await propose(asOwner, scope, small);
  await approvePolicyChange(asDeputy, first.id, "");
  await applyPolicyChange(asOwner, first.id);

  const wider = writePolicyText("approve pay.small", "approve pay.large");
  const { id } = await propose(asOwner, scope, wider, {
    activate_at: inAnHour(),
    expires_at: new Date(Date.now() + 7_200_000).toISOString(),
  });
  await approvePolicyChange(asDeputy, id, "");
  expect(await applyPolicyChange(asOwner, id)).toMatchObject({ state: "scheduled" });
  await applyDueChange(db, id);
  expect(await getLivePolicy(asOwner, scope)).toMatchObject({ live_version: 1 });
  await bringForward(id, "activate_at");
  await applyDueChange(db, id);
  expect(await getLivePolicy(asOwner, scope)).toMatchObject({ live_version: 2, text: wider });
  await applyDueChange(db, id);
  await expireChange(db, id);
  expect(await getLivePolicy(asOwner, scope)).toMatchObject({ live_version: 2 });
  await bringForward(id, "expires_at");
  await expireChange(db, id);
  await expireChange(db, id);
  expect(await getLivePolicy(asOwner, scope)).toMatchObject({ live_version: 3, text: small });
  expect((await readPublished(sql, "production")).body.agents[agent.slug]).toMatchObject({
    version: 3,
    rules: [{ id: "rule-1" }],
  });
  const jobs = await sql.query("select task_identifier from graphile_worker.jobs where key like $1", [`%${id}`]);
  expect(jobs.rows.map((row: { task_identifier: string }) => row.task_identifier).toSorted()).toEqual([
    "apply_change",
    "expire_change",
  ]);
});

test("what is live for a time is never made lasting, nor brought back, without a second person", async () => {
  const { agent, asOwner, asDeputy } = await makeOwnedAgent(db);
  const scope = ofAgent(agent.slug);
  const inTwo = new Date(Date.now() + 7_200_000).toISOString();
  const goLive = async (text: string, expires_at?: string): Promise<string> => {
    const { id, state } = await propose(asOwner, scope, text, expires_at === undefined ? {} : { expires_at });
    if (state === "in_review") await approvePolicyChange(asDeputy, id, "");
    await applyPolicyChange(asOwner, id);
    return id;
  };
  await goLive(small);
  const wider = writePolicyText("approve pay.small", "approve pay.large");
  const first = await goLive(wider, inAnHour());
  // The same and one prohibition more: less than what is live, and more than what stays.
  const keeping = await propose(
    asOwner,
    scope,
    `${wider}  - {id: no, effect: prohibit, actions: [x], boundary: hard, because: No.}\n`,
  );
  expect(keeping).toMatchObject({ state: "in_review", loosens: true });
  await withdrawPolicyChange(asOwner, keeping.id);
  expect(await propose(asOwner, scope, wider.replace("require", "# For good.\nrequire"))).toMatchObject({
    state: "in_review",
  });
  await withdrawPolicyChange(asOwner, (await getLivePolicy(asOwner, scope)).open_change ?? "");

  const second = await goLive(writePolicyText("prohibit pay.small"), inTwo);
  await bringForward(first, "expires_at");
  await expireChange(db, first);
  expect(await getLivePolicy(asOwner, scope)).toMatchObject({ live_version: 3 });
  await bringForward(second, "expires_at");
  await expireChange(db, second);
  expect(await getLivePolicy(asOwner, scope)).toMatchObject({ live_version: 4, text: small });
});

test("what comes back while it is still temporary keeps its own end", async () => {
  const { agent, asOwner, asDeputy } = await makeOwnedAgent(db);
  const scope = ofAgent(agent.slug);
  const wider = writePolicyText("approve pay.small", "approve pay.large");
  const lasting = await propose(asOwner, scope, small);
  await approvePolicyChange(asDeputy, lasting.id, "");
  await applyPolicyChange(asOwner, lasting.id);
  const outer = await propose(asOwner, scope, wider, { expires_at: new Date(Date.now() + 7_200_000).toISOString() });
  await approvePolicyChange(asDeputy, outer.id, "");
  await applyPolicyChange(asOwner, outer.id);
  const inner = await propose(asOwner, scope, writePolicyText("prohibit pay.small"), { expires_at: inAnHour() });
  await applyPolicyChange(asOwner, inner.id);
  await bringForward(inner.id, "expires_at");
  await expireChange(db, inner.id);
  expect(await getLivePolicy(asOwner, scope)).toMatchObject({ live_version: 4, text: wider });
  await bringForward(outer.id, "expires_at");
  await expireChange(db, outer.id);
  expect(await getLivePolicy(asOwner, scope)).toMatchObject({ live_version: 5, text: small });
});

test("what no longer fits when its time comes waits for a person", async () => {
  const { agent, asOwner, asDeputy } = await makeOwnedAgent(db);
  const scope = ofAgent(agent.slug);
  const { id } = await propose(asOwner, scope, small, { activate_at: inAnHour() });
  await approvePolicyChange(asDeputy, id, "");
  await applyPolicyChange(asOwner, id);
  await bringForward(id, "activate_at");
  await sql.query("update policies set live_version = 77 where agent_id = $1", [agent.id]);
  await applyDueChange(db, id);
  expect(await getPolicyChange(asOwner, id)).toMatchObject({ state: "approved", conflict: true });
  expect(await db.auditEvent.count({ where: { subjectId: id, type: "policy_change.halted" } })).toBe(1);
});

test("guardrails: security writes them, another of security reviews, and agents are published with them", async () => {
  const scope = { kind: "guardrails", environment: "staging" } as const;
  const { asOwner } = await makeOwnedAgent(db, { environment: "staging" });
  const [one, other] = [await actAs(db, "security"), await actAs(db, "security")];
  await expect(createPolicyDraft(asOwner, scope, { template: "empty" })).rejects.toMatchObject({ code: "forbidden" });
  await expect(propose(one, scope, small)).rejects.toMatchObject({
    code: "invalid_input",
    faults: [expect.objectContaining({ detail: expect.stringContaining("they approve nothing") })],
  });
  const text = writePolicyText("prohibit admin.**").replace("require_intent: false\n", "");
  const first = await propose(one, scope, text);
  expect(first).toMatchObject({ state: "approved", loosens: false, agent: null, environment: "staging" });
  await applyPolicyChange(one, first.id);
  expect((await readPublished(sql, "staging")).body.guardrails).toMatchObject({
    version: 2,
    rules: [{ id: "rule-1", since: 2 }],
  });
  expect((await readPublished(sql, "production")).body.guardrails).toEqual({ version: 1, rules: [] });
  const back = await propose(one, scope, "rules: []\n");
  expect(back).toMatchObject({ state: "in_review", loosens: true });
  await expect(approvePolicyChange(one, back.id, "")).rejects.toMatchObject({ code: "forbidden" });
  await approvePolicyChange(other, back.id, "");
  await applyPolicyChange(one, back.id);
  const { data } = await listGuardrails(asOwner);
  expect(data.map(({ environment, live_version }) => [environment, live_version])).toEqual([
    ["production", null],
    ["staging", 3],
    ["sandbox", null],
  ]);
});

test("a draft that another version overtook is brought up to date; where both changed the same, a person says whose", async () => {
  const { agent, asOwner, asDeputy } = await makeOwnedAgent(db, { environment: "sandbox" });
  const scope = ofAgent(agent.slug);
  const first = await propose(asOwner, scope, small);
  await applyPolicyChange(asOwner, first.id);
  const draft = await createPolicyDraft(asDeputy, scope, { template: "live" });
  expect(draft).toMatchObject({ base_version: 1, text: small });
  const mine = writePolicyText("approve pay.small when args.amount <= 5.0", "approve pay.mine");
  await updatePolicyDraft(asDeputy, scope, mine, draft.version);
  // Security puts another one live meanwhile.
  const theirs = writePolicyText("approve pay.small when args.amount <= 9.0");
  await sql.query(
    "update policy_drafts set text = $1 where policy_id = (select id from policies where agent_id = $2)",
    [mine, agent.id],
  );
  const held = await db.policyDraft.findFirstOrThrow({ where: { policy: { agentId: agent.id } } });
  await db.policyDraft.delete({ where: { id: held.id } });
  await applyPolicyChange(asOwner, (await propose(asOwner, scope, theirs)).id);
  await db.policyDraft.create({ data: { ...held, document: held.document ?? {}, lines: held.lines ?? {} } });

  await expect(rebaseDraft(asDeputy, scope, { choices: [] })).rejects.toMatchObject({
    code: "conflict",
    members: { conflicts: [expect.objectContaining({ id: "rule-1" })] },
  });
  const conflict = await rebaseDraft(asDeputy, scope, { choices: [] }).catch(
    (error: { members: { conflicts: { pointer: string }[] } }) => error,
  );
  const pointer = "members" in conflict ? (conflict.members.conflicts[0]?.pointer ?? "") : "";
  const rebased = await rebaseDraft(asDeputy, scope, { choices: [{ pointer, take: "theirs" }] });
  expect(rebased).toMatchObject({ base_version: 2 });
  expect(rebased.document.rules.map(({ id, when }) => [id, when])).toEqual([
    ["rule-1", "args.amount <= 9.0"],
    ["rule-2", undefined],
  ]);
});
