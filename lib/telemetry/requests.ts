import { log } from "@/lib/telemetry/log";
import { getMetrics } from "@/lib/telemetry/metrics";
import { type RequestSpan, startRequestSpan } from "@/lib/telemetry/tracing";

/** What whoever answers knows about a request and the server does not. */
export type RequestNote = {
  /** Operation id, or a fixed word (`page`, `asset`): never a path, which callers choose. */
  operation?: string;
  viewerId?: string;
  /** A failure of ours. It is logged with the request's line and nowhere else. */
  error?: unknown;
};

type OpenRequest = {
  method: string;
  path: string;
  startedAt: number;
  note: RequestNote;
  span: RequestSpan | undefined;
};

const holder = globalThis as typeof globalThis & { ambitRequests?: Map<string, OpenRequest> };
holder.ambitRequests ??= new Map();
const open = holder.ambitRequests;

/** Answered many times a second by healthy callers: counted always, logged only when they fail. */
const quiet = new Set(["getHealth", "getReadiness", "getMetrics", "getJwks", "getPolicy", "asset"]);

/**
 * The server calls it before anything else. The path goes without its query, which may carry a token. Answers the trace
 * context for whoever goes on with the request, if there is one.
 */
export function beginRequest(requestId: string, method: string, path: string, traceparent = ""): string | undefined {
  const span = startRequestSpan(method, traceparent);
  open.set(requestId, { method, path, startedAt: performance.now(), note: {}, span });
  return span?.traceparent;
}

/** While a request runs its id is its own: a second one of that name would share, and so hide, the first one's line. */
export function isRequestOpen(requestId: string): boolean {
  return open.has(requestId);
}

/** The dispatcher, the plane and Next's error hook say here what they know; outside a server an error is logged at once. */
export function noteRequest(requestId: string, note: RequestNote): void {
  const request = open.get(requestId);
  if (request) Object.assign(request.note, note);
  else if (note.error !== undefined) log.error({ request_id: requestId, err: note.error }, "request");
}

/** One line and one count per request, when its answer has left. */
export function endRequest(requestId: string, status: number): void {
  const request = open.get(requestId);
  if (!request) return;
  open.delete(requestId);
  const { operation = "unknown", viewerId, error } = request.note;
  const seconds = (performance.now() - request.startedAt) / 1000;
  const { httpRequests, httpSeconds } = getMetrics();
  httpRequests.inc({ operation, method: request.method, status });
  httpSeconds.observe({ operation }, seconds);
  const level = chooseLevel(operation, status, error);
  if (level !== "debug") endSpan(requestId, request, status);
  if (!log.isLevelEnabled(level)) return;
  log[level](
    {
      request_id: requestId,
      operation,
      method: request.method,
      path: request.path.slice(0, 200),
      status,
      ms: Math.round(seconds * 1000),
      ...(viewerId === undefined ? {} : { viewer: viewerId }),
      ...(error === undefined ? {} : { err: error }),
    },
    "request",
  );
}

/** A span that is not ended is not sent: what is too dull for the log is too dull for a trace. */
function endSpan(requestId: string, { span, method, path, note }: OpenRequest, status: number): void {
  const { operation = "unknown", error } = note;
  span?.end({
    name: `${method} ${operation}`,
    status,
    failed: error !== undefined || status >= 500,
    attributes: {
      "http.request.method": method,
      "url.path": path.slice(0, 200),
      "ambit.operation": operation,
      "ambit.request_id": requestId,
    },
  });
}

function chooseLevel(operation: string, status: number, error: unknown): "debug" | "info" | "error" {
  // 501 is what a stranger's method gets, and 503 has a cause of its own in the log.
  if (error !== undefined || (status >= 500 && status !== 501 && status !== 503)) return "error";
  return status < 400 && quiet.has(operation) ? "debug" : "info";
}
