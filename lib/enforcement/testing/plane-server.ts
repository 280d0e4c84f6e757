import { createServer, type Server } from "node:http";
import { connect } from "node:net";
import { environments } from "@/lib/core/environments";
import type { ConsoleAddress } from "@/lib/enforcement/console-door";
import type { Role } from "@/lib/enforcement/dispatch";
import { configureHttpServer, httpServerOptions } from "@/lib/enforcement/http-server";
import { createPlane, type Plane } from "@/lib/enforcement/server";
import { createPlaneState, type PlaneState } from "@/lib/enforcement/state";

export type PlaneServer = {
  url: string;
  port: number;
  plane: Plane;
  state: PlaneState;
  passed: string[];
  /** With what the thing behind answers. */
  behind: { status: number };
  close: () => Promise<void>;
};

/** The plane on a port of its own, with something behind it that says which requests it was left. */
export async function servePlane(
  role: Role,
  state: PlaneState = createPlaneState(),
  given: Partial<ConsoleAddress> = {},
): Promise<PlaneServer> {
  const passed: string[] = [];
  const behind = { status: 200 };
  const server = createServer(httpServerOptions, (req, res) => {
    if (plane.handle(req, res)) return;
    passed.push(`${req.method} ${req.url}`);
    res.statusCode = behind.status;
    res.setHeader("content-type", "application/json");
    res.end(
      JSON.stringify({
        console: true,
        requestId: req.headers["x-request-id"],
        peer: req.headers["x-ambit-peer"],
        headers: req.headers,
      }),
    );
  });
  configureHttpServer(server);
  const port = await listen(server);
  const address = { publicUrl: `http://127.0.0.1:${port}`, trustedProxies: [], ...given };
  const plane = createPlane({ role, state, address });
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    plane,
    state,
    passed,
    behind,
    async close() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => void server.close(() => resolve()));
    },
  };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
}

/** A state as after the first read of a migrated database. */
export function createFilledState(leaseMs?: number): PlaneState {
  const state = createPlaneState(leaseMs);
  const readAt = performance.now();
  state.setDatabase(true);
  state.setMigrated();
  state.setKeys({ jwks: '{"keys":[{"kid":"k1"}]}', keyHistory: "a.b.c" });
  for (const environment of environments) {
    state.replaceSnapshot({ environment, epoch: 1, sequence: 1, digest: "sha-256:x", body: Buffer.from("{}") }, readAt);
  }
  return state;
}

/** Bytes in, bytes out, until the server closes or the time is over. */
export function sendRaw(port: number, text: string, waitMs = 1_000): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(text));
    let answer = "";
    const timer = setTimeout(() => socket.destroy(), waitMs);
    socket.on("data", (chunk) => (answer += chunk.toString("latin1")));
    socket.on("error", () => undefined);
    socket.on("close", () => {
      clearTimeout(timer);
      resolve(answer);
    });
  });
}
