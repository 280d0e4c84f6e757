import type { Page } from "@playwright/test";
import { expect, test } from "@/e2e/fixtures";
import { listPageRoutes } from "@/e2e/routes";
import { createLink } from "@/e2e/server/one-time";
import { createSignedInPerson } from "@/e2e/server/people";
import { type RawAnswer, sendRequest } from "@/e2e/server/raw-request";

const everyRole = ["member", "admin", "security", "auditor"] as const;
/** Documents that no folder of app/ names: what is not there, and what looks like a file or an address of the API. */
const strays = ["/nope", "/nope.png", "/people/nope", "/_next/nope", "/_next/image?url=/favicon.svg&w=64&q=75"];

function readPolicy({ headers }: RawAnswer): Map<string, string> {
  const lines = (headers["content-security-policy"] ?? "").split("; ");
  return new Map(lines.map((line) => [line.split(" ")[0] ?? "", line.split(" ").slice(1).join(" ")]));
}

function expectDocument(answer: RawAnswer): string {
  const policy = readPolicy(answer);
  const nonce = /^'self' 'nonce-([\w+/=]{24})' 'strict-dynamic'$/.exec(policy.get("script-src") ?? "")?.[1] ?? "";
  expect(nonce).not.toBe("");
  expect(Object.fromEntries(policy)).toMatchObject({
    "default-src": "'self'",
    "style-src": `'self' 'nonce-${nonce}'`,
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
  });
  expect(answer.headers["content-security-policy"]).not.toContain("unsafe-eval");
  const scripts = answer.body.match(/<script\b[^>]*>/g) ?? [];
  expect(scripts.length).toBeGreaterThan(2);
  expect(scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([]);
  expect(answer.headers["cache-control"]).toMatch(/^private, .*no-store/);
  expect(answer.headers).toMatchObject({
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
  });
  expect(answer.headers["permissions-policy"]).toContain("camera=()");
  expect(answer.headers["referrer-policy"]).toMatch(/^(?:same-origin|strict-origin)$/);
  expect(answer.headers).not.toHaveProperty("x-powered-by");
  expect(answer.headers).not.toHaveProperty("strict-transport-security");
  return nonce;
}

test("every document has a nonce of its own, on every script, and the headers that go with it", async ({
  owner,
  site,
}) => {
  const person = await createSignedInPerson(owner, { roles: everyRole });
  const pages = await Promise.all(
    listPageRoutes().map(async (route) => ({
      signedOut: route.signedOut,
      path: await route.findAddress(owner, person),
    })),
  );
  expect(pages.length).toBeGreaterThan(10);
  const nonces: string[] = [];
  for (const { path, signedOut } of [...pages, ...strays.map((stray) => ({ path: stray, signedOut: false }))]) {
    const headers = signedOut ? {} : { cookie: `ambit-session=${person.token}` };
    for (let time = 0; time < 2; time++)
      await test.step(path, async () => {
        const answer = await sendRequest(site, path, { headers });
        // Pages that only lead on have no scripts; their policy is read like the others'.
        if (answer.status < 300 || answer.status >= 400) nonces.push(expectDocument(answer));
        else expect(readPolicy(answer).get("script-src")).toContain("'nonce-");
      });
  }
  expect(new Set(nonces).size).toBe(nonces.length);
  expect(nonces.length).toBeGreaterThan(2 * strays.length);
});

test("pages whose address is a secret tell no site more than the origin", async ({ owner, site }) => {
  const { path } = await createLink(owner, await createSignedInPerson(owner));
  for (const secret of [path, "/sign-in/invitation?token=x"]) {
    const answer = await sendRequest(site, secret);
    expect([
      answer.headers["referrer-policy"],
      answer.headers["cache-control"],
      answer.headers["x-robots-tag"],
    ]).toEqual(["strict-origin", "private, no-store", "noindex"]);
  }
});

test("data is never kept, sniffed or run", async ({ owner, site }) => {
  const { token } = await createSignedInPerson(owner, { roles: everyRole });
  const cookie = `ambit-session=${token}`;
  for (const [path, status] of [
    ["/api/v1/me", 200],
    ["/api/v1/people", 200],
    ["/api/v1/people?format=csv", 200],
    ["/api/v1/nope", 404],
    ["/api/v1/people?nope=1", 400],
  ] as const) {
    const answer = await sendRequest(site, path, { headers: { cookie } });
    expect([path, answer.status, answer.headers["cache-control"]]).toEqual([path, status, "private, no-store"]);
    expect(readPolicy(answer).get("default-src")).toBe("'none'");
    expect(answer.headers["x-content-type-options"]).toBe("nosniff");
    expect(answer.headers).not.toHaveProperty("access-control-allow-origin");
  }
});

test("files of the build are kept for ever, and no map of the sources is among them", async ({ site }) => {
  const { body } = await sendRequest(site, "/sign-in");
  const files = [...new Set(body.match(/\/_next\/static\/[\w./~-]+\.(?:js|css)/g) ?? [])];
  expect(files.length).toBeGreaterThan(3);
  for (const file of files) {
    const answer = await sendRequest(site, file);
    expect(answer.headers["cache-control"]).toBe("public, max-age=31536000, immutable");
    expect(answer.headers["x-content-type-options"]).toBe("nosniff");
    expect(answer.body).not.toContain("sourceMappingURL");
    expect((await sendRequest(site, `${file}.map`)).status).toBe(404);
  }
  for (const path of [
    "/.ambit/server.mjs",
    "/.data/secret",
    "/package.json",
    "/_next/server/app-paths-manifest.json",
    "/_next/static/../server/app-paths-manifest.json",
    "/_next/static/..%2f..%2fpackage.json",
    "/%2e%2e/package.json",
  ]) {
    const answer = await sendRequest(site, path);
    expect([path, answer.status < 300]).toEqual([path, false]);
  }
});

async function watchViolations(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(window, { seenViolations: seen });
    document.addEventListener("securitypolicyviolation", (event) =>
      seen.push(`${event.violatedDirective} ${event.blockedURI}`),
    );
  });
  return () => page.evaluate(() => (window as { seenViolations?: string[] }).seenViolations ?? ["not watched"]);
}

