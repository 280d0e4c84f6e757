import "server-only";
import { can } from "@/lib/access/permissions";
import type { Viewer } from "@/lib/core/viewer";
import type { JobRow } from "@/lib/jobs/repository";
import { judgeState, maskError, maskPayload } from "@/lib/jobs/rules";
import type { Job } from "@/lib/jobs/schema";

export function presentJob(viewer: Viewer, row: JobRow): Job {
  const state = judgeState(row);
  return {
    id: String(row.id),
    version: row.revision,
    name: row.name,
    state,
    attempts: row.attempts,
    max_attempts: row.maxAttempts,
    run_at: row.runAt.toISOString(),
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    last_error: row.lastError === null ? null : maskError(row.lastError),
    payload: JSON.parse(JSON.stringify(maskPayload(row.payload))) as Job["payload"],
    abilities: state === "failed" && can(viewer, "jobs.manage") ? ["retry", "discard"] : [],
  };
}
