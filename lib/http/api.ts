import "server-only";
import type { Ctx } from "@/lib/access/context";
import { AppError, isAppError } from "@/lib/core/errors";
import type { Viewer } from "@/lib/core/viewer";
import { type Database, openDatabase } from "@/lib/db/client";
import { admit, limitRate, requireProof, requireSignIn } from "@/lib/http/admit";
import { peerHeader, readClientAddress } from "@/lib/http/client-address";
import { wantsCsv } from "@/lib/http/input/export";
import type { Call, ErasedHandler } from "@/lib/http/handler";
import type { Operation } from "@/lib/http/operation";
import { type ParsedInput, parseInput } from "@/lib/http/input/parse-input";
import { writeLocation } from "@/lib/http/answer/location";
import { readIfMatch } from "@/lib/http/preconditions";
import { problemResponse, toAppError } from "@/lib/http/problem";
import { chooseRequestId } from "@/lib/http/request-id";
import type { Download } from "@/lib/http/reply";
import { respond, respondCsv, respondDownload } from "@/lib/http/answer/respond";
import { buildRoutes, findRoute, listMethods } from "@/lib/http/routes";
import { runOnce } from "@/lib/http/run-once";
import { refuseOtherSites } from "@/lib/http/input/same-origin";
import type { RequestNote } from "@/lib/telemetry/requests";

export type Api = {
  operations: Readonly<Record<string, Operation>>;
  handlers: Readonly<Record<string, ErasedHandler>>;
  authenticate: (headers: Headers) => Promise<Viewer>;
  openDatabase?: () => Database;
  readSettings: () => { publicUrl: string; trustedProxies: readonly string[] };
  /** Tells whoever logs and counts the request what only we know of it. */
  note: (requestId: string, note: RequestNote) => void;
  readTime?: () => Date;
};

/** What is known of the request so far, for the one log line at its end. */
type Trace = { requestId: string; operation?: Operation; viewer?: Viewer; allow?: string };

/** Far below the second within which an ended sign-in ends everywhere. */
const askAgainAfterMs = 100;

/** The one door to every JSON operation that Next answers: everything that holds for all of them happens here, once. */
export function createApi(api: Api): (request: Request) => Promise<Response> {
  const routes = buildRoutes(
    Object.fromEntries(Object.entries(api.operations).filter(([, operation]) => !operation.plane)),
  );

  const readTime = api.readTime ?? (() => new Date());

  async function answer(request: Request, trace: Trace): Promise<Response> {
    const route = findRoute(routes, new URL(request.url).pathname);
    if (!route) throw new AppError("not_found", "There is nothing at this address. /api/docs lists what there is.");
    const allow = listMethods(route).join(", ");
    if (request.method === "OPTIONS") return new Response(null, { status: 204, headers: { allow } });
    const operation = route.byMethod.get(request.method === "HEAD" ? "GET" : request.method);
    if (!operation) {
      trace.allow = allow;
      throw new AppError("method_not_allowed", `This address knows ${allow}.`);
    }
    trace.operation = operation;
    const db = (api.openDatabase ?? openDatabase)();
    const openCtx = async (): Promise<Ctx> => {
      trace.viewer = await api.authenticate(request.headers);
      return { viewer: trace.viewer, requestId: trace.requestId, now: readTime(), db };
    };
    await refuseOtherSites(request, operation, api.readSettings().publicUrl, openCtx);
    const identify = async (): Promise<Ctx> => {
      const ctx = await openCtx();
      requireSignIn(ctx, operation);
      return ctx;
    };
    const first = await identify();
    const call = describeCall(request, api.readSettings().trustedProxies);
    await limitRate(first, operation, call.address);
    const input = await parseInput(operation, request, route.params);
    // A body may take its time. Who sends the last byte is asked again who they are now, and acts now, not then.
    const isSlow = readTime().getTime() - first.now.getTime() > askAgainAfterMs;
    const ctx = isSlow ? await identify() : first;
    const fail = (error: unknown): void => api.note(trace.requestId, { error });
    return carryOut({
      ctx,
      operation,
      request,
      call,
      params: route.params,
      input,
      handler: api.handlers[operation.id],
      fail,
      locate: (output) => writeLocation(api.operations, operation, route.params, output),
    });
  }

  return async (request) => {
    const now = readTime();
    const trace: Trace = { requestId: chooseRequestId(request.headers.get("x-request-id")) };
    let response: Response;
    try {
      response = await answer(request, trace);
      api.note(trace.requestId, describeTrace(trace));
    } catch (error) {
      const failure = toAppError(error);
      response = problemResponse(failure, trace.requestId, {
        ...(trace.allow === undefined ? {} : { allow: trace.allow }),
        ...leadOn(request, trace.operation, failure),
      });
      api.note(trace.requestId, {
        ...describeTrace(trace),
        ...(response.status >= 500 ? { error: failure.cause ?? failure } : {}),
      });
    }
    return finish(request, response, trace.requestId, now);
  };
}

