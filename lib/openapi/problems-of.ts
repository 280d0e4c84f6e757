import { type ProblemCode, problems } from "@/lib/core/errors";
import type { Operation } from "@/lib/http/operation";

/** Every problem an operation can answer: what follows from its fields, then its own. Sorted by status. */
export function listProblems(operation: Operation): ProblemCode[] {
  const codes = operation.plane ? [] : followingProblems(operation);
  return [...new Set([...codes, ...(operation.problems ?? [])])].toSorted(
    (a, b) => problems[a].status - problems[b].status,
  );
}

function followingProblems(operation: Operation): ProblemCode[] {
  const writes = operation.method !== "GET";
  const when = (holds: boolean, ...codes: ProblemCode[]): ProblemCode[] => (holds ? codes : []);
  return [
    "invalid_input",
    ...when(operation.access.kind !== "public", "unauthenticated"),
    ...when(operation.access.kind === "permission", "forbidden"),
    ...when(operation.recentMinutes !== undefined, "reauthentication_required"),
    ...when(writes, "cross_site_request", "request_timeout", "body_too_large", "unsupported_media_type"),
    ...when(operation.params !== undefined, "not_found"),
    ...when(operation.versioned === "write", "stale_version", "version_required"),
    ...when(operation.idempotent === true, "request_in_progress", "gone", "idempotency_key_reused"),
    ...when(operation.rateLimits !== undefined, "rate_limited"),
    "internal",
    "unavailable",
  ];
}
