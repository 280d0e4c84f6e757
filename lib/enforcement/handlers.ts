import type { Role } from "@/lib/enforcement/dispatch";
import type { PlaneOperation } from "@/lib/enforcement/paths";
import type { Readiness } from "@/lib/enforcement/readiness";
import { type Exchange, send, sendJson, sendProblem } from "@/lib/enforcement/respond";
import type { PlaneState } from "@/lib/enforcement/state";

export type PlaneContext = { role: Role; state: PlaneState; ready: () => Readiness };

/** `name` is the open segment of the path, empty where it has none. */
export type PlaneHandler = (context: PlaneContext, exchange: Exchange, name: string) => void | Promise<void>;

/** What this build answers; a listed path without an entry is one that is still to come, and unknown to callers. */
export const planeHandlers: Partial<Record<PlaneOperation, PlaneHandler>> = {
  getHealth: (_context, exchange) => sendJson(exchange, 200, { status: "alive" }),
  getReadiness,
  getMetrics,
  getJwks: (context, exchange) => sendKeys(exchange, context.state.readKeys()?.jwks, "application/jwk-set+json"),
  getKeyHistory: (context, exchange) => sendKeys(exchange, context.state.readKeys()?.keyHistory, "application/jwt"),
};

function getReadiness({ role, ready }: PlaneContext, exchange: Exchange): void {
  const { ready: isReady, missing, degraded } = ready();
  if (isReady) return sendJson(exchange, 200, { status: "ready", role, degraded });
  sendProblem(exchange, {
    code: "unavailable",
    detail: `Not ready: ${missing.join("; ")}.`,
    members: { role, missing, degraded },
    headers: { "Retry-After": "1" },
  });
}

/** No token can have `metrics:read` yet; until then the address of AMBIT_METRICS_LISTEN is the only way to them. */
function getMetrics(_context: PlaneContext, exchange: Exchange): void {
  sendProblem(exchange, {
    code: "unauthenticated",
    detail: "Metrics need a token of scope metrics:read, or the address set in AMBIT_METRICS_LISTEN.",
    headers: { "WWW-Authenticate": 'Bearer realm="ambit", scope="metrics:read"' },
  });
}

function sendKeys(exchange: Exchange, body: string | undefined, type: string): void {
  if (body === undefined) {
    return sendProblem(exchange, {
      code: "unavailable",
      detail: "The signing keys are not read yet.",
      headers: { "Retry-After": "1" },
    });
  }
  send(exchange, 200, type, body, { "Cache-Control": "public, max-age=60", "Access-Control-Allow-Origin": "*" });
}
