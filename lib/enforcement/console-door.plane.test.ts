import { afterEach, describe, expect, test } from "vitest";
import type { ConsoleAddress } from "@/lib/enforcement/console-door";
import { createFilledState, type PlaneServer, sendRaw, servePlane } from "@/lib/enforcement/testing/plane-server";

const open: PlaneServer[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

async function serve(address: Partial<ConsoleAddress> = {}): Promise<PlaneServer> {
  const server = await servePlane("all", createFilledState(), { publicUrl: "https://ambit.test", ...address });
  open.push(server);
  return server;
}

/** What a caller of our choice asks, on the wire; `proxy` stands in for a TLS proxy that passes on the public name. */
async function ask(server: PlaneServer, line: string, headers: readonly string[]): Promise<string> {
  return sendRaw(server.port, [`${line} HTTP/1.1`, ...headers, "Connection: close", "", ""].join("\r\n"));
}

const proxy = "Host: ambit.test";
const locationOf = (answer: string) => /\r\nLocation: (.*)\r\n/.exec(answer)?.[1];
const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1] ?? 0);
function readPassed(answer: string): Record<string, string> {
  return (JSON.parse(answer.slice(answer.indexOf("\r\n\r\n") + 4)) as { headers: Record<string, string> }).headers;
}

describe("pages under another name", () => {
  test.each(["GET", "HEAD"])("%s is sent to the public one, with path and query as they came", async (method) => {
    const server = await serve();
    const answer = await ask(server, `${method} /people//%2e%2e?q=a%20b&next=//evil.test#x`, ["Host: evil.test"]);
    expect([statusOf(answer), locationOf(answer)]).toEqual([
      308,
      "https://ambit.test/people//%2e%2e?q=a%20b&next=//evil.test#x",
    ]);
    expect(answer).toMatch(/\r\nCache-Control: no-store\r\n/);
    expect(server.passed).toEqual([]);
  });

  test.each(["ambit.test", "AMBIT.test", "ambit.test:443"])("%s is the public name", async (host) => {
    const server = await serve();
    expect(statusOf(await ask(server, "GET /people", [`Host: ${host}`]))).toBe(200);
  });

  test.each(["ambit.test.", "ambit.test:80", "127.0.0.1", "ambit.test.evil.test", "[", ""])(
    "%j is another name",
    async (host) => {
      const server = await serve();
      expect(locationOf(await ask(server, "GET /", [`Host: ${host}`]))).toBe("https://ambit.test/");
    },
  );

  test("localhost and 127.0.0.1 are two names", async () => {
    const server = await serve({ publicUrl: "http://localhost:3000" });
    expect(locationOf(await ask(server, "GET /people", ["Host: 127.0.0.1:3000"]))).toBe("http://localhost:3000/people");
    expect(statusOf(await ask(server, "GET /people", ["Host: localhost:3000"]))).toBe(200);
  });

  test("the readable API moves, the API and the plane answer machines under any name, forms are not sent elsewhere", async () => {
    const server = await serve();
    const any = ["Host: 10.0.0.7:3000"];
    expect(statusOf(await ask(server, "GET /api/docs", any))).toBe(308);
    expect(statusOf(await ask(server, "GET /api/v1/people", any))).toBe(200);
    expect(statusOf(await ask(server, "GET /api/openapi.json", any))).toBe(200);
    expect(statusOf(await ask(server, "GET /scim/v2/Users", any))).toBe(200);
    expect(statusOf(await ask(server, "GET /readyz", any))).toBe(200);
    expect(statusOf(await ask(server, "POST /api/auth/link", [...any, "Content-Length: 0"]))).toBe(200);
  });
});

const forged = [
  "X-Forwarded-For: 203.0.113.66",
  "X-Forwarded-Host: ambit.test",
  "X-Forwarded-Proto: https",
  "X-Forwarded-Port: 99",
  "X-Forwarded-Server: evil.test",
  "X-Real-IP: 203.0.113.66",
  "Forwarded: for=203.0.113.66;host=evil.test;proto=https",
];

