import { expect, test } from "@/e2e/fixtures";
import { createLink } from "@/e2e/server/one-time";
import { createSignedInPerson } from "@/e2e/server/people";
import { pickAddress, sendBytes, sendForm, sendRequest } from "@/e2e/server/raw-request";

/** What splits a header line, as it is and in every disguise somebody may take off. */
const splits = [
  "\r\nx-injected: 1",
  "\nx-injected: 1",
  "\rx-injected: 1",
  "%0d%0ax-injected: 1",
  "%250d%250ax-injected: 1",
  "\u560d\u560ax-injected: 1",
  "\u2028x-injected: 1",
  "\0x-injected: 1",
];

test("where a form leads cannot bring a header of its own", async ({ owner, site }) => {
  const person = await createSignedInPerson(owner);
  const from = pickAddress();
  for (const split of splits) {
    const { token } = await createLink(owner, person);
    const answer = await sendForm(site, "/api/auth/link", { token, next: `/people?q=${split}` }, { from });
    expect([split, answer.status, answer.headers["x-injected"]]).toEqual([split, 303, undefined]);
    const location = new URL(answer.headers["location"] ?? "");
    expect([location.origin, location.pathname]).toEqual([site, "/people"]);
    expect(answer.setCookie).toHaveLength(1);
  }
});

test("where sign-in leads back to cannot either", async ({ owner, site }) => {
  const { token } = await createSignedInPerson(owner);
  for (const split of splits) {
    const path = `/sign-in?next=${encodeURIComponent(`/people?q=${split}`)}`;
    const answer = await sendRequest(site, path, { headers: { cookie: `ambit-session=${token}` } });
    expect([split, answer.status, answer.headers["x-injected"]]).toEqual([split, 307, undefined]);
    const asked = await sendRequest(site, `/people?q=${encodeURIComponent(split)}`);
    expect([asked.status, asked.headers["x-injected"]]).toEqual([307, undefined]);
    expect(asked.headers["location"]).toMatch(/^\/sign-in\?next=%2Fpeople%3Fq%3D[\w%.~-]+$/);
  }
});

test("the way to the public name keeps what was asked for, and adds no line", async ({ site }) => {
  for (const split of splits) {
    const path = `/people?q=${encodeURIComponent(split)}`;
    const answer = await sendRequest(site, path, { headers: { host: "evil.test" } });
    expect([answer.status, answer.headers["location"], answer.headers["x-injected"]]).toEqual([
      308,
      `${site}${path}`,
      undefined,
    ]);
  }
  const bytes = `GET /\xe9\x85\xff HTTP/1.1\r\nHost: evil.test\r\nConnection: close\r\n\r\n`;
  expect((await sendBytes(site, bytes)).text).toMatch(/^HTTP\/1\.1 (?:308|400) /);
});

test("a request id that could break a line is replaced, everywhere it is repeated", async ({ site }) => {
  for (const id of [
    "short",
    "a".repeat(129),
    "with space",
    "semi;colon=1",
    "caf\u00e9-caf\u00e9",
    "<script>alert(1)</script>",
    '"quoted-id"',
  ]) {
    for (const path of ["/api/v1/me", "/healthz", "/sign-in", "/api/v1/nope"]) {
      const text = `GET ${path} HTTP/1.1\r\nHost: ${new URL(site).host}\r\nX-Request-Id: ${id}\r\nConnection: close\r\n\r\n`;
      const answer = (await sendBytes(site, text)).text;
      expect([path, answer.includes(id)]).toEqual([path, false]);
      expect(answer).toMatch(/\r\nx-request-id: req_[0-9A-Z]{26}\r\n/i);
    }
  }
});

test("two request ids make none", async ({ site }) => {
  const answer = await sendRequest(site, "/healthz", { headers: { "x-request-id": ["trace-one-1", "trace-two-2"] } });
  expect(answer.headers["x-request-id"]).toMatch(/^req_/);
});

test("names of files are ours or made harmless", async ({ owner, site }) => {
  const { token } = await createSignedInPerson(owner, { roles: ["member", "admin", "auditor"] });
  const headers = { cookie: `ambit-session=${token}` };
  for (const split of splits) {
    const query = new URLSearchParams({ format: "csv", q: split });
    const answer = await sendRequest(site, `/api/v1/people?${query}`, { headers });
    expect(answer.headers["x-injected"]).toBeUndefined();
    expect(answer.headers["content-disposition"] ?? "").toMatch(/^$|^attachment; filename="[\w.-]+"$/);
  }
});

test("what a browser says of itself is shown as one plain line", async ({ owner, site, page, signIn }) => {
  const person = await signIn({ roles: ["member"] });
  await owner.query("update sign_ins set user_agent = '' where person_id = $1", [person.id]);
  const { token } = await createLink(owner, { id: person.id });
  const agent = `<img src=x onerror=alert(1)> Firefox/128 \u00fc Linux`;
  const sent = { headers: { "user-agent": Buffer.from(agent).toString("latin1") }, from: pickAddress() };
  expect((await sendForm(site, "/api/auth/link", { token }, sent)).status).toBe(303);
  const { rows } = await owner.query<{ user_agent: string }>("select user_agent from sign_ins where person_id = $1", [
    person.id,
  ]);
  for (const { user_agent } of rows) expect(user_agent).toMatch(/^[\x20-\x7e]*$/);
  const alerts: string[] = [];
  page.on("dialog", (dialog) => void alerts.push(dialog.message()));
  await page.goto("/me");
  await expect(page.getByText("Firefox 128 on Linux").first()).toBeVisible();
  expect(alerts).toEqual([]);
});
