import { idleTasks } from "@/lib/jobs/testing/idle-tasks";
import { startWorker } from "@/lib/jobs/worker";

/** A process of its own that takes a job, says so, and never ends it: for tests that kill it. */
const databaseUrl = process.argv[2] ?? "";
await startWorker({
  databaseUrl,
  cron: false,
  tasks: {
    ...idleTasks,
    async housekeeping(_payload, { id }) {
      process.stdout.write(`took ${id}\n`);
      await new Promise(() => undefined);
    },
  },
});
