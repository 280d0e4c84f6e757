/** Every way an operation can fail: the code is part of the API (`urn:ambit:problem:<code>`), the status and title follow from it. */
export const problems = {
  invalid_input: { status: 400, title: "The input is not valid" },
  renamed: { status: 308, title: "It has another address now" },
  unauthenticated: { status: 401, title: "Sign in first" },
  forbidden: { status: 403, title: "You may not do this" },
  reauthentication_required: { status: 403, title: "Confirm that it is you" },
  cross_site_request: { status: 403, title: "The request came from another site" },
  not_found: { status: 404, title: "Not found" },
  wrong_role: { status: 404, title: "This process does not answer here" },
  method_not_allowed: { status: 405, title: "The method does not exist here" },
  request_timeout: { status: 408, title: "The body took too long" },
  conflict: { status: 409, title: "The state does not allow it" },
  last_admin: { status: 409, title: "Somebody must stay admin" },
  request_in_progress: { status: 409, title: "The first request is still running" },
  gone: { status: 410, title: "No longer there" },
  stale_version: { status: 412, title: "Somebody changed it first" },
  body_too_large: { status: 413, title: "The body is too large" },
  unsupported_media_type: { status: 415, title: "The body must be JSON" },
  idempotency_key_reused: { status: 422, title: "The key was used for another request" },
  version_required: { status: 428, title: "Say which version you change" },
  rate_limited: { status: 429, title: "Too many requests" },
  internal: { status: 500, title: "Something failed on our side" },
  unavailable: { status: 503, title: "Not available right now" },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problems;

export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(problems, code);
}

/** One fault of the input: where (JSON pointer), what kind, in words. */
export type Fault = { pointer: string; code: string; detail: string };

type Extra = {
  faults?: readonly Fault[];
  retryAfterSeconds?: number;
  members?: Readonly<Record<string, unknown>>;
  cause?: unknown;
};

export class AppError extends Error {
  readonly code: ProblemCode;
  readonly faults: readonly Fault[];
  readonly retryAfterSeconds: number | undefined;
  /** Members added to the problem document: what is missing, who can give it. Never internals. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(code: ProblemCode, detail: string, extra: Extra = {}) {
    super(detail, extra.cause === undefined ? undefined : { cause: extra.cause });
    this.name = "AppError";
    this.code = code;
    this.faults = extra.faults ?? [];
    this.retryAfterSeconds = extra.retryAfterSeconds;
    this.members = extra.members ?? {};
  }
}

/** Next's bundle and server.ts's bundle each hold a copy of this class, so `instanceof` would miss the other one's errors. */
export function isAppError(error: unknown): error is AppError {
  return (
    error instanceof Error &&
    error.name === "AppError" &&
    "code" in error &&
    typeof error.code === "string" &&
    isProblemCode(error.code)
  );
}
