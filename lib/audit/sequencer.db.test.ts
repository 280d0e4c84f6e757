import { setTimeout as pause } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { record } from "@/lib/audit/record";
import { sequenceBatch, sequenceOnce, startSequencer } from "@/lib/audit/sequencer";
import { recordEvents } from "@/lib/audit/testing/events";
import { expectWholeLog } from "@/lib/audit/testing/log-checks";
import { appendLeaves, readWaiting, tryLockLog } from "@/lib/audit/tree-store";
import { newId } from "@/lib/core/ids";
import { createSealer } from "@/lib/crypto/sealer";
import { ensureSigningKeys } from "@/lib/crypto/signing-keys";
import { connectDatabase } from "@/lib/db/client";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { inTransaction } from "@/lib/db/transaction";

const { db, owner, appUrl } = await openTestDatabase();
const other = connectDatabase(appUrl, 2);
const sealer = createSealer("a base key of thirty-two characters");
const signer = { origin: "ambit.example", sealer };

beforeAll(() => ensureSigningKeys(db, sealer));
afterAll(() => other.$disconnect());
afterEach(async () => {
  await sequenceOnce(db, signer);
  await expectWholeLog(owner);
});

test("events get their places in the order of their ids, and every complete subtree is stored", async () => {
  await sequenceOnce(db, signer);
  const ids = await recordEvents(db, 37);
  expect(await sequenceOnce(db, signer)).toEqual({ sequenced: 37 });
  const { eventIds } = await expectWholeLog(owner);
  expect(eventIds.slice(-37)).toEqual(ids.toSorted());
  expect(await sequenceOnce(db, signer)).toEqual({ sequenced: 0 });
});

test("an event that was committed late, with an earlier id, comes after what has its place already", async () => {
  const ctx = {
    db,
    viewer: { kind: "system", id: "worker" } as const,
    requestId: newId("request"),
    now: new Date(Date.now() - 60_000),
  };
  let late = "";
  const early = await inTransaction(ctx, async (tx) => {
    late = await record(tx, ctx, { type: "sample.created", subjectId: null });
    const [committed = ""] = await recordEvents(other, 1);
    expect(await sequenceOnce(other, signer)).toEqual({ sequenced: 1 });
    return committed;
  });
  expect(late < early).toBe(true);
  expect(await sequenceOnce(db, signer)).toEqual({ sequenced: 1 });
  const { eventIds } = await expectWholeLog(owner);
  expect(eventIds.slice(-2)).toEqual([early, late]);
});

test("two nodes at once, while events are written: no gap, nothing twice", async () => {
  let writing = true;
  const writers = Promise.all(Array.from({ length: 10 }, () => recordEvents(db, 20))).finally(() => (writing = false));
  const counts: (number | "busy")[] = [];
  const drain = async (node: typeof db): Promise<number> => {
    let sequenced = 0;
    for (let count: number | "busy" = "busy"; writing || count !== 0;) {
      count = await sequenceBatch(node, 7);
      counts.push(count);
      if (count !== "busy") sequenced += count;
    }
    return sequenced;
  };
  const [first, second] = await Promise.all([drain(db), drain(other), writers]);
  expect(first).toBeGreaterThan(0);
  expect(second).toBeGreaterThan(0);
  expect(first + second).toBe(200);
  expect(counts).toContain("busy");
  await expectWholeLog(owner);
});

test("a transaction that ends before its commit leaves nothing behind", async () => {
  await recordEvents(db, 5);
  const { rows: before } = await owner.query("select count(*) from audit_nodes");
  const aborted = inTransaction({ db }, async (tx) => {
    await tryLockLog(tx);
    await appendLeaves(tx, await readWaiting(tx, 3));
    throw new Error("the node dies here");
  });
  await expect(aborted).rejects.toThrow("the node dies here");
  const { rows: after } = await owner.query("select count(*) from audit_nodes");
  expect(after).toEqual(before);
  expect(await sequenceBatch(db)).toBe(5);
});

test("a node that is killed at any moment is followed by the next one without a gap", async () => {
  const kill = `select count(pg_terminate_backend(pid))::int as killed from pg_stat_activity
    where datname = current_database() and usename = 'ambit_app' and xact_start is not null and query ilike '%audit_%'`;
  let killed = 0;
  for (let round = 0; round < 24; round++) {
    await recordEvents(db, 15);
    const dying = sequenceOnce(other, signer).catch((error: unknown) => error);
    await pause(round % 8);
    const { rows } = await owner.query<{ killed: number }>(kill);
    killed += rows[0]?.killed ?? 0;
    await dying;
  }
  expect(killed).toBeGreaterThan(0);
  await sequenceOnce(db, signer);
  await expectWholeLog(owner);
});

test("an event never gets a second place", async () => {
  await recordEvents(db, 2);
  await sequenceOnce(db, signer);
  const again = inTransaction({ db }, async (tx) => {
    const [last] = await tx.auditLog.findMany({ orderBy: { seq: "desc" }, take: 1 });
    await appendLeaves(tx, [{ eventId: last?.eventId ?? "", hash: last?.leafHash ?? new Uint8Array() }]);
  });
  await expect(again).rejects.toThrow(/audit_log_event_id_key|Unique|duplicate/);
});

test("in the background an event has its place soon after its commit", async () => {
  const sequencer = startSequencer({ db: other, databaseUrl: appUrl, signer, pollMs: 60_000 });
  try {
    await pause(300);
    const [eventId = ""] = await recordEvents(db, 1);
    await expect.poll(() => db.auditLog.count({ where: { eventId } }), { timeout: 10_000 }).toBe(1);
  } finally {
    await sequencer.stop();
  }
  const [after = ""] = await recordEvents(db, 1);
  await pause(300);
  expect(await db.auditLog.count({ where: { eventId: after } })).toBe(0);
});

test("a checkpoint that came too early after another one is made up for without a further event", async () => {
  const sequencer = startSequencer({ db: other, databaseUrl: appUrl, signer, pollMs: 60_000 });
  try {
    await pause(300);
    await recordEvents(db, 1);
    await sequenceOnce(db, signer);
    await recordEvents(db, 1);
    const treeSize = await db.auditEvent.count();
    await expect.poll(() => db.auditCheckpoint.count({ where: { treeSize } }), { timeout: 10_000 }).toBe(1);
  } finally {
    await sequencer.stop();
  }
});

test("without a notification the poll finds what waits", async () => {
  const databaseUrl = "postgresql://nobody@127.0.0.1:1/none";
  const sequencer = startSequencer({ db: other, databaseUrl, signer, pollMs: 100 });
  try {
    await pause(300);
    const [eventId = ""] = await recordEvents(db, 1);
    await expect.poll(() => db.auditLog.count({ where: { eventId } }), { timeout: 10_000 }).toBe(1);
  } finally {
    await sequencer.stop();
  }
});
