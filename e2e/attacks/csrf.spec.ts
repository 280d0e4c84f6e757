import type { Page } from "@playwright/test";
import { expect, test } from "@/e2e/fixtures";
import { createInvitation, createLink } from "@/e2e/server/one-time";
import { createSignedInPerson } from "@/e2e/server/people";
import { pickAddress, sendForm, sendRequest } from "@/e2e/server/raw-request";
import { operations } from "@/lib/openapi/operations";
import type { Operation } from "@/lib/http/operation";

const all: readonly Operation[] = Object.values(operations);
const writes = all.filter(({ method, plane }) => method !== "GET" && !plane);

const json = { "content-type": "application/json" };
const foreignPages: Readonly<Record<string, string>>[] = [
  { origin: "https://evil.test" },
  { origin: "null" },
  { origin: "http://localhost:1" },
  { origin: "http://localhost.evil.test" },
  { "sec-fetch-site": "cross-site" },
  { "sec-fetch-site": "same-site" },
];
/** All that a page can make a browser send without asking first; a browser too old to say where it stands sends it too. */
const formTypes = [
  "text/plain",
  "application/x-www-form-urlencoded",
  "multipart/form-data; boundary=x",
  "text/plain; application/json",
];

test("no write takes anything from another site, whatever its page can make a browser say", async ({ owner, site }) => {
  expect(writes.length).toBeGreaterThan(20);
  const { token } = await createSignedInPerson(owner, { roles: ["member", "admin", "security"] });
  const taken: string[] = [];
  for (const { id, method, path, example } of writes) {
    const params: Readonly<Record<string, unknown>> = example.params ?? {};
    const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(params[name]));
    const from = pickAddress();
    const expectRefused = async (
      headers: Readonly<Record<string, string>>,
      status: number,
      code: string,
    ): Promise<void> => {
      const cookie = `ambit-session=${token}`;
      const answer = await sendRequest(site, address, { method, headers: { cookie, ...headers }, body: "{}", from });
      if (answer.status !== status || !answer.body.includes(`urn:ambit:problem:${code}`))
        taken.push(`${id} ${JSON.stringify(headers)}: ${answer.status} ${answer.body.slice(0, 200)}`);
    };
    for (const headers of foreignPages) await expectRefused({ ...json, ...headers }, 403, "cross_site_request");
    await expectRefused({ ...json, origin: site, "sec-fetch-site": "same-site" }, 403, "cross_site_request");
    for (const type of formTypes) await expectRefused({ "content-type": type }, 415, "unsupported_media_type");
  }
  expect(taken).toEqual([]);
});

/** Another program on this machine: cookies know no ports, so the browser sends ours along. */
const neighbour = "http://localhost:9";

async function openNeighbour(page: Page): Promise<void> {
  await page.route(`${neighbour}/**`, (route) =>
    route.fulfill({ contentType: "text/html", body: "<h1>Free cake</h1>" }),
  );
  await page.goto(`${neighbour}/cake`);
}

test("a neighbour's page with the victim's cookie signs nobody out", async ({ page, context, signIn, site }) => {
  await signIn();
  await openNeighbour(page);
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.url().startsWith(site)) sent.push(request.resourceType());
  });
  await page.evaluate(async (target) => {
    const send = (init: RequestInit): Promise<unknown> =>
      fetch(target, { method: "POST", credentials: "include", ...init }).catch(() => undefined);
    await send({ mode: "no-cors" });
    await send({ mode: "no-cors", body: "{}" });
    await send({ headers: { "content-type": "application/json" } });
    navigator.sendBeacon(target, "{}");
    document.body.innerHTML = `<form method="post" enctype="text/plain" action="${target}"><input name='{"a":"' value='"}'></form>`;
    document.forms[0]?.submit();
  }, `${site}/api/v1/sign-ins/end`);
  await page.waitForURL(`${site}/**`);
  await expect(page.locator("body")).toContainText("urn:ambit:problem:cross_site_request");
  expect(sent).toEqual(expect.arrayContaining(["fetch", "ping", "document"]));
  expect((await context.request.get(`${site}/api/v1/me`)).status()).toBe(200);
});

test("a stranger's link, sent by a neighbour's page, signs nobody in as the stranger", async ({
  page,
  context,
  owner,
  site,
}) => {
  const stranger = await createSignedInPerson(owner);
  const { token, id } = await createLink(owner, stranger);
  await openNeighbour(page);
  await page.evaluate(
    ([action, value]) => {
      document.body.innerHTML = `<form method="post" action="${action}"><input name="token" value="${value}"></form>`;
      document.forms[0]?.submit();
    },
    [`${site}/api/auth/link`, token] as const,
  );
  await page.waitForURL(`${site}/sign-in?error=cross_site`);
  expect((await context.cookies(site)).filter(({ name }) => name.includes("session"))).toEqual([]);
  expect((await owner.query("select used_at from one_time_links where id = $1", [id])).rows).toEqual([
    { used_at: null },
  ]);
});

const foreignForms = [
  { "sec-fetch-site": "cross-site" },
  { "sec-fetch-site": "same-site" },
  { "sec-fetch-site": "none" },
  { "sec-fetch-site": "", origin: "https://evil.test" },
  { "sec-fetch-site": "", origin: "null" },
  { "sec-fetch-site": "" },
];

for (const kind of ["link", "invitation"] as const) {
  test(`the form of a one-time ${kind} is used from our own page alone`, async ({ owner, site }) => {
    const person = await createSignedInPerson(owner);
    const made =
      kind === "link" ? await createLink(owner, person) : await createInvitation(owner, person, { name: "Guest" });
    const from = pickAddress();
    for (const headers of foreignForms) {
      const answer = await sendForm(site, `/api/auth/${kind}`, { token: made.token }, { headers, from });
      const outcome = [headers, answer.status, answer.headers["location"], answer.setCookie];
      expect(outcome).toEqual([headers, 303, `${site}/sign-in?error=cross_site`, []]);
    }
    const own = await sendForm(site, `/api/auth/${kind}`, { token: made.token }, { headers: { origin: site }, from });
    expect(own.setCookie.join()).toContain("ambit-session=");
  });
}

test("nothing of next-auth's own answers", async ({ site, owner }) => {
  const { token } = await createSignedInPerson(owner);
  for (const path of [
    "signin",
    "signin/oidc",
    "signout",
    "session",
    "csrf",
    "providers",
    "error",
    "verify-request",
    "_log",
    "callback/credentials",
  ]) {
    for (const method of ["GET", "POST"]) {
      const answer = await sendRequest(site, `/api/auth/${path}`, {
        method,
        headers: { cookie: `ambit-session=${token}` },
      });
      expect([method, path, answer.status >= 404, answer.setCookie]).toEqual([method, path, true, []]);
    }
  }
});

test("reading the forms' addresses does nothing", async ({ site, owner }) => {
  const { token, id } = await createLink(owner, await createSignedInPerson(owner));
  for (const method of ["GET", "HEAD", "PUT", "OPTIONS"]) {
    const answer = await sendRequest(site, `/api/auth/link?token=${token}`, { method });
    expect(answer.setCookie).toEqual([]);
  }
  expect((await owner.query("select used_at from one_time_links where id = $1", [id])).rows).toEqual([
    { used_at: null },
  ]);
});
