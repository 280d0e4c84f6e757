import { gzipSync } from "node:zlib";
import { expect, test } from "@/e2e/fixtures";
import { createLink } from "@/e2e/server/one-time";
import { createSignedInPerson } from "@/e2e/server/people";
import { pickAddress, sendBytes, sendForm, sendRequest } from "@/e2e/server/raw-request";

const statusOf = (text: string): number => Number(/^HTTP\/1\.1 (\d{3}) /.exec(text)?.[1] ?? 0);
const codeOf = (text: string): string => /urn:ambit:problem:(\w+)/.exec(text)?.[1] ?? "";

function write(site: string, line: string, headers: readonly string[], body = ""): string {
  return [`${line} HTTP/1.1`, `Host: ${new URL(site).host}`, ...headers, "", body].join("\r\n");
}

test.afterEach(async ({ site }) => {
  expect((await fetch(`${site}/healthz`)).status).toBe(200);
});

for (const [what, line, headers, status] of [
  ["a path of 20 KiB", `GET /${"a".repeat(20_000)}`, [], 431],
  ["a query of 20 KiB", `GET /people?q=${"a".repeat(20_000)}`, [], 431],
  ["a header of 20 KiB", "GET /people", [`X-Note: ${"a".repeat(20_000)}`], 431],
  ["a cookie of 20 KiB", "GET /people", [`Cookie: ambit-session=${"a".repeat(20_000)}`], 431],
  ["250 header lines", "GET /people", Array.from({ length: 250 }, (_, index) => `X-${index}: y`), 400],
] as const) {
  test(`${what} is refused in words, and the connection closed`, async ({ site }) => {
    const { text, closed } = await sendBytes(site, write(site, line, [...headers, "Connection: close"]));
    expect([statusOf(text), codeOf(text), closed]).toEqual([status, "invalid_input", true]);
  });
}

test("a long cookie that fits is nobody's, and its page is the one of sign-in", async ({ site }) => {
  const answer = await sendRequest(site, "/people", { headers: { cookie: `ambit-session=${"a".repeat(12_000)}` } });
  expect([answer.status, answer.headers["location"]]).toEqual([307, "/sign-in?next=%2Fpeople"]);
});

test("a body that is announced too large is refused unread", async ({ site }) => {
  const headers = ["Content-Type: application/json", "Content-Length: 10000000000"];
  const { text, closed } = await sendBytes(site, write(site, "POST /api/v1/sign-in-links", headers, "{"));
  expect([statusOf(text), codeOf(text), closed]).toEqual([413, "body_too_large", true]);
});

test("a body that does not say how large it is, is refused once it is too large", async ({ site }) => {
  const chunk = `1000\r\n${"a".repeat(4_096)}\r\n`;
  const headers = ["Content-Type: application/json", "Transfer-Encoding: chunked"];
  const { text } = await sendBytes(site, write(site, "POST /api/v1/sign-in-links", headers, chunk.repeat(40)));
  expect([statusOf(text), codeOf(text)]).toEqual([413, "body_too_large"]);
});

test("a packed body is not unpacked", async ({ site }) => {
  const bomb = gzipSync(Buffer.alloc(1_000_000, "a")).toString("latin1");
  const headers = ["Content-Type: application/json", "Content-Encoding: gzip", `Content-Length: ${bomb.length}`];
  const { text } = await sendBytes(site, write(site, "POST /api/v1/sign-in-links", headers, bomb));
  expect([statusOf(text), codeOf(text)]).toEqual([415, "unsupported_media_type"]);
});

test("deep, doubled and poisoned JSON is refused", async ({ site }) => {
  const from = pickAddress();
  for (const body of [
    `${"[".repeat(1_900)}${"]".repeat(1_900)}`,
    '{"email":"a@example.test","email":"b@example.test"}',
    '{"email":"a@example.test","__proto__":{"admin":true}}',
    '{"email":"a@example.test","constructor":{}}',
    "null",
    "",
  ]) {
    const headers = { "content-type": "application/json" };
    const answer = await sendRequest(site, "/api/v1/sign-in-links", { method: "POST", headers, body, from });
    expect([body.slice(0, 40), answer.status]).toEqual([body.slice(0, 40), 400]);
  }
});

test("a body that trickles is given up, and its connection with it", async ({ site }) => {
  const headers = ["Content-Type: application/json", "Content-Length: 100"];
  const { text, closed } = await sendBytes(site, write(site, "POST /api/v1/sign-in-links", headers, "{"), 25_000);
  expect([statusOf(text), codeOf(text), closed]).toEqual([408, "request_timeout", true]);
});

test("a form that is too large is not read, and uses nothing up", async ({ site, owner }) => {
  const { token, id } = await createLink(owner, await createSignedInPerson(owner));
  const from = pickAddress();
  const answer = await sendForm(site, "/api/auth/link", { token, filler: "a".repeat(50_000) }, { from });
  expect([answer.status, answer.headers["location"], answer.setCookie]).toEqual([
    303,
    `${site}/sign-in?error=link_unknown`,
    [],
  ]);
  const { rows } = await owner.query("select used_at from one_time_links where id = $1", [id]);
  expect(rows).toEqual([{ used_at: null }]);
});

/** Next would keep such a connection open and unanswered for ever, on any address, for anybody. */
for (const path of ["/people", "/healthz", "/api/v1/me", "/nope"]) {
  test(`asking ${path} for another protocol holds no connection`, async ({ site }) => {
    for (const protocol of ["websocket", "h2c"]) {
      const headers = ["Connection: Upgrade, close", `Upgrade: ${protocol}`];
      const { text } = await sendBytes(site, write(site, `GET ${path}`, headers));
      expect([200, 307, 401, 404]).toContain(statusOf(text));
    }
  });
}
