import { expect, test } from "vitest";
import { makeOwnedAgent } from "@/lib/agents/testing/agents";
import { madeDecision, writerOn } from "@/lib/decisions/testing/decisions";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { actAs } from "@/lib/people/testing/people";
import {
  applyPolicyChange,
  approvePolicyChange,
  cancelReplay,
  findReplayOfChange,
  getReplay,
  listReplayed,
  runReplay,
  startReplay,
} from "@/lib/policy/service";
import { ofAgent, propose, writePolicyText } from "@/lib/policy/testing/policies";

const { db, owner: sql } = await openTestDatabase();
const writer = writerOn(sql);

/** Forty small refunds, ten large ones, and five whose amount was kept out of the record, all of the last hour. */
async function recordCalls(agent: string): Promise<void> {
  const at = (n: number): Date => new Date(Date.now() - 3_600_000 + n * 1000);
  const small = Array.from({ length: 40 }, (_, n) => madeDecision({ agent, args: { amount: n }, decidedAt: at(n) }));
  const large = Array.from({ length: 10 }, (_, n) =>
    madeDecision({ agent, args: { amount: 300 + n }, decidedAt: at(50 + n) }),
  );
  const bare = Array.from({ length: 5 }, (_, n) =>
    madeDecision({ agent, args: { amount: 1 }, keep: "none", decidedAt: at(70 + n) }),
  );
  const { written } = await writer.record([...small, ...large, ...bare]);
  expect(written).toBe(55);
}

const live = writePolicyText("approve pay.refund when args.amount <= 200.0", "ask pay.refund when args.amount > 200.0");

async function makeLive() {
  const made = await makeOwnedAgent(db);
  const { id } = await propose(made.asOwner, ofAgent(made.agent.slug), live);
  await approvePolicyChange(made.asDeputy, id, "");
  await applyPolicyChange(made.asOwner, id);
  await recordCalls(made.agent.slug);
  return made;
}

test("a change says what it would have changed, row by row, and what cannot be known", async () => {
  const { agent, asOwner } = await makeLive();
  const next = writePolicyText("approve pay.refund when args.amount <= 19.0", "ask pay.refund when args.amount > 19.0");
  const change = await propose(asOwner, ofAgent(agent.slug), next);
  const replay = await findReplayOfChange(asOwner, change.id);
  expect(replay).toMatchObject({
    state: "done",
    total: 55,
    done: 55,
    base_version: 1,
    result: {
      judged: 50,
      not_replayable: 5,
      changed: 20,
      rises: 0,
      moves: { "allow ask": 20 },
      questions: [{ approvers: "any 1 of (owner, deputy)", before: 10, after: 30 }],
      rows_kept: 20,
    },
  });
  const first = await listReplayed(asOwner, replay.id, { limit: 15 });
  const rest = await listReplayed(asOwner, replay.id, { limit: 15, cursor: first.next_cursor ?? "" });
  expect([...first.data, ...rest.data]).toHaveLength(20);
  expect(first.data[0]).toMatchObject({
    agent: agent.slug,
    before: { outcome: "allow", reason: "approved", rule: "rule-1" },
    after: { outcome: "ask", reason: "approval_required", rule: "rule-2" },
  });
  expect((await listReplayed(asOwner, replay.id, { limit: 15, move: ["deny allow"] })).data).toEqual([]);
  const told = await getReplay(await actAs(db, "member"), replay.id);
  expect(told).toMatchObject({ state: "done", total: 0, done: 0, result: null, abilities: [] });
  await expect(listReplayed(await actAs(db, "member"), replay.id, { limit: 15 })).rejects.toMatchObject({
    code: "forbidden",
  });
  expect((await listReplayed(await actAs(db, "auditor"), replay.id, { limit: 15 })).data).toHaveLength(15);
});

test("what a replay finds to rise needs a second person, whatever comparing said", async () => {
  const { agent, asOwner } = await makeLive();
  const change = await propose(
    asOwner,
    ofAgent(agent.slug),
    writePolicyText(
      "approve pay.refund when args.amount <= 200.0",
      "ask pay.refund when args.amount > 200.0",
      "prohibit pay.out",
    ),
  );
  expect(change.state).toBe("approved");
  await sql.query(
    "update policy_replays set result = jsonb_set(result, '{rises}', '1') where content = (select content from policy_changes where id = $1)",
    [change.id],
  );
  await expect(applyPolicyChange(asOwner, change.id)).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("loosens"),
  });
});

test("before anything is live, a replay compares with what was recorded", async () => {
  const { agent, asOwner } = await makeOwnedAgent(db);
  await recordCalls(agent.slug);
  const change = await propose(
    asOwner,
    ofAgent(agent.slug),
    writePolicyText("approve pay.refund when args.amount <= 9.0"),
  );
  const { result } = await findReplayOfChange(asOwner, change.id);
  expect(result?.moves).toEqual({ "allow deny": 30, "ask deny": 10 });
});

test("a large replay is a job that tells how far it is; it can be stopped, and what was stopped stays so", async () => {
  const { agent, asOwner } = await makeLive();
  const replay = await startReplayOfDraft(agent.slug);
  await sql.query("update policy_replays set state = 'queued', result = null where id = $1", [replay.id]);
  await cancelReplay(asOwner, replay.id);
  await runReplay(db, replay.id, { attempt: 1, maxAttempts: 3, signal: new AbortController().signal });
  expect(await getReplay(asOwner, replay.id)).toMatchObject({ state: "cancelled", result: null });
  await expect(cancelReplay(asOwner, replay.id)).rejects.toMatchObject({ code: "conflict" });

  await sql.query("update policy_replays set state = 'running', judged = 20 where id = $1", [replay.id]);
  await runReplay(db, replay.id, { attempt: 2, maxAttempts: 3, signal: new AbortController().signal });
  expect(await getReplay(asOwner, replay.id)).toMatchObject({ state: "done", done: 55, result: { judged: 50 } });

  async function startReplayOfDraft(slug: string) {
    await propose(asOwner, ofAgent(slug), writePolicyText("approve pay.refund"));
    return startReplay(asOwner, ofAgent(slug), 30);
  }
});

test("guardrails are replayed over every agent of their environment", async () => {
  const made = await makeLive();
  const security = await actAs(db, "security");
  const scope = { kind: "guardrails", environment: "production" } as const;
  const text = writePolicyText("prohibit pay.refund when args.amount > 304.0").replace("require_intent: false\n", "");
  const change = await propose(security, scope, text);
  const { result, id } = await findReplayOfChange(security, change.id);
  expect(result?.moves["ask deny"]).toBeGreaterThanOrEqual(5);
  const { data } = await listReplayed(security, id, { limit: 200 });
  expect(data.filter(({ agent }) => agent === made.agent.slug)).toHaveLength(5);
  await expect(listReplayed(made.asOwner, id, { limit: 10 })).rejects.toMatchObject({ code: "forbidden" });
});
