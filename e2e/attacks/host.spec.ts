import { expect, test } from "@playwright/test";
import pg from "pg";
import { createLink } from "@/e2e/server/one-time";
import { createSignedInPerson } from "@/e2e/server/people";
import { pickAddress, sendForm, sendRequest } from "@/e2e/server/raw-request";
import { removeDataDir, type RunningServer, startServer } from "@/e2e/server/start-server";

/** A console whose public name is not the one its socket has: behind a TLS proxy, or on plain http in a network. */
type Console = { server: RunningServer; owner: pg.Pool; site: string; stop: () => Promise<void> };

async function openConsole(env: Readonly<Record<string, string>>): Promise<Console> {
  const server = await startServer({ env: { HOST: "127.0.0.1", ...env } });
  const owner = new pg.Pool({ connectionString: server.ownerUrl, max: 2 });
  owner.on("error", () => undefined);
  return {
    server,
    owner,
    site: server.url,
    async stop() {
      await owner.end();
      await server.stop();
      removeDataDir(server.dataDir);
    },
  };
}

// One after the other, on one server.
test.describe.configure({ mode: "default" });
const publicUrl = "https://ambit.test";
const proxy = "127.0.0.2";
/** What the proxy passes on: the name that was asked for. */
const named = { host: "ambit.test" };
let proxied: Console;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  proxied = await openConsole({ AMBIT_PUBLIC_URL: publicUrl, AMBIT_TRUSTED_PROXIES: proxy });
});
test.afterAll(() => proxied.stop());

async function signIn(
  headers: Readonly<Record<string, string>>,
  from: string,
): Promise<{ id: string; cookie: string }> {
  const { id } = await createSignedInPerson(proxied.owner);
  await proxied.owner.query("delete from sign_ins where person_id = $1", [id]);
  const { token } = await createLink(proxied.owner, { id });
  const sent = { headers: { ...named, ...headers }, from };
  const answer = await sendForm(proxied.site, "/api/auth/link", { token }, sent);
  expect([answer.status, answer.headers["location"]]).toEqual([303, `${publicUrl}/`]);
  return { id, cookie: answer.setCookie.find((line) => line.includes("ambit-session=")) ?? "" };
}

async function readAddress(id: string): Promise<string | undefined> {
  const { rows } = await proxied.owner.query<{ address: string }>("select address from sign_ins where person_id = $1", [
    id,
  ]);
  return rows[0]?.address;
}

test("the cookie is bound to host and https, and no other name of it counts", async () => {
  const { cookie } = await signIn({}, proxy);
  expect(cookie).toMatch(/^__Host-ambit-session=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax; Secure$/);
  const pair = cookie.split(";")[0] ?? "";
  const me = (sent: string) => sendRequest(proxied.site, "/api/v1/me", { headers: { ...named, cookie: sent } });
  expect((await me(pair)).status).toBe(200);
  expect((await me(pair.replace("__Host-", ""))).status).toBe(401);
  expect((await me(`ambit-session=x; ${pair}`)).status).toBe(200);
});

test("pages answer under the public name alone, and promise https", async () => {
  const page = await sendRequest(proxied.site, "/sign-in", { headers: named });
  expect([page.status, page.headers["strict-transport-security"]]).toEqual([200, "max-age=31536000"]);
  for (const host of ["localhost", "evil.test", new URL(proxied.site).host]) {
    const answer = await sendRequest(proxied.site, "/people?q=a%20b", { headers: { host } });
    expect([answer.status, answer.headers["location"]]).toEqual([308, `${publicUrl}/people?q=a%20b`]);
  }
});

test("no name a caller gives gets into what is answered", async () => {
  const forged = {
    host: "evil.test",
    "x-forwarded-host": "evil.test",
    forwarded: "host=evil.test",
    "x-forwarded-proto": "http",
  };
  for (const from of ["127.0.0.1", proxy])
    for (const path of [
      "/api/openapi.json",
      "/api/v1/sign-in-options",
      "/.well-known/jwks.json",
      "/people",
      "/api/docs",
    ]) {
      const answer = await sendRequest(proxied.site, path, { headers: forged, from });
      expect([path, JSON.stringify(answer).includes("evil.test")]).toEqual([path, false]);
    }
  const openapi = await sendRequest(proxied.site, "/api/openapi.json", { headers: forged });
  expect(openapi.body).toContain(`"${publicUrl}`);
  await expect.poll(() => proxied.server.output()).toContain(`${publicUrl}/sign-in/link?token=`);
});

