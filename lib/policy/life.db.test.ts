import { expect, test } from "vitest";
import { getAgent, updateAgentFields } from "@/lib/agents/service";
import { later, makeOwnedAgent } from "@/lib/agents/testing/agents";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { actAs } from "@/lib/people/testing/people";
import {
  applyPolicyChange,
  approvePolicyChange,
  bypassPolicyChange,
  getLivePolicy,
  getPolicyChange,
  listOpenChanges,
  listPolicyVersions,
  lookAtPolicyChange,
  rejectPolicyChange,
  restorePolicyVersion,
  withdrawPolicyChange,
} from "@/lib/policy/service";
import { ofAgent, propose, writePolicyText } from "@/lib/policy/testing/policies";
import { readPublished } from "@/lib/snapshots/testing/published";

const { db, owner: sql } = await openTestDatabase();
const readSnapshot = (environment: "production" | "sandbox") => readPublished(sql, environment);

const small = writePolicyText("approve pay.small when args.amount <= 10.0");
const larger = writePolicyText("approve pay.small when args.amount <= 100.0");
const stricter = writePolicyText("approve pay.small when args.amount <= 10.0", "prohibit pay.large");

test("a loosening waits for somebody who wrote none of it; then it is live, in the snapshot and on the record", async () => {
  const { agent, asOwner, asDeputy } = await makeOwnedAgent(db);
  const before = await readSnapshot("production");
  const change = await propose(asOwner, ofAgent(agent.slug), small);
  expect(change).toMatchObject({ state: "in_review", loosens: true, needs_review: true, base_version: null });
  expect(change.abilities).not.toContain("approve");
  await expect(approvePolicyChange(asOwner, change.id, "")).rejects.toMatchObject({ code: "forbidden" });
  await expect(applyPolicyChange(asOwner, change.id)).rejects.toMatchObject({ code: "conflict" });
  await expect(approvePolicyChange(await actAs(db, "member"), change.id, "")).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(approvePolicyChange(await actAs(db, "admin"), change.id, "")).rejects.toMatchObject({
    code: "forbidden",
  });

  expect(await approvePolicyChange(asDeputy, change.id, "Fine.")).toMatchObject({ state: "approved" });
  const applied = await applyPolicyChange(asOwner, change.id);
  expect(applied).toMatchObject({ state: "applied", applied_version: 1 });
  const after = await readSnapshot("production");
  expect(after.sequence).toBe(before.sequence + 1);
  expect(after.body.agents[agent.slug]).toMatchObject({
    version: 1,
    state: "draft",
    rules: [{ id: "rule-1", since: 1 }],
  });
  const live = await getLivePolicy(asOwner, ofAgent(agent.slug));
  expect(live).toMatchObject({
    live_version: 1,
    text: small,
    sequence: after.sequence,
    draft: null,
    open_change: null,
  });
  expect(live.origins).toMatchObject([{ rule: "rule-1", since: 1, because: "It is needed.", change: change.id }]);
  expect((await getAgent(asOwner, agent.slug, undefined)).gaps).not.toContain("no_policy");
  const events = await db.auditEvent.findMany({ where: { subjectId: change.id } });
  expect(events.map(({ type }) => type).toSorted()).toEqual([
    "policy_change.applied",
    "policy_change.approved",
    "policy_change.proposed",
  ]);
  expect(JSON.stringify(events.map(({ data }) => data))).not.toContain("Fine.");
});

test("who wrote in the draft reviews nothing of it, whoever proposed it", async () => {
  const { agent, asOwner, asDeputy } = await makeOwnedAgent(db);
  await propose(asDeputy, ofAgent(agent.slug), small).then(({ id }) => withdrawPolicyChange(asOwner, id));
  const change = await propose(asOwner, ofAgent(agent.slug), larger);
  await expect(approvePolicyChange(asDeputy, change.id, "")).rejects.toMatchObject({ code: "forbidden" });
  expect(await approvePolicyChange(await actAs(db, "security"), change.id, "")).toMatchObject({ state: "approved" });
});

test("a tightening may go live at once; back to the older one is a loosening again", async () => {
  const { agent, asOwner, asDeputy } = await makeOwnedAgent(db);
  const scope = ofAgent(agent.slug);
  await goLive(scope, small);
  const tighter = await propose(asOwner, scope, stricter);
  expect(tighter).toMatchObject({ state: "approved", loosens: false });
  expect(await applyPolicyChange(asOwner, tighter.id)).toMatchObject({ state: "applied", applied_version: 2 });
  const { body } = await readSnapshot("production");
  expect(body.agents[agent.slug]?.rules).toMatchObject([
    { id: "rule-1", since: 1 },
    { id: "rule-2", since: 2 },
  ]);
  const back = await restorePolicyVersion(asOwner, scope, 1, "It was right.");
  expect(back).toMatchObject({ state: "in_review", restores: 1, loosens: true });
  await approvePolicyChange(asDeputy, back.id, "");
  await applyPolicyChange(asOwner, back.id);
  const forth = await restorePolicyVersion(asOwner, scope, 2, "It was not.");
  expect(forth).toMatchObject({ state: "applied", applied_version: 4, restores: 2 });
  const { data } = await listPolicyVersions(asOwner, scope, { limit: 50 });
  expect(data.map(({ number, live }) => [number, live])).toEqual([
    [4, true],
    [3, false],
    [2, false],
    [1, false],
  ]);
  expect(data[0]?.digest).toBe(data[2]?.digest);

  async function goLive(of: typeof scope, text: string): Promise<void> {
    const { id } = await propose(asOwner, of, text);
    await approvePolicyChange(asDeputy, id, "");
    await applyPolicyChange(asOwner, id);
  }
});

