import "server-only";
import type { LogSigner } from "@/lib/audit/checkpoint";
import { startSequencer } from "@/lib/audit/sequencer";
import type { Database } from "@/lib/db/client";
import { createTasks } from "@/lib/jobs/tasks";
import { startWorker } from "@/lib/jobs/worker";
import { getMetrics } from "@/lib/telemetry/metrics";

const measureEveryMs = 10_000;

/** All that runs in a process of the worker role: the jobs, and the sequencer that gives audit events their places. */
export async function startBackground(options: {
  db: Database;
  databaseUrl: string;
  signer: LogSigner;
}): Promise<{ stop: () => Promise<void> }> {
  const { db, databaseUrl } = options;
  const worker = await startWorker({ databaseUrl, tasks: createTasks(db) });
  const sequencer = startSequencer(options);
  const timer = setInterval(() => {
    // The worker reports that the database is away; here the last figure just stays.
    db.auditPending.count().then(
      (count) => getMetrics().auditBacklog.set(count),
      () => undefined,
    );
  }, measureEveryMs);
  return {
    async stop() {
      clearInterval(timer);
      await worker.stop();
      // After the jobs: what the last of them recorded still gets its place if there is time.
      await sequencer.stop();
    },
  };
}
