import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import type pg from "pg";
import { expect, expectAccessible, type SignIn, test } from "@/e2e/fixtures";
import { listPageRoutes, type PageRoute } from "@/e2e/routes";

const routes = listPageRoutes();

test("there are pages to check", () => {
  expect(routes.length).toBeGreaterThan(3);
});

for (const route of routes) {
  test(`${route.pattern} opens without a fault`, async ({ page, signIn, owner }) => {
    // The reference names every operation there is; axe reads all of it.
    if (route.pattern === "/api/docs") test.setTimeout(240_000);
    const faults = collectFaults(page);
    await openRoute(page, route, await findAddress(route, signIn, owner));
    await expect(page.locator("h1")).toHaveCount(1);
    await expectAccessible(page);
    expect(faults).toEqual([]);
  });

  test(`${route.pattern} loads at most ${route.budgetKib} KiB of JavaScript`, async ({ page, signIn, owner }) => {
    const scripts = collectScripts(page);
    await openRoute(page, route, await findAddress(route, signIn, owner));
    await page.waitForTimeout(500);
    const sizes = await Promise.all(scripts.map(async (body) => gzipSync(await body).length));
    const kib = sizes.reduce((sum, size) => sum + size, 0) / 1024;
    expect(sizes.length, "no script was measured").toBeGreaterThan(2);
    expect(Math.round(kib)).toBeLessThanOrEqual(route.budgetKib);
  });
}

async function findAddress(route: PageRoute, signIn: SignIn, owner: pg.Pool): Promise<string> {
  return route.findAddress(owner, await signIn({ roles: ["member", "admin", "security", "auditor"] }));
}

async function openRoute(page: Page, route: PageRoute, address: string): Promise<void> {
  if (route.signedOut) await page.context().clearCookies();
  const response = await page.goto(address, { waitUntil: "load" });
  expect(response?.status()).toBe(200);
}

function collectFaults(page: Page): string[] {
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(message.text());
  });
  return faults;
}

/** What the page itself loads. Chunks that Next prefetches for links belong to the pages behind them. */
function collectScripts(page: Page): Promise<Buffer>[] {
  const scripts: Promise<Buffer>[] = [];
  void page.route(
    () => true,
    async (intercepted) =>
      intercepted.request().headers()["next-router-prefetch"] === undefined
        ? intercepted.continue()
        : intercepted.abort(),
  );
  page.on("response", (response) => {
    if (response.request().resourceType() === "script") scripts.push(response.body());
  });
  return scripts;
}
