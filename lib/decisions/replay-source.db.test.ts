import pg from "pg";
import { afterAll, expect, test } from "vitest";
import { newId } from "@/lib/core/ids";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { countReplayRows, readReplayRows, type ReplayRange, type ReplayRow } from "@/lib/decisions/service";
import { madeDecision, writerOn } from "@/lib/decisions/testing/decisions";

const { owner, appUrl } = await openTestDatabase();
const pool = new pg.Pool({ connectionString: appUrl, max: 1 });
pool.on("error", () => undefined);
afterAll(() => pool.end());
const query = (sent: { text: string; values: unknown[] }) => pool.query(sent);
const session = {
  id: newId("session"),
  intent: "refund",
  actions: ["pay.refund"],
  initiator_proven: false,
  started_at: "2026-11-01T00:00:00.000Z",
};
// Over a border of months, in both environments.
const decisions = Array.from({ length: 120 }, (_, at) =>
  madeDecision({
    agent: `agent-${at % 3}`,
    environment: at % 4 === 0 ? "sandbox" : "production",
    decidedAt: new Date(Date.UTC(2026, 9, 30, at)),
    args: { amount: at, note: "a\0b" },
    ...(at % 5 === 0 && { session }),
    ...(at % 7 === 0 && { session: "ended" as const }),
  }),
);
await writerOn(owner, new Date("2026-11-21T00:00:00.000Z")).record(decisions);
const all = {
  environment: "production",
  from: new Date("2026-10-01T00:00:00Z"),
  to: new Date("2026-12-01T00:00:00Z"),
} as const;

async function collect(range: ReplayRange): Promise<{ rows: ReplayRow[]; batches: number }> {
  const rows: ReplayRow[] = [];
  let batches = 0;
  for await (const batch of readReplayRows(query, range)) {
    rows.push(...batch);
    batches++;
  }
  return { rows, batches };
}

test("every row of the range once, in the order of ids, whatever the size of a batch", async () => {
  const expected = decisions.filter(({ environment }) => environment === "production").map(({ id }) => id);
  for (const batch of [1, 7, 30, 90, 5_000]) {
    const { rows, batches } = await collect({ ...all, batch });
    expect(rows.map(({ id }) => id)).toEqual(expected.toSorted());
    expect(batches).toBe(Math.ceil(90 / batch));
  }
  expect(await countReplayRows(query, all)).toBe(90);
});

test("some agents, a part of the time, and on from where it stopped", async () => {
  const from = new Date("2026-10-31T06:00:00Z");
  const to = new Date("2026-11-02T20:00:00Z");
  for (const agents of [["agent-1"], ["agent-1", "agent-2"], ["nobody"]]) {
    const range = { ...all, from, to, agents, batch: 10 };
    const expected = decisions
      .filter(({ environment, call }) => environment === "production" && agents.includes(call.agent))
      .filter(({ decidedAt }) => decidedAt >= from && decidedAt < to)
      .map(({ id }) => id);
    const { rows } = await collect(range);
    expect(rows.map(({ id }) => id)).toEqual(expected);
    expect(await countReplayRows(query, range)).toBe(expected.length);
    const rest = await collect({ ...range, after: rows[4]?.id });
    expect(rest.rows.map(({ id }) => id)).toEqual(expected.slice(5));
  }
});

test("a row says what was decided and carries what is kept; what was erased is null", async () => {
  await owner.query("delete from decision_inputs where id = $1", [decisions[1]?.id]);
  const { rows } = await collect(all);
  for (const row of rows) {
    const made = decisions.find(({ id }) => id === row.id);
    expect(row).toMatchObject({
      decidedAt: made?.decidedAt,
      agent: made?.call.agent,
      action: "pay.refund",
      resourceType: "account",
      outcome: made?.outcome,
      reason: made?.reason,
      policyVersion: 7,
    });
    if (row.id === decisions[1]?.id) expect(row.inputs).toBeNull();
    else expect(JSON.parse(row.inputs?.args ?? "")).toEqual({ amount: made?.call.args["amount"] });
    expect(row.inputs?.session ?? null).toBe(
      made?.session === undefined || !row.inputs ? null : JSON.stringify(made.session),
    );
  }
});

test("a month that is dropped on the way leaves the rest, and whoever stops early leaves nothing open", async () => {
  const rows: ReplayRow[] = [];
  for await (const batch of readReplayRows(query, { ...all, batch: 60 })) {
    rows.push(...batch);
    if (rows.length === 60)
      await owner.query("select ambit_drop_decision_partitions('decision_inputs', 'production', '2026-12-01')");
  }
  expect(rows).toHaveLength(90);
  for await (const batch of readReplayRows(query, { ...all, batch: 5 })) if (batch.length > 0) break;
  expect((await pool.query("select 1 as alive")).rows).toEqual([{ alive: 1 }]);
});