test("two reviewers at the same instant: one decides, the other finds what was decided", async () => {
  const { agent, asOwner, asDeputy } = await makeOwnedAgent(db);
  const security = await actAs(db, "security");
  const { id } = await propose(asOwner, ofAgent(agent.slug), small);
  const both = await Promise.allSettled([approvePolicyChange(asDeputy, id, ""), approvePolicyChange(security, id, "")]);
  expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect((await getPolicyChange(asOwner, id)).reviews).toHaveLength(1);
  const applied = await Promise.allSettled([applyPolicyChange(asOwner, id), applyPolicyChange(asDeputy, id)]);
  expect(applied.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect(await db.policyVersion.count({ where: { policy: { agent: { slug: agent.slug } } } })).toBe(1);
});

test("a no ends it, and what ended stays so", async () => {
  const { agent, asOwner, asDeputy } = await makeOwnedAgent(db);
  const { id } = await propose(asOwner, ofAgent(agent.slug), small);
  expect(await rejectPolicyChange(asDeputy, id, "Too much.")).toMatchObject({ state: "rejected" });
  const security = await actAs(db, "security");
  for (const step of [
    () => approvePolicyChange(asDeputy, id, ""),
    () => applyPolicyChange(asOwner, id),
    () => withdrawPolicyChange(asOwner, id),
    () => bypassPolicyChange(security, id, "Now."),
  ]) {
    await expect(step()).rejects.toMatchObject({ code: "conflict" });
  }
});

test("a failing test, nothing new, a second open change and an old draft are refused in words", async () => {
  const { agent, asOwner, asDeputy } = await makeOwnedAgent(db);
  const scope = ofAgent(agent.slug);
  const failing = `${small}tests:\n  - name: Nothing is paid\n    action: pay.small\n    args: { amount: 5 }\n    expect: deny\n`;
  await expect(propose(asOwner, scope, failing)).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining('The test "Nothing is paid" fails'),
  });
  const first = await propose(asOwner, scope, small);
  await expect(propose(asOwner, scope, larger)).rejects.toMatchObject({
    code: "conflict",
    members: { change: first.id },
  });
  await withdrawPolicyChange(asOwner, first.id);
  const second = await propose(asOwner, scope, larger);
  await approvePolicyChange(await actAs(db, "security"), second.id, "");
  await applyPolicyChange(asDeputy, second.id);
  await expect(propose(asOwner, scope, larger)).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("live already"),
  });
});

test("in an emergency security publishes alone, and somebody else looks at it within a day", async () => {
  const { agent, asOwner } = await makeOwnedAgent(db);
  const security = await actAs(db, "security");
  const { id } = await propose(asOwner, ofAgent(agent.slug), small);
  await expect(bypassPolicyChange(asOwner, id, "Now.")).rejects.toMatchObject({ code: "forbidden" });
  const live = await bypassPolicyChange(security, id, "Customers wait.");
  expect(live).toMatchObject({
    state: "applied",
    emergency: { reason: "Customers wait.", reviewed_at: null, overdue: false },
  });
  const due = await listOpenChanges(later(security, 2), { limit: 50, unreviewed: "true" });
  expect(due.data.find((change) => change.id === id)?.emergency?.overdue).toBe(true);
  for (const ctx of [security, asOwner]) {
    await expect(lookAtPolicyChange(ctx, id, "")).rejects.toMatchObject({ code: "forbidden" });
  }
  const seen = await lookAtPolicyChange(await actAs(db, "security"), id, "It was needed.");
  expect(seen.emergency?.reviewed_at).not.toBeNull();
});

test("in a sandbox one person publishes alone; nothing of that is live when the agent moves on", async () => {
  const { agent, asOwner } = await makeOwnedAgent(db, { environment: "sandbox" });
  const { id } = await propose(asOwner, ofAgent(agent.slug), small);
  expect(await applyPolicyChange(asOwner, id)).toMatchObject({ state: "applied" });
  expect((await readSnapshot("sandbox")).body.agents[agent.slug]).toBeDefined();
  await updateAgentFields(asOwner, agent.slug, { environment: "production" }, 0);
  expect((await readSnapshot("sandbox")).body.agents[agent.slug]).toBeUndefined();
  expect((await readSnapshot("production")).body.agents[agent.slug]).toBeUndefined();
  expect(await getLivePolicy(asOwner, ofAgent(agent.slug))).toMatchObject({ live_version: null });
  expect(await propose(asOwner, ofAgent(agent.slug), small)).toMatchObject({ state: "in_review" });
});
