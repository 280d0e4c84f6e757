import { AppError, isAppError, problems } from "@/lib/core/errors";
import { isDatabaseAway } from "@/lib/db/database-away";
import { isOvertaken } from "@/lib/db/overtaken";

const retryAfterAwaySeconds = 5;

/** The one place where an error becomes a problem. What is not an AppError stays in the log: its text may hold internals. */
export function toAppError(error: unknown): AppError {
  if (isAppError(error)) return error;
  if (isDatabaseAway(error)) {
    return new AppError("unavailable", "The database does not answer. Try again soon.", {
      retryAfterSeconds: retryAfterAwaySeconds,
      cause: error,
    });
  }
  if (isOvertaken(error)) {
    return new AppError("conflict", "Somebody changed it at the same moment. Read again, then decide.", {
      cause: error,
    });
  }
  return new AppError("internal", "Something failed on our side. The request id finds it in the log.", {
    cause: error,
  });
}

/** RFC 9457. */
export function problemResponse(
  error: AppError,
  requestId: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const { status, title } = problems[error.code];
  const document = {
    ...error.members,
    type: `urn:ambit:problem:${error.code}`,
    title,
    status,
    detail: error.message,
    instance: `urn:ambit:request:${requestId}`,
    ...(error.faults.length > 0 ? { errors: error.faults } : {}),
  };
  return new Response(JSON.stringify(document), {
    status,
    headers: {
      "content-type": "application/problem+json",
      ...challenge(status),
      ...retryAfter(status, error),
      ...headers,
    },
  });
}

function challenge(status: number): Record<string, string> {
  return status === 401 ? { "www-authenticate": 'Session realm="ambit"' } : {};
}

function retryAfter(status: number, error: AppError): Record<string, string> {
  const seconds = error.retryAfterSeconds ?? (status === 429 || status === 503 ? retryAfterAwaySeconds : undefined);
  return seconds === undefined ? {} : { "retry-after": String(Math.max(1, Math.ceil(seconds))) };
}
