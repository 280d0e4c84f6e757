import { afterEach, describe, expect, test } from "vitest";
import type { Role } from "@/lib/enforcement/dispatch";
import { startMetricsListener } from "@/lib/enforcement/metrics-listener";
import { planeHandlers } from "@/lib/enforcement/handlers";
import type { PlaneState } from "@/lib/enforcement/state";
import { createFilledState, type PlaneServer, sendRaw, servePlane } from "@/lib/enforcement/testing/plane-server";
import { operations } from "@/lib/openapi/operations";

const open: { close: () => Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function serve(role: Role = "all", state: PlaneState = createFilledState()): Promise<PlaneServer> {
  const server = await servePlane(role, state);
  open.push(server);
  return server;
}

describe("health and discovery", () => {
  test.each(["all", "console", "enforcement", "worker"] as const)("role %s answers them", async (role) => {
    const { url, passed } = await serve(role);
    for (const [path, status] of [
      ["/healthz", 200],
      ["/readyz", 200],
      ["/.well-known/jwks.json", 200],
      ["/.well-known/ambit-keys", 200],
      ["/metrics", 401],
    ] as const) {
      const response = await fetch(url + path, { headers: { cookie: "ambit-session=x" } });
      expect([path, response.status]).toEqual([path, status]);
      expect(response.headers.get("date")).not.toBeNull();
      expect(response.headers.get("x-request-id")).toMatch(/^req_[0-9A-Z]{26}$/);
    }
    expect(passed).toEqual([]);
  });

  test("the answers are what OpenAPI says", async () => {
    const { url } = await serve();
    const readiness = await (await fetch(`${url}/readyz`)).json();
    expect(operations.getHealth.output.parse(await (await fetch(`${url}/healthz`)).json())).toEqual({
      status: "alive",
    });
    expect(operations.getReadiness.output.parse(readiness)).toEqual(readiness);
  });

  test("metrics ask for a token and say which", async () => {
    const { url } = await serve();
    const response = await fetch(`${url}/metrics`, { headers: { authorization: "Bearer made-up" } });
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe('Bearer realm="ambit", scope="metrics:read"');
    expect(await response.text()).not.toContain("ambit_http_requests_total");
  });

  test("keys that are not read yet are 503, not an empty set", async () => {
    const state = createFilledState();
    const { url } = await serve("all", { ...state, readKeys: () => undefined });
    const response = await fetch(`${url}/.well-known/jwks.json`);
    expect([response.status, response.headers.get("retry-after")]).toEqual([503, "1"]);
  });
});

describe("readiness over the wire", () => {
  test("503 names what is missing and never says ready", async () => {
    const state = createFilledState();
    state.setDatabase(false);
    const { url } = await serve("worker", state);
    const response = await fetch(`${url}/readyz`);
    expect([response.status, response.headers.get("content-type"), response.headers.get("retry-after")]).toEqual([
      503,
      "application/problem+json",
      "1",
    ]);
    expect(await response.json()).toMatchObject({ type: "urn:ambit:problem:unavailable", missing: ["database"] });
  });

  test("all lives on its leases after it was ready once, until they end", async () => {
    const state = createFilledState(400);
    const { url } = await serve("all", state);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    state.setDatabase(false);
    const degraded = await fetch(`${url}/readyz`);
    expect([degraded.status, await degraded.json()]).toEqual([
      200,
      { status: "ready", role: "all", degraded: ["database"] },
    ]);
    await new Promise((resolve) => setTimeout(resolve, 450));
    expect((await fetch(`${url}/readyz`)).status).toBe(503);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  });

  test("while draining it is not ready, closes connections, and finishes what it answers", async () => {
    const { url, plane } = await serve();
    await plane.drain();
    const response = await fetch(`${url}/readyz`);
    expect([response.status, response.headers.get("connection")]).toEqual([503, "close"]);
  });
});

describe("what is not the plane's", () => {
  test("goes to the console with the id and the peer's address, whatever the caller wrote there", async () => {
    const { url } = await serve();
    const response = await fetch(`${url}/people?x=1`, {
      headers: { "x-request-id": "bad id\u00e9", "x-ambit-peer": "6.6.6.6" },
    });
    const body = (await response.json()) as { requestId: string; peer: string };
    expect(body.peer).toBe("127.0.0.1");
    expect(body.requestId).toBe(response.headers.get("x-request-id"));
    expect(body.requestId).toMatch(/^req_/);
  });

  test("a caller's own request id is kept", async () => {
    const { url } = await serve();
    const response = await fetch(`${url}/people`, { headers: { "x-request-id": "trace-4711.a:b" } });
    expect(response.headers.get("x-request-id")).toBe("trace-4711.a:b");
  });

  test("in a role without pages is 404 and names the role", async () => {
    const { url, passed } = await serve("worker");
    const response = await fetch(`${url}/people`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ type: "urn:ambit:problem:wrong_role", role: "worker" });
    expect(passed).toEqual([]);
  });

  test("enforcement in the console's role is 404 and names the role", async () => {
    const { url } = await serve("console");
    const response = await fetch(`${url}/access/v1/evaluation`, { method: "POST", body: "{}" });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ type: "urn:ambit:problem:wrong_role", role: "console" });
  });
});

test("HEAD has the headers of GET and no body; other methods are 405 with Allow", async () => {
  const { url, port } = await serve();
  const head = await sendRaw(port, "HEAD /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  expect(head).toMatch(/^HTTP\/1\.1 200 /);
  expect(head).toMatch(/Content-Length: 18\r\n/i);
  expect(head.endsWith("\r\n\r\n")).toBe(true);
  const response = await fetch(`${url}/healthz`, { method: "DELETE" });
  expect([response.status, response.headers.get("allow")]).toEqual([405, "GET, HEAD"]);
});

test("a handler that fails answers 500 without its words", async () => {
  const before = planeHandlers.getHealth;
  Object.assign(planeHandlers, { getHealth: () => Promise.reject(new Error("password is hunter2")) });
  try {
    const { url } = await serve();
    const response = await fetch(`${url}/healthz`);
    const text = await response.text();
    expect([response.status, response.headers.get("content-type")]).toEqual([500, "application/problem+json"]);
    expect(text).not.toContain("hunter2");
    expect(text).toContain(response.headers.get("x-request-id"));
  } finally {
    Object.assign(planeHandlers, { getHealth: before });
  }
});

test("the separate address answers metrics and nothing else", async () => {
  const { url } = await serve();
  await fetch(`${url}/healthz`);
  const metrics = await startMetricsListener({ host: "127.0.0.1", port: 0 });
  open.push({ close: metrics.stop });
  const response = await fetch(`http://127.0.0.1:${metrics.port}/metrics`);
  expect(response.status).toBe(200);
  expect(await response.text()).toMatch(
    /ambit_http_requests_total\{operation="getHealth",method="GET",status="200"\} \d/,
  );
  expect((await fetch(`http://127.0.0.1:${metrics.port}/healthz`)).status).toBe(404);
  expect((await fetch(`http://127.0.0.1:${metrics.port}/metrics`, { method: "POST" })).status).toBe(405);
});
