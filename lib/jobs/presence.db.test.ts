import pg from "pg";
import { afterAll, afterEach, expect, test } from "vitest";
import { eventually } from "@/lib/core/testing/eventually";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { holdPresence, type Presence } from "@/lib/jobs/presence";

const { owner, appUrl } = await openTestDatabase();
const pool = new pg.Pool({ connectionString: appUrl, max: 2 });
pool.on("error", () => undefined);
afterAll(() => pool.end());

const open: Presence[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((presence) => presence.stop()));
  await owner.query("delete from graphile_worker._private_jobs");
});

function hold(): Presence {
  const presence = holdPresence(appUrl);
  open.push(presence);
  return presence;
}

async function lockJobFor(worker: string): Promise<void> {
  await owner.query("select graphile_worker.add_job('housekeeping')");
  await owner.query(
    "update graphile_worker._private_jobs set locked_by = $1, locked_at = now() where locked_by is null",
    [worker],
  );
}

const heldLocks = `from pg_locks where locktype = 'advisory' and granted
  and database = (select oid from pg_database where datname = current_database())`;

async function waitForLocks(count: number): Promise<void> {
  await eventually(async () => expect((await owner.query(`select ${heldLocks}`)).rows).toHaveLength(count));
}

test("a worker without its lock is dead when it is missed twice", async () => {
  await lockJobFor("worker-gone");
  const seeker = hold();
  expect(await seeker.findDead(pool)).toEqual([]);
  expect(await seeker.findDead(pool)).toEqual(["worker-gone"]);
});

test("a worker that holds its lock lives, whoever asks", async () => {
  await lockJobFor("worker-a");
  await lockJobFor("worker-b");
  const holder = hold();
  holder.add("worker-a");
  holder.add("worker-b");
  await waitForLocks(2);
  const seeker = hold();
  for (const asked of [seeker, seeker, holder, holder]) expect(await asked.findDead(pool)).toEqual([]);
});

test("a broken connection is made anew, with its locks", async () => {
  await lockJobFor("worker-a");
  const holder = hold();
  holder.add("worker-a");
  await waitForLocks(1);
  const seeker = hold();
  const { rows } = await owner.query<{ pid: number }>(`select pid, pg_terminate_backend(pid) ${heldLocks}`);
  await eventually(async () => {
    const { rows: now } = await owner.query<{ pid: number }>(`select pid ${heldLocks}`);
    expect(now).toHaveLength(1);
    expect(now[0]?.pid).not.toBe(rows[0]?.pid);
  }, 5_000);
  expect(await seeker.findDead(pool)).toEqual([]);
  expect(await seeker.findDead(pool)).toEqual([]);
});
