import type { IncomingMessage, ServerResponse } from "node:http";
import { chooseRequestId } from "@/lib/http/request-id";
import { chooseRoute, type Role, type Route } from "@/lib/enforcement/dispatch";
import { type ConsoleAddress, createConsoleDoor, nameConsoleRequest } from "@/lib/enforcement/console-door";
import { type PlaneContext, planeHandlers } from "@/lib/enforcement/handlers";
import { judgeReadiness, type Readiness } from "@/lib/enforcement/readiness";
import { adoptOwnTarget } from "@/lib/enforcement/own-target";
import { type Exchange, sendProblem } from "@/lib/enforcement/respond";
import type { PlaneState } from "@/lib/enforcement/state";
import { listPlaneHeaders } from "@/lib/http/security-headers";
import { beginRequest, endRequest, isRequestOpen, noteRequest } from "@/lib/telemetry/requests";

export type PlaneOptions = { role: Role; state: PlaneState; address: ConsoleAddress };

export type Plane = {
  /** True: answered here. False: prepared for Next, which must answer. */
  handle: (req: IncomingMessage, res: ServerResponse) => boolean;
  ready: () => Readiness;
  /** Not ready from now on, and every answer closes its connection. Resolves when the plane's own answers have left. */
  drain: () => Promise<void>;
};

/** More header lines than any client of ours sends. Node would drop the rest in silence, a repeated header with them. */
const mostHeaderLines = 200;

/** The enforcement plane on bare node:http: it looks at every request of the port before Next does. */
export function createPlane({ role, state, address }: PlaneOptions): Plane {
  const openDoor = createConsoleDoor(address, () => !state.readFacts().database);
  const planeHeaders = listPlaneHeaders(address.publicUrl);
  let wasReady = false;
  let draining = false;
  let answering = 0;
  const idle: (() => void)[] = [];

  function ready(): Readiness {
    if (draining) return { ready: false, missing: ["this process is shutting down"], degraded: [] };
    const readiness = judgeReadiness(role, state.readFacts(), wasReady);
    wasReady ||= readiness.ready;
    return readiness;
  }
  const context: PlaneContext = { role, state, ready };
  // "Was ready once" must not depend on whether anybody asked before the database went away.
  ready();

  function handle(req: IncomingMessage, res: ServerResponse): boolean {
    const exchange = openExchange(req, res);
    if (draining) res.setHeader("Connection", "close");
    adoptOwnTarget(req, address.publicUrl);
    const route = readRoute(req, role);
    if (route.kind === "console") {
      noteRequest(exchange.requestId, { operation: nameConsoleRequest(req.url ?? "") });
      return openDoor(exchange);
    }
    for (const [name, value] of planeHeaders) res.setHeader(name, value);
    answering++;
    res.once("close", () => {
      if (--answering === 0) for (const resolve of idle.splice(0)) resolve();
    });
    answer(context, exchange, route);
    return true;
  }

  return {
    handle,
    ready,
    async drain() {
      draining = true;
      if (answering > 0) await new Promise<void>((resolve) => void idle.push(resolve));
    },
  };
}

function openExchange(req: IncomingMessage, res: ServerResponse): Exchange {
  const named = chooseRequestId(req.headers["x-request-id"]);
  const requestId = isRequestOpen(named) ? chooseRequestId(undefined) : named;
  const [path = ""] = (req.url ?? "").split("?", 1);
  const traceparent = beginRequest(requestId, req.method ?? "", path, readSingle(req.headers["traceparent"]));
  if (traceparent !== undefined) req.headers["traceparent"] = traceparent;
  res.setHeader("X-Request-Id", requestId);
  // 499 as nginx writes it: the caller went away before the answer did.
  res.once("close", () => endRequest(requestId, res.writableFinished ? res.statusCode : 499));
  return { req, res, requestId };
}

function readSingle(header: string | string[] | undefined): string {
  return typeof header === "string" ? header : "";
}

function readRoute(req: IncomingMessage, role: Role): Route {
  if (req.rawHeaders.length > 2 * mostHeaderLines)
    return { kind: "malformed", detail: `More than ${mostHeaderLines} header lines.` };
  // RFC 9112, 3.2. Left to Node the refusal would have no words.
  if (req.httpVersion === "1.1" && req.headers.host === undefined)
    return { kind: "malformed", detail: "HTTP/1.1 needs a Host header." };
  const { authorization, cookie } = req.headers;
  return chooseRoute({ method: req.method ?? "", url: req.url ?? "", authorization, cookie }, role);
}

function answer(context: PlaneContext, exchange: Exchange, route: Exclude<Route, { kind: "console" }>): void {
  switch (route.kind) {
    case "malformed":
      return sendProblem(exchange, { code: "invalid_input", detail: route.detail });
    case "wrong_role":
      return sendProblem(exchange, {
        code: "wrong_role",
        detail: `This process runs with AMBIT_ROLE=${context.role}; the role ${route.answeredBy} answers here.`,
        members: { role: context.role },
      });
    case "unknown":
      return sendProblem(exchange, {
        code: "not_found",
        detail: "There is nothing at this address. /api/docs lists what there is.",
      });
    case "unknown_method":
      return sendProblem(exchange, {
        code: "method_not_allowed",
        status: 501,
        detail: "Nothing here knows this method.",
      });
    case "wrong_method":
      if (route.operation) noteRequest(exchange.requestId, { operation: route.operation });
      return sendProblem(exchange, {
        code: "method_not_allowed",
        detail: `This path answers ${route.allow.join(", ")}.`,
        headers: { Allow: route.allow.join(", ") },
      });
    case "plane":
      return void runHandler(context, exchange, route);
  }
}

async function runHandler(
  context: PlaneContext,
  exchange: Exchange,
  { operation, name }: Extract<Route, { kind: "plane" }>,
): Promise<void> {
  noteRequest(exchange.requestId, { operation });
  const handler = planeHandlers[operation];
  if (!handler)
    return sendProblem(exchange, { code: "not_found", detail: "This version of Ambit does not answer here." });
  try {
    await handler(context, exchange, name);
  } catch (error) {
    noteRequest(exchange.requestId, { error });
    if (exchange.res.headersSent) exchange.res.destroy();
    else sendProblem(exchange, { code: "internal", detail: "The request failed. Its id names it in the log." });
  }
}
