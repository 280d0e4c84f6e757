import { jobCatalogue, type JobName } from "@/lib/jobs/catalogue";
import type { Tasks } from "@/lib/jobs/worker";

/** Every task, doing nothing: tests put theirs over one of them. */
export const idleTasks: Tasks = Object.fromEntries(
  Object.keys(jobCatalogue).map((name) => [name, async () => undefined]),
) as Record<JobName, () => Promise<void>>;