for (const path of ["/people", "/me", "/api/docs", "/nope"]) {
  test(`${path} comes to life under its policy, and nothing slipped into it does`, async ({ page, signIn }) => {
    await signIn({ roles: everyRole });
    const readViolations = await watchViolations(page);
    await page.goto(path);
    await page.waitForFunction(() => Object.keys(document).some((key) => key.startsWith("__reactContainer")));
    expect(await readViolations()).toEqual([]);
    const ran = await page.evaluate(async () => {
      const out: string[] = [];
      Object.assign(window, { slipped: (how: string) => out.push(how) });
      const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));
      // What devtools call themselves may do anything; after a pause it is the page that runs.
      await pause(0);
      document.body.insertAdjacentHTML(
        "beforeend",
        `<img src="x" onerror="slipped('handler')"><a id="bad" href="javascript:slipped('link')">x</a><base href="http://evil.test/">`,
      );
      document.getElementById("bad")?.click();
      try {
        const made: unknown = Reflect.construct(Function, ["slipped('eval')"]);
        if (typeof made === "function") made();
      } catch {}
      await pause(300);
      return document.baseURI.startsWith("http://evil.test") ? [...out, "base"] : out;
    });
    expect(ran).toEqual([]);
    expect((await readViolations()).length).toBeGreaterThanOrEqual(3);
  });
}

test("no other page holds ours in a frame", async ({ page, signIn, site }) => {
  await signIn();
  await page.route("http://localhost:9/**", (route) =>
    route.fulfill({ contentType: "text/html", body: `<iframe src="${site}/people"></iframe>` }),
  );
  await page.goto("http://localhost:9/");
  await expect.poll(() => page.frames()[1]?.url() ?? "").toMatch(/^chrome-error:/);
});
