import type { APIRequestContext, Browser, Page } from "@playwright/test";
import { expect, expectAccessible, test } from "@/e2e/fixtures";
import { createSignedInPerson, type TestPerson } from "@/e2e/server/people";

/** A browser of their own. */
async function openAs(browser: Browser, person: TestPerson, baseURL: string): Promise<Page> {
  const context = await browser.newContext({ baseURL });
  await context.addCookies([
    { name: "ambit-session", value: person.token, url: baseURL, httpOnly: true, sameSite: "Lax" },
  ]);
  return context.newPage();
}

async function register(request: APIRequestContext, origin: string, name: string, deputy?: string): Promise<string> {
  const answer = await request.post("/api/v1/agents", {
    headers: { origin },
    data: { name, purpose: "", environment: "production", ...(deputy === undefined ? {} : { deputy }) },
  });
  expect(answer.status()).toBe(201);
  const agent: { slug: string } = await answer.json();
  return agent.slug;
}

test("an owner is deactivated, another person finishes the hand-over, and the successor accepts in their own browser", async ({
  page,
  signIn,
  owner,
  browser,
  site,
}) => {
  test.setTimeout(90_000);
  const security = await signIn({ roles: ["member", "security", "admin"] });
  const mark = security.id.slice(-6);
  const leaver = await createSignedInPerson(owner, { name: `Leaver ${mark}` });
  const successor = await createSignedInPerson(owner, { name: `Successor ${mark}` });
  const leaving = await openAs(browser, leaver, site);
  const deputies = await openAs(browser, successor, site);
  const slug = await register(leaving.request, site, `Refund agent ${mark}`, successor.id);
  const other = await register(leaving.request, site, `Invoice reader ${mark}`);

  await deputies.goto("/me");
  await deputies.getByRole("button", { name: `Accept to be deputy of Refund agent ${mark}` }).click();
  const held = deputies.getByRole("listitem").filter({ hasText: `Refund agent ${mark}` });
  await expect(held.filter({ hasText: "confirms by" })).toBeVisible();

  await page.goto(`/people/${leaver.id}`);
  await page.getByRole("button", { name: "Deactivate" }).click();
  const dialog = page.getByRole("dialog", { name: `Deactivate Leaver ${mark}?` });
  await dialog.getByLabel("Reason").fill("Left the company on Friday");
  await dialog.getByRole("button", { name: "Deactivate" }).click();
  await expect(page.locator("main").getByText("They cannot sign in")).toBeVisible();

  await page.goto(`/agents/${slug}`);
  await expect(page.locator("main").getByText("No active owner").first()).toBeVisible();

  await page.goto("/handovers");
  await expectAccessible(page);
  await page.getByRole("link", { name: `Leaver ${mark}` }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`What Leaver ${mark} held`);
  const row = page.getByRole("listitem").filter({ hasText: `Refund agent ${mark}` });
  await expect(row).toContainText("Nobody is asked yet");
  // The deputy is chosen beforehand, and not asked by that.
  await expect(row.getByRole("combobox")).toHaveValue(successor.id);
  await expectAccessible(page);

  const invoices = page.getByRole("listitem").filter({ hasText: `Invoice reader ${mark}` });
  await expect(invoices.getByRole("combobox")).toHaveValue("");
  await invoices.getByRole("button", { name: "Find…" }).click();
  const finding = page.getByRole("dialog", { name: `Who could be owner of Invoice reader ${mark}?` });
  await finding.getByLabel("Who").fill(`Successor ${mark}`);
  await finding.getByRole("radio", { name: `Successor ${mark}` }).check();
  await expectAccessible(page);
  await finding.getByRole("button", { name: "Choose" }).click();
  await page.getByRole("button", { name: "Ask for 2 parts" }).click();
  await expect(row).toContainText(`Successor ${mark} is asked`);
  await expect(invoices).toContainText(`Successor ${mark} is asked`);
  await expect(page.getByRole("progressbar")).toHaveAttribute("aria-valuenow", "0");

  await deputies.goto("/me");
  for (const name of [`Refund agent ${mark}`, `Invoice reader ${mark}`])
    await deputies.getByRole("button", { name: `Accept to be owner of ${name}` }).click();
  await expect(deputies.getByRole("heading", { name: "You are asked" })).toBeHidden();
  await expectAccessible(deputies);

  // The page of the hand-over hears of it by itself.
  await expect(page.getByRole("progressbar")).toHaveAttribute("aria-valuenow", "2");
  await expect(page.locator("main").getByText("Finished.")).toBeVisible();
  for (const one of [slug, other]) {
    await page.goto(`/agents/${one}`);
    await expect(page.locator("main").getByText(`Successor ${mark}`).first()).toBeVisible();
    await expect(page.locator("main").getByText("No active owner")).toHaveCount(0);
  }
  await leaving.context().close();
  await deputies.context().close();
});

test("what is due is confirmed with one key, the row with the focus first", async ({ page, signIn, owner, site }) => {
  const person = await signIn({ name: "Key Presser" });
  const mark = person.id.slice(-6);
  for (const name of ["First", "Second"]) await register(page.request, site, `${name} ${mark}`);
  await owner.query("update agent_owners set confirm_by = now() - interval '1 day' where person_id = $1", [person.id]);
  await page.goto("/me");
  await expect(page.getByRole("button", { name: "Confirm" })).toHaveCount(2);
  await expectAccessible(page);
  await page.getByRole("button", { name: `Confirm Second ${mark}` }).focus();
  await page.keyboard.press("y");
  const rest = page.getByRole("listitem").filter({ hasText: "confirms by" });
  await expect(rest).toHaveCount(1);
  await expect(rest).toContainText(`Second ${mark}`);
  await expect(page.getByRole("button", { name: `Confirm First ${mark}` })).toBeVisible();
  await page.keyboard.press("y");
  await expect(page.getByRole("heading", { name: "Nothing waits for you" })).toBeVisible();
  const { rows } = await owner.query(
    "select count(*)::int as left from agent_owners where person_id = $1 and confirm_by <= now()",
    [person.id],
  );
  expect(rows).toEqual([{ left: 0 }]);
});

test("the hand-over page needs no mouse and no width", async ({ page, signIn, owner, browser, site }) => {
  await signIn({ roles: ["member", "security", "admin"] });
  const leaver = await createSignedInPerson(owner, {});
  const leaving = await openAs(browser, leaver, site);
  await register(
    leaving.request,
    site,
    `Narrow ${leaver.id.slice(-6)} with a name that is as long as names of agents get`,
  );
  await leaving.context().close();
  await page.request.post(`/api/v1/people/${leaver.id}/deactivate`, {
    headers: { origin: site },
    data: { reason: "Left the company" },
  });
  await page.setViewportSize({ width: 320, height: 700 });
  await page.goto("/handovers?open=true");
  const link = page.getByRole("link", { name: leaver.name });
  await link.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`What ${leaver.name} held`);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  await page.getByRole("button", { name: "Find…" }).focus();
  await page.keyboard.press("Enter");
  const finding = page.getByRole("dialog");
  await expect(finding.getByLabel("Who")).toBeFocused();
  await page.keyboard.type("Test");
  await expect(finding.getByRole("radio").first()).toBeVisible();
  await finding.getByRole("radio").first().focus();
  await page.keyboard.press("Space");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: "Find…" })).toBeFocused();
});