test("who signs in from where: the proxy's word counts, hop by hop from the right, and nobody else's", async () => {
  const said = "6.6.6.6, 203.0.113.66";
  const forged = {
    "x-forwarded-for": said,
    forwarded: "for=6.6.6.6",
    "x-real-ip": "6.6.6.6",
    "x-ambit-peer": "6.6.6.6",
  };
  const from = pickAddress();
  expect(await readAddress((await signIn(forged, from)).id)).toBe(from);
  expect(await readAddress((await signIn(forged, proxy)).id)).toBe("203.0.113.66");
  expect(await readAddress((await signIn({ "x-forwarded-for": `${said}, ${proxy}` }, proxy)).id)).toBe("203.0.113.66");
  expect(await readAddress((await signIn({ "x-forwarded-for": "6.6.6.6, unknown" }, proxy)).id)).toBe(proxy);
});

for (const [who, header, from] of [
  ["a stranger who invents callers", (count: number) => `198.51.100.${count}`, pickAddress()],
  ["somebody behind the proxy who invents hops", (count: number) => `198.51.100.${count}, 203.0.113.99`, proxy],
] as const)
  test(`${who} is stopped all the same: 429, with the time to wait`, async () => {
    await waitForNewMinute();
    const statuses: number[] = [];
    for (let count = 0; count < 32; count++) {
      const headers = { ...named, "x-forwarded-for": header(count), "content-type": "application/json" };
      const answer = await sendRequest(proxied.site, "/api/v1/sign-ins/passkey", {
        method: "POST",
        headers,
        body: "{}",
        from,
      });
      statuses.push(answer.status);
      if (answer.status === 429) expect(Number(answer.headers["retry-after"])).toBeGreaterThan(0);
    }
    expect(statuses).toEqual([...Array.from({ length: 30 }, () => 400), 429, 429]);
    const other = { ...named, "x-forwarded-for": "203.0.113.100", "content-type": "application/json" };
    expect(
      (
        await sendRequest(proxied.site, "/api/v1/sign-ins/passkey", {
          method: "POST",
          headers: other,
          body: "{}",
          from: proxy,
        })
      ).status,
    ).toBe(400);
  });

test("the form of a link is counted too, and a refused try does not use the link up", async () => {
  await waitForNewMinute();
  const { token } = await createLink(proxied.owner, await createSignedInPerson(proxied.owner));
  const from = pickAddress();
  for (let count = 0; count < 30; count++) await sendForm(proxied.site, "/api/auth/link", { token: "x" }, { from });
  const refused = await sendForm(proxied.site, "/api/auth/link", { token }, { from });
  expect([refused.status, refused.setCookie]).toEqual([429, []]);
  expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
  expect((await sendForm(proxied.site, "/api/auth/link", { token }, { from: pickAddress() })).setCookie).toHaveLength(
    1,
  );
});

test("on plain http beyond localhost passkeys are off and the page says why", async () => {
  test.setTimeout(300_000);
  const plain = await openConsole({ AMBIT_PUBLIC_URL: "http://ambit.test:4249" });
  try {
    const headers = { host: "ambit.test:4249" };
    const page = await sendRequest(plain.site, "/sign-in", { headers });
    expect(page.body).toContain("Passkeys are off: browsers allow them over https only");
    expect(page.headers).not.toHaveProperty("strict-transport-security");
    const start = await sendRequest(plain.site, "/api/v1/sign-ins/passkey/options", { method: "POST", headers });
    expect([start.status, start.body.includes("Passkeys are off")]).toEqual([409, true]);
    const { token } = await createLink(plain.owner, await createSignedInPerson(plain.owner));
    // No Sec-Fetch-Site here: browsers send it to safe origins only, so the form stands on its Origin.
    const answer = await sendRequest(plain.site, "/api/auth/link", {
      method: "POST",
      headers: { ...headers, origin: "http://ambit.test:4249", "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ token }).toString(),
    });
    expect(answer.setCookie.join()).toMatch(/^ambit-session=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; SameSite=Lax$/);
  } finally {
    await plain.stop();
  }
});

/** Attempts are counted by the minute; one that begins at its end would be counted twice over. */
async function waitForNewMinute(): Promise<void> {
  const left = 60_000 - (Date.now() % 60_000);
  if (left < 15_000) await new Promise((resolve) => void setTimeout(resolve, left + 100));
}
