import { once } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { eventually } from "@/lib/core/testing/eventually";
import type { Ctx } from "@/lib/access/context";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { inTransaction } from "@/lib/db/transaction";
import { enqueue } from "@/lib/jobs/enqueue";
import { idleTasks } from "@/lib/jobs/testing/idle-tasks";
import { spawnBundled } from "@/lib/core/testing/spawn-bundled";
import { startWorker, type Tasks, type WorkerOptions } from "@/lib/jobs/worker";

const { db, owner, appUrl } = await openTestDatabase();
const ctx: Ctx = { viewer: { kind: "system", id: "worker" }, requestId: "req_jobs_test", now: new Date(), db };
const running: { stop: () => Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((worker) => worker.stop()));
  await owner.query("delete from graphile_worker._private_jobs");
});

async function work(task: Tasks["housekeeping"], options: Partial<WorkerOptions> = {}) {
  const worker = await startWorker({
    databaseUrl: appUrl,
    tasks: { ...idleTasks, housekeeping: task },
    cron: false,
    pollMs: 200,
    ...options,
  });
  running.push(worker);
  return worker;
}

const ask = () => inTransaction(ctx, (tx) => enqueue(tx, "housekeeping", {}));

async function readJobs() {
  const { rows } = await owner.query<{
    id: string;
    attempts: number;
    locked: boolean;
    wait: number;
    last_error: string | null;
  }>(
    `select id::text, attempts, locked_at is not null as locked, extract(epoch from run_at - now())::float as wait, last_error
       from graphile_worker._private_jobs order by id`,
  );
  return rows;
}

test("a job of a committed transaction runs, one of a rolled back transaction never was", async () => {
  const ran: string[] = [];
  await work(async (_, { id }) => void ran.push(id));
  const id = await ask();
  await expect(
    inTransaction(ctx, async (tx) => {
      await enqueue(tx, "housekeeping", {});
      throw new Error("rolled back");
    }),
  ).rejects.toThrow("rolled back");
  await eventually(() => expect(ran).toEqual([id]));
  await pause(300);
  expect(ran).toEqual([id]);
  expect(await readJobs()).toEqual([]);
});

test("a failed job waits longer each time, then stays as failed for good, and pages hear of it", async () => {
  await work(() => Promise.reject(new Error("no luck")));
  await ask();
  const waits: number[] = [];
  for (const attempt of [1, 2, 3]) {
    await eventually(
      async () => expect(await readJobs()).toMatchObject([{ attempts: attempt, locked: false, last_error: "no luck" }]),
      20_000,
    );
    waits.push((await readJobs())[0]?.wait ?? 0);
    await owner.query("update graphile_worker._private_jobs set run_at = now()");
    await owner.query(`select pg_notify('jobs:insert', '{"count":1}')`);
  }
  expect(waits[0]).toBeGreaterThan(1.5);
  expect(waits[1]).toBeGreaterThan(5);
  await pause(500);
  expect(await readJobs()).toMatchObject([{ attempts: 3, locked: false }]);
  const { rows } = await owner.query("select topic from changes where topic = 'jobs'");
  expect(rows).toHaveLength(1);
});

test("two workers do not run one job twice", async () => {
  const ran: string[] = [];
  const task = async (_: unknown, { id }: { id: string }) => {
    ran.push(id);
    await pause(5);
  };
  await Promise.all([work(task), work(task)]);
  const asked = await Promise.all(Array.from({ length: 40 }, ask));
  await eventually(async () => expect(await readJobs()).toEqual([]), 10_000);
  expect(ran.toSorted()).toEqual(asked.toSorted());
});

test("stopping waits for the job that runs", async () => {
  let done = false;
  let started = false;
  const worker = await work(async () => {
    started = true;
    await pause(400);
    done = true;
  });
  await ask();
  await eventually(() => expect(started).toBe(true));
  running.length = 0;
  await worker.stop();
  expect(done).toBe(true);
  expect(await readJobs()).toEqual([]);
});

test("a job that does not end in time goes back to the queue", async () => {
  let signal: AbortSignal | undefined;
  const worker = await work(
    async (_, run) => {
      ({ signal } = run);
      await new Promise(() => undefined);
    },
    { drainMs: 100 },
  );
  await ask();
  await eventually(() => expect(signal).toBeDefined());
  running.length = 0;
  await worker.stop();
  expect(signal?.aborted).toBe(true);
  expect(await readJobs()).toMatchObject([
    { attempts: 1, locked: false, last_error: "The worker stopped before the job was done." },
  ]);
});

test("the job of a killed worker is taken up again, and one of a living worker is left alone", async () => {
  const id = await ask();
  const child = await spawnBundled("lib/jobs/testing/hanging-worker.ts", [appUrl]);
  await once(child.stdout ?? child, "data");
  const ran: string[] = [];
  await work(async (_, run) => void ran.push(run.id), { recoverEveryMs: 300 });
  await pause(1_000);
  expect(ran).toEqual([]);
  const exited = once(child, "exit");
  child.kill("SIGKILL");
  await exited;
  await eventually(() => expect(ran).toEqual([id]), 5_000);
});
