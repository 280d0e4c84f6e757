import { defineOperation } from "@/lib/http/operation";
import { Job, JobPage, JobParams, ListJobsQuery } from "@/lib/jobs/schema";

const tag = "Jobs";
const failed = {
  id: "1042",
  version: 0,
  name: "housekeeping",
  state: "failed",
  attempts: 3,
  max_attempts: 3,
  run_at: "2026-11-21T09:41:07.482Z",
  created_at: "2026-11-21T09:40:00.000Z",
  updated_at: "2026-11-21T09:41:07.482Z",
  last_error: "canceling statement due to statement timeout",
  payload: {},
  abilities: ["retry", "discard"],
} as const;

export const jobOperations = {
  listJobs: defineOperation({
    id: "listJobs",
    method: "GET",
    path: "/api/v1/jobs",
    summary: "Background jobs, newest first; `state=failed` are those whose attempts are used up",
    tag,
    access: { kind: "permission", action: "jobs.read" },
    query: ListJobsQuery,
    output: JobPage,
    status: 200,
    example: { query: { state: ["failed"], limit: 50 }, output: { data: [failed], next_cursor: null } },
  }),
  retryJob: defineOperation({
    id: "retryJob",
    method: "POST",
    path: "/api/v1/jobs/{id}/retry",
    summary: "Run a job that failed for good again, with all its attempts",
    tag,
    access: { kind: "permission", action: "jobs.manage" },
    params: JobParams,
    output: Job,
    status: 200,
    personOnly: true,
    audits: ["job.retried"],
    problems: ["not_found", "conflict"],
    example: { params: { id: failed.id }, output: { ...failed, state: "waiting", attempts: 0, abilities: [] } },
  }),
  discardJob: defineOperation({
    id: "discardJob",
    method: "DELETE",
    path: "/api/v1/jobs/{id}",
    summary: "Give up a job that failed for good",
    tag,
    access: { kind: "permission", action: "jobs.manage" },
    params: JobParams,
    status: 204,
    personOnly: true,
    audits: ["job.discarded"],
    problems: ["not_found", "conflict"],
    example: { params: { id: failed.id } },
  }),
};
