import "server-only";
import { Logger, parseCronItems, run, type Runner, type Task, type WorkerEvents } from "graphile-worker";
import { EventEmitter } from "node:events";
import pg from "pg";
import { writeChange } from "@/lib/db/changes";
import { pools } from "@/lib/db/pools";
import { isJobName, jobCatalogue, type JobName, type JobPayload } from "@/lib/jobs/catalogue";
import { holdPresence } from "@/lib/jobs/presence";
import { log } from "@/lib/telemetry/log";
import { getMetrics } from "@/lib/telemetry/metrics";

/** What a task knows of its run. `signal` is aborted when the worker must stop: a task that takes long heeds it. */
export type JobRun = { id: string; attempt: number; maxAttempts: number; signal: AbortSignal };
export type Tasks = { [N in JobName]: (payload: JobPayload<N>, run: JobRun) => Promise<void> };

export type WorkerOptions = {
  databaseUrl: string;
  tasks: Tasks;
  concurrency?: number;
  pollMs?: number;
  /** How often jobs of killed workers are looked for. */
  recoverEveryMs?: number;
  /** How long a running job may go on once the worker stops. */
  drainMs?: number;
  /** Whether this worker also asks for the jobs of the clock. */
  cron?: boolean;
};

const clockwork = parseCronItems([
  {
    task: "housekeeping" satisfies JobName,
    match: "*/10 * * * *",
    options: { maxAttempts: jobCatalogue.housekeeping.maxAttempts, jobKey: "housekeeping", backfillPeriod: 0 },
  },
  {
    task: "close_ungoverned" satisfies JobName,
    match: "* * * * *",
    options: { maxAttempts: jobCatalogue.close_ungoverned.maxAttempts, jobKey: "close_ungoverned", backfillPeriod: 0 },
  },
  {
    task: "erase_decisions" satisfies JobName,
    match: "17 2 * * *",
    // Whatever is too old goes at the next chance; a night that was missed is caught up once.
    options: {
      maxAttempts: jobCatalogue.erase_decisions.maxAttempts,
      jobKey: "erase_decisions",
      backfillPeriod: 86_400_000,
    },
  },
  {
    task: "remind_owners" satisfies JobName,
    match: "0 7 * * *",
    // Days on which nothing ran are caught up, each with its own time: no due date is left out, and none is told twice.
    options: { maxAttempts: jobCatalogue.remind_owners.maxAttempts, backfillPeriod: 7 * 86_400_000 },
  },
]);

/** Runs background jobs until it is stopped. Any number of workers may run on any number of machines. */
export async function startWorker(options: WorkerOptions): Promise<{ stop: () => Promise<void> }> {
  const {
    databaseUrl,
    concurrency = pools.jobs,
    pollMs = 2_000,
    recoverEveryMs = 10_000,
    drainMs = 10_000,
    cron = true,
  } = options;
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: pools.jobs,
    connectionTimeoutMillis: 5_000,
    application_name: "ambit worker",
  });
  pool.on("error", () => undefined);
  getMetrics().pools.set("jobs", pool);
  const presence = holdPresence(databaseUrl);
  const events: WorkerEvents = new EventEmitter();
  events.on("worker:create", ({ worker }) => presence.add(worker.workerId));
  watchOutcomes(events, pool);

  const runner = await run({
    pgPool: pool,
    taskList: wrapTasks(options.tasks),
    parsedCronItems: cron ? clockwork : [],
    noHandleSignals: true,
    logger: new Logger(() => writeGraphileLog),
    events,
    preset: { worker: { concurrentJobs: concurrency, pollInterval: pollMs, gracefulShutdownAbortTimeout: drainMs } },
  });
  // Whatever ends the runner is in the log already; without a handler it would end the process as well.
  runner.promise.catch(() => undefined);
  const timer = setInterval(() => void recoverJobs(pool, presence.findDead), recoverEveryMs);
  return {
    async stop() {
      clearInterval(timer);
      await stopRunner(runner);
      getMetrics().pools.delete("jobs");
      await presence.stop();
      await pool.end();
    },
  };
}

async function stopRunner(runner: Runner): Promise<void> {
  await runner.stop().catch((error: unknown) => log.warn({ err: error }, "The worker had stopped by itself."));
}

function wrapTasks(tasks: Tasks): Record<string, Task> {
  return Object.fromEntries(
    Object.keys(jobCatalogue)
      .filter(isJobName)
      .map((name) => [name, wrapTask(name, tasks[name])]),
  );
}

/** Parses the payload, and gives the job back to the queue when the worker may not wait for it any longer. */
function wrapTask<N extends JobName>(name: N, task: Tasks[N]): Task {
  return async (sent, { job, abortSignal = new AbortController().signal }) => {
    const payload = jobCatalogue[name].payload.parse(sent) as JobPayload<N>;
    const jobRun: JobRun = { id: job.id, attempt: job.attempts, maxAttempts: job.max_attempts, signal: abortSignal };
    let giveBack = (): void => undefined;
    const stopped = new Promise<never>((_, reject) => {
      giveBack = () => reject(new Error("The worker stopped before the job was done."));
    });
    abortSignal.addEventListener("abort", giveBack);
    try {
      await Promise.race([task(payload, jobRun), stopped]);
    } finally {
      abortSignal.removeEventListener("abort", giveBack);
    }
  };
}

function watchOutcomes(events: WorkerEvents, pool: pg.Pool): void {
  const { jobs } = getMetrics();
  events.on("job:success", ({ job }) => jobs.inc({ name: job.task_identifier, outcome: "done" }));
  events.on("job:error", ({ job, error }) => {
    const dead = job.attempts >= job.max_attempts;
    jobs.inc({ name: job.task_identifier, outcome: dead ? "dead" : "retry" });
    log[dead ? "error" : "warn"](
      { job: job.id, name: job.task_identifier, attempt: job.attempts, of: job.max_attempts, err: error },
      "job failed",
    );
    if (dead) writeChange(pool, { topic: "jobs", id: job.id }).catch(() => undefined);
  });
}

/** Gives the jobs of killed workers back. The attempt they died in counts, so a job that kills its worker ends too. */
async function recoverJobs(pool: pg.Pool, findDead: (pool: pg.Pool) => Promise<string[]>): Promise<void> {
  try {
    const dead = await findDead(pool);
    if (dead.length > 0) {
      log.warn({ workers: dead }, "Jobs of workers that died are taken up again.");
      await pool.query(
        `update graphile_worker._private_jobs set last_error = 'The worker died in the middle of the job.' where locked_by = any($1)`,
        [dead],
      );
      await pool.query("select graphile_worker.force_unlock_workers($1::text[])", [dead]);
    }
    await measureQueue(pool);
  } catch (error) {
    log.warn({ err: error }, "The queue of jobs could not be looked through.");
  }
}

async function measureQueue(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ waiting: number; running: number; failed: number }>(
    `select count(*) filter (where locked_at is null and attempts < max_attempts)::int as waiting,
            count(*) filter (where locked_at is not null)::int as running,
            count(*) filter (where locked_at is null and attempts >= max_attempts)::int as failed
       from graphile_worker._private_jobs`,
  );
  const { jobsWaiting } = getMetrics();
  for (const [state, count] of Object.entries(rows[0] ?? {})) jobsWaiting.set({ state }, count);
}

/** Failures of jobs are logged by us, with their stack; of graphile-worker's own words only the worrying ones. */
function writeGraphileLog(level: string, message: string): void {
  if ((level === "error" || level === "warning") && !message.startsWith("Failed task")) log.warn(`jobs: ${message}`);
}
