import * as z from "zod/mini";
import { instant, pageOf, pageQuery } from "@/lib/core/fields";
import { jobStates } from "@/lib/jobs/rules";

export const JobParams = z.object({ id: z.string().check(z.regex(/^[1-9]\d{0,17}$/)) });

export const ListJobsQuery = z.object({ state: z.optional(z.array(z.enum(jobStates))), ...pageQuery });
export type ListJobsQuery = z.output<typeof ListJobsQuery>;

export const Job = z.object({
  id: z.string(),
  version: z.int(),
  name: z.string(),
  state: z.enum(jobStates),
  attempts: z.int(),
  max_attempts: z.int(),
  /** When it runs, or would have run next. */
  run_at: instant,
  created_at: instant,
  updated_at: instant,
  /** What the last attempt said, with whatever looks like a secret or an address hidden. */
  last_error: z.nullable(z.string()),
  /** Ids, numbers and yes/no as they are; every other value is hidden. */
  payload: z.json(),
  abilities: z.array(z.enum(["retry", "discard"])),
});
export type Job = z.output<typeof Job>;

export const JobPage = pageOf(Job);
export type JobPage = z.output<typeof JobPage>;
