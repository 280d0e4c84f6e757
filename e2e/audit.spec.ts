import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import type { Download, Page } from "@playwright/test";
import type pg from "pg";
import { expect, expectAccessible, type SignIn, test } from "@/e2e/fixtures";
import { createSignedInPerson, createTeamOf, type TestPerson } from "@/e2e/server/people";

/** A team renamed through the API, so that an event with before and after exists; it is of this test alone. */
async function renameTeam(page: Page, owner: pg.Pool, person: TestPerson): Promise<{ team: string; name: string }> {
  const team = await createTeamOf(owner, person);
  const name = `Night shift ${team.slice(-6)}`;
  const path = `/api/v1/teams/${team}`;
  const etag = (await page.request.get(path)).headers()["etag"] ?? "";
  const changed = await page.request.patch(path, { data: { name }, headers: { "if-match": etag } });
  expect(changed.status()).toBe(200);
  return { team, name };
}

async function start(
  page: Page,
  signIn: SignIn,
  owner: pg.Pool,
  name = "Priya Nair",
): Promise<{ team: string; name: string }> {
  const person = await signIn({ roles: ["member", "admin", "security", "auditor"], name });
  return renameTeam(page, owner, person);
}

function verify(file: string): { code: number; output: string } {
  try {
    return { code: 0, output: execFileSync("node", ["docs/verify-audit.mjs", file], { encoding: "utf8" }) };
  } catch (error) {
    const { status, stdout } = error as { status: number; stdout: string };
    return { code: status, output: stdout };
  }
}

async function readDownload(download: Download): Promise<Buffer> {
  return readFileSync(await download.path());
}