describe("what a caller says about itself", () => {
  test("changes nothing when nobody trusts it", async () => {
    const server = await serve({ trustedProxies: ["10.0.0.0/8"] });
    expect(statusOf(await ask(server, "GET /people", ["Host: evil.test", ...forged]))).toBe(308);
    const passed = readPassed(await ask(server, "GET /people", [proxy, ...forged]));
    expect(passed).toMatchObject({
      host: "ambit.test",
      "x-forwarded-host": "ambit.test",
      "x-forwarded-proto": "https",
    });
    expect(passed["x-ambit-peer"]).toBe("127.0.0.1");
    expect(Object.keys(passed).filter((name) => /forwarded|real-ip/.test(name))).toEqual([
      "x-forwarded-host",
      "x-forwarded-proto",
    ]);
  });

  test("from a trusted proxy names the caller and the name that was asked for, and never decides an address", async () => {
    const server = await serve({ trustedProxies: ["127.0.0.1"] });
    expect(statusOf(await ask(server, "GET /people", ["Host: 127.0.0.1", ...forged]))).toBe(200);
    const headers = ["Host: evil.test", "X-Forwarded-Host: evil.test", "X-Forwarded-For: 203.0.113.66"];
    expect(locationOf(await ask(server, "GET /people", headers))).toBe("https://ambit.test/people");
    const passed = readPassed(await ask(server, "GET /api/v1/people", headers));
    expect(passed).toMatchObject({
      host: "ambit.test",
      "x-forwarded-host": "ambit.test",
      "x-forwarded-for": "203.0.113.66",
    });
  });

  test("plain http that a trusted proxy passes on goes to https; without its word nobody is led in a circle", async () => {
    const trusting = await serve({ trustedProxies: ["127.0.0.1"] });
    const plain = [proxy, "X-Forwarded-Proto: http"];
    expect(locationOf(await ask(trusting, "GET /people", plain))).toBe("https://ambit.test/people");
    expect(statusOf(await ask(trusting, "GET /people", [proxy, "X-Forwarded-Proto: https, http"]))).toBe(200);
    expect(statusOf(await ask(await serve(), "GET /people", plain))).toBe(200);
  });

  test("cannot choose the nonce, the way back or the request id of another", async () => {
    const server = await serve();
    const answer = await ask(server, "GET /people?a=1&_rsc=x1&b=2", [
      proxy,
      "Content-Security-Policy: script-src 'nonce-mine'",
      "Content-Security-Policy-Report-Only: script-src 'nonce-mine'",
      "X-Ambit-Path: //evil.test",
      "X-Ambit-Peer: 6.6.6.6",
      "X-Request-Id: a b",
    ]);
    const passed = readPassed(answer);
    expect(answer).not.toContain("nonce-mine");
    expect(passed).toMatchObject({ "x-ambit-path": "/people?a=1&b=2", "x-ambit-peer": "127.0.0.1" });
    expect(answer).toContain(`\r\nContent-Security-Policy: ${passed["content-security-policy"]}\r\n`);
    expect(passed["x-request-id"]).toMatch(/^req_/);
  });
});

describe("a page that could not be made", () => {
  test("is 503 with Retry-After while the database is away, and 500 else", async () => {
    const server = await serve();
    server.behind.status = 500;
    const look = async (path: string) => {
      const answer = await ask(server, `GET ${path}`, [proxy]);
      return [statusOf(answer), /\r\nRetry-After: (\S+)/.exec(answer)?.[1]];
    };
    expect(await look("/people")).toEqual([500, undefined]);
    server.state.setDatabase(false);
    expect(await look("/people")).toEqual([503, "5"]);
    expect(await look("/api/v1/people")).toEqual([500, undefined]);
    server.behind.status = 404;
    expect(await look("/people")).toEqual([404, undefined]);
  });
});

test("the transport is promised on https alone, by console and plane", async () => {
  const secure = await serve();
  const plain = await serve({ publicUrl: "http://ambit.test" });
  for (const path of ["/people", "/api/v1/people", "/healthz"]) {
    expect(await ask(secure, `GET ${path}`, [proxy])).toContain("\r\nStrict-Transport-Security: max-age=31536000\r\n");
    expect(await ask(plain, `GET ${path}`, [proxy])).not.toContain("Strict-Transport-Security");
  }
});

test("answers of the plane are data", async () => {
  const answer = await ask(await serve(), "GET /healthz", [proxy]);
  expect(answer).toContain("\r\nContent-Security-Policy: default-src 'none';");
  expect(answer).toContain("\r\nX-Content-Type-Options: nosniff\r\n");
});
