import pg from "pg";
import { afterAll, beforeEach, expect, test } from "vitest";
import { type Horizon, notifyChange, readChanges, readHorizon, readRecentChanges, writeChange } from "@/lib/db/changes";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { inTransaction } from "@/lib/db/transaction";

const { db, owner, appUrl } = await openTestDatabase();
const pool = new pg.Pool({ connectionString: appUrl, max: 4 });
pool.on("error", () => undefined);
afterAll(() => pool.end());
beforeEach(() => owner.query("delete from changes"));

const start = async (): Promise<Horizon> => ({ txid: await readHorizon(pool), seen: new Set() });
const ids = (changes: readonly { id: string | null }[]) => changes.map(({ id }) => id);

async function openWrite(id: string): Promise<{ commit: () => Promise<void> }> {
  const client = await pool.connect();
  await client.query("begin");
  await client.query(
    "insert into changes (txid, topic, subject_id, at) values (pg_current_xact_id()::text::bigint, 'people', $1, now())",
    [id],
  );
  return {
    async commit() {
      await client.query("commit");
      client.release();
    },
  };
}

test("a committed change is read once, a rolled back one never", async () => {
  const from = await start();
  await inTransaction({ db }, (tx) => notifyChange(tx, { topic: "people", id: "per_1", personId: "per_2" }));
  await inTransaction({ db }, async (tx) => {
    await notifyChange(tx, { topic: "people", id: "per_lost" });
    throw new Error("rolled back");
  }).catch(() => undefined);
  const first = await readChanges(pool, from);
  expect(first.changes).toMatchObject([{ topic: "people", id: "per_1", personId: "per_2" }]);
  expect((await readChanges(pool, first.horizon)).changes).toEqual([]);
});

test("a transaction that began first and commits last is not missed, and holds nobody back", async () => {
  const from = await start();
  const slow = await openWrite("slow");
  await writeChange(pool, { topic: "teams", id: "quick" });
  const first = await readChanges(pool, from);
  expect(ids(first.changes)).toEqual(["quick"]);
  const second = await readChanges(pool, first.horizon);
  expect(second.changes).toEqual([]);
  await slow.commit();
  const third = await readChanges(pool, second.horizon);
  expect(ids(third.changes)).toEqual(["slow"]);
  expect((await readChanges(pool, third.horizon)).changes).toEqual([]);
});

test("a reader that comes back to a position hears everything after it", async () => {
  const from = await start();
  await writeChange(pool, { topic: "people", id: "before" });
  const { horizon } = await readChanges(pool, from);
  const slow = await openWrite("slow");
  await writeChange(pool, { topic: "people", id: "after" });
  await slow.commit();
  const again = await readChanges(pool, { txid: horizon.txid, seen: new Set() });
  // Whatever else runs on this server may hold the horizon below "before", which then comes again: never less, at most twice.
  expect(ids(again.changes).filter((id) => id !== "before")).toEqual(["slow", "after"]);
});

test("recent changes are those of the last moments", async () => {
  await owner.query(
    "insert into changes (txid, topic, subject_id, at) values (1, 'people', 'old', now() - interval '2 minutes')",
  );
  await writeChange(pool, { topic: "people", id: "new" });
  expect(ids((await readRecentChanges(pool, 60_000)).changes)).toEqual(["new"]);
});

test("under load every change is read exactly once", async () => {
  let from = await start();
  const read: (string | null)[] = [];
  let writing = true;
  const reader = (async () => {
    while (writing || (await readChanges(pool, from)).changes.length > 0) {
      const next = await readChanges(pool, from);
      read.push(...ids(next.changes));
      from = next.horizon;
    }
  })();
  const written = Array.from({ length: 200 }, (_, index) => `c${index}`);
  const writers = Array.from({ length: 3 }, async (_, lane) => {
    for (const id of written.filter((_id, index) => index % 3 === lane))
      await inTransaction({ db }, (tx) => notifyChange(tx, { topic: "people", id }));
  });
  await Promise.all(writers);
  writing = false;
  await reader;
  expect(read).toHaveLength(written.length);
  expect(new Set(read)).toEqual(new Set(written));
});
