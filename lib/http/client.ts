import { AppError, type Fault, isProblemCode, type ProblemCode } from "@/lib/core/errors";
import type { JsonObject } from "@/lib/core/json";
import type { CallInput, Operation, Output } from "@/lib/http/operation";

/** A problem the API answered, or the network: what the screens read. */
export class ApiError extends AppError {
  readonly status: number;
  readonly requestId: string | null;
  constructor(
    code: ProblemCode,
    problem: Problem,
    response: { status: number; requestId: string | null; retryAfterSeconds?: number },
  ) {
    const retry = response.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: response.retryAfterSeconds };
    super(code, problem.detail ?? problem.title ?? "The request failed.", {
      faults: problem.errors ?? [],
      members: problem,
      ...retry,
    });
    this.status = response.status;
    this.requestId = response.requestId;
  }
}

type Problem = { type?: string; title?: string; detail?: string; errors?: readonly Fault[] } & Readonly<
  Record<string, unknown>
>;

/** What the shell listens to: `session-ended` (a 401 where a session was needed), `offline` (no answer), `online` (one came again). */
export const apiEvents = new EventTarget();
export type ApiEvent = "session-ended" | "offline" | "online";

type CallOptions = {
  signal?: AbortSignal;
  /** Repeats of one intention share a key, so that it is carried out once. */ idempotencyKey?: string;
};
type LooseInput = {
  params?: Readonly<Record<string, unknown>>;
  query?: Readonly<Record<string, unknown>>;
  body?: unknown;
  version?: number;
};

/** Calls the REST API as everybody else does. The answer is not parsed again: the server held it to the same schema. */
export async function callOperation<O extends Operation>(
  operation: O,
  input: CallInput<O>,
  options: CallOptions = {},
): Promise<Output<O>> {
  const loose: LooseInput = input;
  const request: RequestInit = {
    method: operation.method,
    headers: writeHeaders(operation, loose, options),
    credentials: "same-origin",
    cache: "no-store",
    ...(loose.body === undefined ? {} : { body: JSON.stringify(loose.body) }),
    ...(options.signal ? { signal: options.signal } : {}),
  };
  const response = await send(buildUrl(operation, loose), request);
  if (!response.ok) throw await readProblem(operation, response);
  return (response.status === 204 ? undefined : await response.json()) as Output<O>;
}

/** The address of an operation, also for links: `buildUrl(listPeople, { query: { format: "csv" } })`. */
export function buildUrl(operation: Operation, input: LooseInput): string {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(input.params?.[name])),
  );
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(input.query ?? {})) {
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined && one !== null) query.append(key, String(one));
  }
  return query.size > 0 ? `${path}?${query}` : path;
}

function writeHeaders(operation: Operation, input: LooseInput, options: CallOptions): Record<string, string> {
  return {
    accept: "application/json",
    ...(input.body === undefined ? {} : { "content-type": "application/json" }),
    ...(input.version === undefined ? {} : { "if-match": `"v${input.version}"` }),
    ...(operation.idempotent ? { "idempotency-key": options.idempotencyKey ?? crypto.randomUUID() } : {}),
  };
}

async function send(url: string, request: RequestInit): Promise<Response> {
  try {
    const response = await fetch(url, request);
    announce("online");
    return response;
  } catch (error) {
    // A call that was given up on says nothing about the network.
    if (request.signal?.aborted) throw error;
    announce("offline");
    throw new ApiError(
      "unavailable",
      { detail: "No answer. Check the connection, then try again." },
      { status: 0, requestId: null },
    );
  }
}

async function readProblem(operation: Operation, response: Response): Promise<ApiError> {
  const isProblem = response.headers.get("content-type")?.startsWith("application/problem+json") ?? false;
  const problem: Problem = isProblem ? ((await response.json()) as JsonObject) : { title: response.statusText };
  const code = problem.type?.replace("urn:ambit:problem:", "") ?? "";
  const retryAfter = Number(response.headers.get("retry-after") ?? Number.NaN);
  if (response.status === 401 && operation.access.kind !== "public") announce("session-ended");
  return new ApiError(isProblemCode(code) ? code : "internal", problem, {
    status: response.status,
    requestId: response.headers.get("x-request-id"),
    ...(Number.isNaN(retryAfter) ? {} : { retryAfterSeconds: retryAfter }),
  });
}

function announce(event: ApiEvent): void {
  apiEvents.dispatchEvent(new Event(event));
}
