import { afterAll, beforeAll, expect, test } from "vitest";
import { createFilledState, type PlaneServer, sendRaw, servePlane } from "@/lib/enforcement/testing/plane-server";

let server: PlaneServer;
beforeAll(async () => {
  server = await servePlane("all", createFilledState(), { publicUrl: "http://x" });
});
afterAll(() => server.close());

const close = "Host: x\r\nConnection: close\r\n\r\n";
const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3}) /.exec(answer)?.[1] ?? 0);

async function expectAlive(): Promise<void> {
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
}

test.each([
  ["absolute form for another host", "GET http://y/healthz HTTP/1.1\r\n", 400],
  ["absolute form with a user", "GET http://a@x/healthz HTTP/1.1\r\n", 400],
  ["asterisk form", "OPTIONS * HTTP/1.1\r\n", 400],
  ["a broken escape", "GET /%zz%e0%a4 HTTP/1.1\r\n", 400],
  ["a doubled slash", "GET //healthz HTTP/1.1\r\n", 200],
  ["an escaped dot", "GET /%2e/healthz HTTP/1.1\r\n", 200],
  ["a NUL in escapes", "GET /healthz%00 HTTP/1.1\r\n", 200],
])("%s is never taken for a path of the plane", async (_, line, status) => {
  const passed = server.passed.length;
  expect(statusOf(await sendRaw(server.port, line + close))).toBe(status);
  expect(server.passed.length - passed).toBe(status === 200 ? 1 : 0);
  await expectAlive();
});

test.each([
  ["not HTTP", "hello\r\n\r\n", 400],
  ["a NUL in the path", `GET /heal\0thz HTTP/1.1\r\n${close}`, 400],
  ["two lengths", `POST /healthz HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n${close}`, 400],
  [
    "length and chunks",
    `POST /healthz HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n${close}0\r\n\r\n`,
    400,
  ],
  ["no host", "GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n", 400],
  ["a path of 20 KiB", `GET /${"a".repeat(20_000)} HTTP/1.1\r\n${close}`, 431],
  ["headers of 20 KiB", `GET /healthz HTTP/1.1\r\nX: ${"a".repeat(20_000)}\r\n${close}`, 431],
  ["300 header lines", `GET /healthz HTTP/1.1\r\n${"x: y\r\n".repeat(300)}${close}`, 400],
])("%s is refused and nothing breaks", async (_, text, status) => {
  const answer = await sendRaw(server.port, text);
  expect(statusOf(answer)).toBe(status);
  await expectAlive();
});

test.each([
  ["no host", "GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n", 400],
  ["an expectation nobody has", `GET /healthz HTTP/1.1\r\nExpect: a-miracle\r\n${close}`, 417],
  ["a method nobody registered", `BREW /api/v1/people HTTP/1.1\r\n${close}`, 501],
  ["a method of others", `PURGE /api/v1/people HTTP/1.1\r\n${close}`, 501],
  ["a method on a page", `TRACE /people HTTP/1.1\r\n${close}`, 405],
  ["a write to a page", `PUT /people HTTP/1.1\r\n${close}`, 405],
  ["an API nobody has", `GET /api/v2/people HTTP/1.1\r\nCookie: ambit-session=x\r\n${close}`, 404],
])("%s is refused in words, with an id", async (_, text, status) => {
  const passed = server.passed.length;
  const answer = await sendRaw(server.port, text);
  expect(statusOf(answer)).toBe(status);
  const [head = "", body = ""] = answer.split("\r\n\r\n", 2);
  const id = /\r\nX-Request-Id: (\S+)/.exec(head)?.[1];
  expect(head).toMatch(/\r\nContent-Type: application\/problem\+json/);
  expect(/\r\nAllow: (.*)/.exec(head)?.[1]).toBe(status === 405 ? "GET, HEAD" : undefined);
  expect(JSON.parse(body)).toMatchObject({ status, instance: `urn:ambit:request:${id}` });
  expect(server.passed.length).toBe(passed);
});

test("absolute form for our own host is an ordinary request, and its host counts", async () => {
  const ask = async (line: string, host: string) =>
    sendRaw(server.port, `${line} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  expect(await ask("GET http://X/healthz", "x")).toContain('"status":"alive"');
  expect(await ask("GET http://10.0.0.7:80/healthz", "10.0.0.7:80")).toContain('"status":"alive"');
  const passed = server.passed.length;
  expect(statusOf(await ask("GET http://x/people?q=a%20b", "elsewhere"))).toBe(200);
  expect(statusOf(await ask("GET http://x?q=1", "x"))).toBe(200);
  expect(server.passed.slice(passed)).toEqual(["GET /people?q=a%20b", "GET /?q=1"]);
});

test("a refusal of what is not HTTP has id, date and problem like every other", async () => {
  const answer = await sendRaw(server.port, "hello\r\n\r\n");
  expect(answer).toMatch(/\r\nDate: /);
  expect(answer).toMatch(/\r\nX-Request-Id: req_[0-9A-Z]{26}\r\n/);
  expect(answer).toMatch(/application\/problem\+json/);
});

test("CONNECT opens no tunnel, an upgrade nobody answers is an ordinary request", async () => {
  expect(await sendRaw(server.port, "CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\n\r\n")).not.toMatch(
    /^HTTP\/1\.1 2/,
  );
  expect(
    statusOf(
      await sendRaw(
        server.port,
        `GET /healthz HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nHost: x\r\n\r\n`,
      ),
    ),
  ).toBe(200);
  await expectAlive();
});

test("pipelined requests are answered in order, each by whom it belongs to", async () => {
  const answer = await sendRaw(
    server.port,
    `GET /healthz HTTP/1.1\r\nHost: x\r\n\r\nGET /page HTTP/1.1\r\nHost: x\r\n\r\nGET /readyz HTTP/1.1\r\n${close}`,
  );
  expect(answer.match(/HTTP\/1\.1 200 /g)).toHaveLength(3);
  expect(answer.indexOf('"console":true')).toBeGreaterThan(answer.indexOf('"status":"alive"'));
  expect(answer.indexOf('"status":"ready"')).toBeGreaterThan(answer.indexOf('"console":true'));
});

test("the body of a refused request is not waited for", async () => {
  const answer = await sendRaw(
    server.port,
    "POST /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\nonly this",
    5_000,
  );
  expect(statusOf(answer)).toBe(405);
  expect(answer).toMatch(/\r\nConnection: close\r\n/i);
});

test("a request cannot hide behind another one of its name that still runs", async () => {
  const first = "GET /people HTTP/1.1\r\nHost: x\r\nX-Request-Id: twin-request\r\n\r\n";
  const second = `GET /people HTTP/1.1\r\nX-Request-Id: twin-request\r\n${close}`;
  const ids = [...(await sendRaw(server.port, first + second)).matchAll(/\r\nX-Request-Id: (\S+)/g)].map(
    ([, id]) => id,
  );
  expect(ids).toEqual(["twin-request", expect.stringMatching(/^req_[0-9A-Z]{26}$/)]);
});
