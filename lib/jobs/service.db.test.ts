import { beforeEach, expect, test } from "vitest";
import type { Ctx } from "@/lib/access/context";
import type { Role } from "@/lib/core/viewer";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { Job, JobPage, ListJobsQuery } from "@/lib/jobs/schema";
import { discardJob, listJobs, retryJob } from "@/lib/jobs/service";

const { db, owner } = await openTestDatabase();

function as(...roles: Role[]): Ctx {
  const signIn = { id: "sgn_01KAKZ3F5R8W1E7T4Y6V2B9N0P", method: "link" as const, authenticatedAt: new Date() };
  return {
    viewer: {
      kind: "person",
      id: "per_01KAKZ3F5R8W1E7T4Y6V2B9N0P",
      roles,
      leads: [],
      signIn,
      authenticatedBy: "link",
      hasPasskeys: false,
    } as Ctx["viewer"],
    requestId: "req_jobs_test",
    now: new Date(),
    db,
  };
}

async function addJob(attempts: number, payload: object = {}): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    "select (graphile_worker.add_job('housekeeping', $1::json, max_attempts => 3)).id::text as id",
    [payload],
  );
  const id = rows[0]?.id ?? "";
  await owner.query(
    "update graphile_worker._private_jobs set attempts = $2, last_error = 'refused for ana@example.com' where id = $1",
    [id, attempts],
  );
  return id;
}

const readEvents = async () =>
  (
    await owner.query<{ type: string; subject_id: string; data: unknown }>(
      "select type, subject_id, data from audit_events order by id",
    )
  ).rows;

beforeEach(async () => {
  await owner.query("delete from graphile_worker._private_jobs");
});

test("jobs that failed for good are listed, masked, newest first, page by page", async () => {
  const failed = [await addJob(3, { to: "ana@example.com" }), await addJob(3)];
  await addJob(0);
  await addJob(1);
  const first = await listJobs(as("admin"), ListJobsQuery.parse({ state: ["failed"], limit: 1 }));
  expect(JobPage.parse(first)).toEqual(first);
  expect(first.data).toMatchObject([
    { id: failed[1], state: "failed", abilities: ["retry", "discard"], last_error: "refused for [hidden]" },
  ]);
  const second = await listJobs(
    as("auditor"),
    ListJobsQuery.parse({ state: ["failed"], limit: 1, cursor: first.next_cursor }),
  );
  expect(second).toMatchObject({
    data: [{ id: failed[0], payload: { to: "[hidden]" }, abilities: [] }],
    next_cursor: null,
  });
});

test("without a filter every job shows with its state", async () => {
  await addJob(0);
  await addJob(2);
  const { data } = await listJobs(as("security"), ListJobsQuery.parse({}));
  expect(data.map(({ state, abilities }) => [state, abilities])).toEqual([
    ["retrying", []],
    ["waiting", []],
  ]);
});

test("a retried job has all its attempts again, and the log says who did it", async () => {
  const id = await addJob(3);
  const job = await retryJob(as("admin"), id);
  expect(Job.parse(job)).toMatchObject({ id, state: "waiting", attempts: 0 });
  const { rows } = await owner.query("select attempts, run_at <= now() as due from graphile_worker._private_jobs");
  expect(rows).toEqual([{ attempts: 0, due: true }]);
  expect((await readEvents()).at(-1)).toMatchObject({
    type: "job.retried",
    subject_id: id,
    data: { name: "housekeeping", attempts: 3 },
  });
});

test("a discarded job is gone, and the log says so", async () => {
  const id = await addJob(3);
  await discardJob(as("admin"), id);
  expect((await listJobs(as("admin"), ListJobsQuery.parse({}))).data).toEqual([]);
  expect((await readEvents()).at(-1)).toMatchObject({ type: "job.discarded", subject_id: id });
});

test("only what failed for good can be retried or discarded", async () => {
  const id = await addJob(1);
  await expect(retryJob(as("admin"), id)).rejects.toMatchObject({ code: "conflict" });
  await expect(discardJob(as("admin"), id)).rejects.toMatchObject({ code: "conflict" });
  await expect(retryJob(as("admin"), "999999")).rejects.toMatchObject({ code: "not_found" });
});

test("reading needs jobs.read, changing jobs.manage", async () => {
  const id = await addJob(3);
  await expect(listJobs(as("member"), ListJobsQuery.parse({}))).rejects.toMatchObject({ code: "forbidden" });
  for (const role of ["security", "auditor", "member"] as const) {
    await expect(retryJob(as(role), id)).rejects.toMatchObject({ code: "forbidden" });
    await expect(discardJob(as(role), id)).rejects.toMatchObject({ code: "forbidden" });
  }
  expect((await listJobs(as("admin"), ListJobsQuery.parse({}))).data).toMatchObject([{ id, state: "failed" }]);
});