/**
 * A renamed thing answers under its old address with the new one, the rest of the address unchanged. Only where the path
 * names it: a word of the address may be somebody's slug, and a body cannot be led on.
 */
function leadOn(
  request: Request,
  operation: Operation | undefined,
  { code, members }: AppError,
): Record<string, string> {
  const { slug, renamed_to: renamed } = members;
  if (code !== "renamed" || typeof slug !== "string" || typeof renamed !== "string" || !operation) return {};
  const { pathname, search } = new URL(request.url);
  const pattern = operation.path.split("/");
  const isNamed = (part: string, at: number): boolean =>
    pattern[at]?.startsWith("{") === true && decodeURIComponent(part) === slug;
  const parts = pathname.split("/");
  if (!parts.some(isNamed)) return {};
  return { location: `${parts.map((part, at) => (isNamed(part, at) ? renamed : part)).join("/")}${search}` };
}

function describeTrace({ operation, viewer }: Trace): RequestNote {
  return {
    ...(operation ? { operation: operation.id } : {}),
    ...(viewer && viewer.kind !== "anonymous" ? { viewerId: viewer.id } : {}),
  };
}

type Work = {
  ctx: Ctx;
  operation: Operation;
  request: Request;
  call: Call;
  params: Readonly<Record<string, string>>;
  input: ParsedInput;
  handler: ErasedHandler | undefined;
  fail: (error: unknown) => void;
  locate: (output: unknown) => string | undefined;
};

async function carryOut(work: Work): Promise<Response> {
  const { ctx, operation, request, input } = work;
  if (!work.handler) throw new Error(`No handler for ${operation.id}.`);
  const handler = typeof work.handler === "function" ? { run: work.handler } : work.handler;
  if (operation.csv && handler.csv && wantsCsv(request)) {
    await admit(ctx, operation.csv.access, work.params);
    // Who only asks about a file takes nothing away, so nothing is recorded.
    const table =
      request.method === "HEAD" ? { header: [], rows: [] } : await handler.csv(ctx, { ...input, version: 0 } as never);
    return respondCsv(operation.csv.filename, table, work.fail);
  }
  await admit(ctx, operation.access, work.params);
  requireProof(ctx, operation);
  const result = await runGuarded(work, handler);
  if (operation.produces) return respondDownload(result as Download, work.fail);
  return respond(operation, result, request, work.locate);
}

type Parts = Exclude<ErasedHandler, (...args: never) => unknown>;

/** Under the precondition or the key that the operation asks for. */
async function runGuarded({ ctx, operation, request, call, input }: Work, handler: Parts): Promise<unknown> {
  const { sentBody, ...parts } = input;
  const run = (version: number): Promise<unknown> => handler.run(ctx, { ...parts, version } as never, call);
  if (operation.versioned === "write") return runForVersions(readIfMatch(request.headers.get("if-match")), run);
  const key = request.headers.get("idempotency-key");
  const { again } = handler;
  if (!operation.idempotent || key === null || !again) return run(0);
  const path = new URL(request.url).pathname;
  return runOnce(
    ctx,
    { operation, key, path, sentBody },
    () => run(0),
    (id) => again(ctx, id),
  );
}

/** If-Match may list versions: the change is made on the one that is current. A refusal for staleness has changed nothing. */
async function runForVersions(
  versions: readonly number[],
  run: (version: number) => Promise<unknown>,
): Promise<unknown> {
  for (const version of versions) {
    try {
      return await run(version);
    } catch (error) {
      if (!isAppError(error) || error.code !== "stale_version" || version === versions.at(-1)) throw error;
    }
  }
  throw new AppError("stale_version", "If-Match names no version this resource has. Read it again.");
}

function describeCall({ headers }: Request, trustedProxies: readonly string[]): Call {
  const address = readClientAddress(
    { peer: headers.get(peerHeader), forwardedFor: headers.get("x-forwarded-for") },
    trustedProxies,
  );
  return { address, userAgent: (headers.get("user-agent") ?? "").slice(0, 300), headers };
}

function finish(request: Request, response: Response, requestId: string, now: Date): Response {
  const { headers } = response;
  headers.set("x-request-id", requestId);
  headers.set("date", now.toUTCString());
  headers.set("cache-control", "private, no-store");
  headers.set("x-content-type-options", "nosniff");
  // Nobody reads the rest of such a body; its connection could carry it for a minute.
  if (response.status === 408 || response.status === 413) headers.set("connection", "close");
  if (request.method !== "HEAD") return response;
  void response.body?.cancel();
  return new Response(null, { status: response.status, headers });
}