test("a person finds an event, reads what changed, and proves it without Ambit", async ({
  page,
  signIn,
  owner,
}, info) => {
  const { name } = await start(page, signIn, owner);
  await page.goto("/evidence/events");
  await page.keyboard.press("/");
  await page.keyboard.type(name);
  await expect(page).toHaveURL(/q=Night/);
  const row = page.getByRole("row").filter({ hasText: name });
  await expect(row).toHaveCount(1);
  await expect(row).toContainText("Priya Nair");
  await row.getByRole("link", { name: /Changed the team/ }).press("Enter");

  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Priya Nair changed the team ${name}`);
  await expect(page.getByRole("table", { name: "What changed" })).toContainText(name);
  await page.getByRole("button", { name: "Verify here" }).click();
  await expect(page.locator("main").getByText("Genuine: every step holds")).toBeVisible();

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "Download proof" }).click(),
  ]);
  const proof = await readDownload(download);
  const file = info.outputPath("proof.json");
  writeFileSync(file, proof);
  expect(verify(file)).toMatchObject({ code: 0, output: expect.stringContaining("OK: the event evt_") });
  writeFileSync(file, proof.toString("utf8").replace("team.updated", "team.deleted"));
  expect(verify(file)).toMatchObject({ code: 1, output: expect.stringContaining("FAILED: the leaf hash") });
});

test("a proof that does not hold is called so, step by step", async ({ page, signIn, owner }) => {
  const { name } = await start(page, signIn, owner);
  await page.goto(`/evidence/events?q=${encodeURIComponent(name)}`);
  await page.getByRole("link", { name: /Changed the team/ }).click();
  await page.route("**/api/v1/audit/proof/*", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replace("team.updated", "team.deleted") });
  });
  await page.getByRole("button", { name: "Verify here" }).click();
  const panel = page.locator("aside");
  await expect(panel.getByText("Not genuine: a step failed")).toBeVisible();
  await expect(panel.getByText("The text was changed after it was hashed.")).toBeVisible();
});

test("filters live in the URL and open the same list for somebody else", async ({
  page,
  signIn,
  owner,
  browser,
  baseURL,
}) => {
  const { name } = await start(page, signIn, owner);
  await page.goto(`/evidence/events?q=${encodeURIComponent(name)}`);
  await page
    .getByRole("button", { name: "Filter", exact: true })
    .or(page.getByRole("button", { name: "Add filter" }))
    .click();
  await page.getByRole("button", { name: "Kind" }).click();
  await page.getByRole("checkbox", { name: "Management" }).check();
  await page.getByRole("button", { name: "Apply" }).click();
  await expect(page).toHaveURL(/class=management/);
  await expect(page.getByRole("row").filter({ hasText: name })).toHaveCount(1);

  const colleague = await createSignedInPerson(owner, { roles: ["auditor"] });
  const context = await browser.newContext();
  await context.addCookies([{ name: "ambit-session", value: colleague.token, url: baseURL ?? "" }]);
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.getByRole("row").filter({ hasText: name })).toHaveCount(1);
  await other.goto(page.url().replace("class=management", "class=data_access"));
  await expect(other.getByRole("heading", { name: "No event matches all 2 filters" })).toBeVisible();
  await context.close();
});

test("what happens meanwhile waits behind a button, and the rows stay where they are", async ({
  page,
  signIn,
  owner,
}) => {
  const person = await signIn({ roles: ["member", "admin", "security", "auditor"] });
  const first = await renameTeam(page, owner, person);
  await page.goto(`/evidence/events?actor=${person.id}`);
  const rows = page.getByRole("row").filter({ hasText: "Changed the team" });
  await expect(rows).toHaveCount(1);
  const second = await renameTeam(page, owner, person);
  const button = page.getByRole("button", { name: "1 new event" });
  await expect(button).toBeVisible();
  await expect(rows).toHaveCount(1);
  await button.click();
  await expect(rows).toHaveText([new RegExp(second.name), new RegExp(first.name)]);
});

test("an export holds the list, verifies, and its digest is in the log", async ({ page, signIn, owner }, info) => {
  const { name } = await start(page, signIn, owner, "=1+1");
  await page.goto(`/evidence/events?q=${encodeURIComponent(name)}`);
  await expect(page.getByRole("row").filter({ hasText: name })).toHaveCount(1);
  const fetchExport = async (item: RegExp): Promise<Buffer> => {
    await page.getByRole("button", { name: "Export" }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("menuitem", { name: item }).click(),
    ]);
    return readDownload(download);
  };
  await expect.poll(async () => (await fetchExport(/CSV/)).toString("utf8").split("\r\n").length).toBe(3);
  expect((await fetchExport(/CSV/)).toString("utf8")).toContain(",'=1+1,");
  const lines = await fetchExport(/JSON/);
  const file = info.outputPath("export.jsonl");
  writeFileSync(file, lines);
  expect(verify(file)).toMatchObject({ code: 0, output: expect.stringContaining("OK: 1 events") });

  await page.getByRole("button", { name: "Open event" }).last().click();
  await expect(page.getByRole("heading", { name: "The whole file was handed over" })).toBeVisible();
  await expect(page.getByText(createHash("sha256").update(lines).digest("hex"))).toBeVisible();
});

test("who may not read the log is told what is missing, and the attempt is in the log", async ({
  page,
  signIn,
  owner,
}) => {
  const person = await signIn({ roles: ["member"] });
  await page.goto("/evidence/events");
  await expect(page.getByRole("heading", { name: "You cannot open the audit log" })).toBeVisible();
  await expect(page.getByText("It needs the role security, admin or auditor.")).toBeVisible();
  const { rows } = await owner.query("select type from audit_events where actor_id = $1", [person.id]);
  expect(rows).toEqual([{ type: "access.denied" }]);
});

for (const { colorScheme, width } of [
  { colorScheme: "light", width: 1280 },
  { colorScheme: "dark", width: 390 },
] as const) {
  test(`list and event have no axe faults, ${colorScheme} at ${width}`, async ({ page, signIn, owner }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 844 });
    const { name } = await start(page, signIn, owner);
    await page.goto(`/evidence/events?q=${encodeURIComponent(name)}`);
    await expect(page.getByRole("row").filter({ hasText: name })).toHaveCount(1);
    await expectAccessible(page);
    await page.getByRole("link", { name: /Changed the team/ }).click();
    await page.getByRole("button", { name: "Verify here" }).click();
    await expect(page.locator("main").getByText("Genuine: every step holds")).toBeVisible();
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });
}
