import type { Browser, Page } from "@playwright/test";
import { expect, expectAccessible, test } from "@/e2e/fixtures";
import { createAgent } from "@/e2e/server/agents";
import { createSignedInPerson, type TestPerson } from "@/e2e/server/people";

/** A second browser, signed in as somebody else. */
async function openAs(browser: Browser, site: string, person: TestPerson): Promise<Page> {
  const context = await browser.newContext({ baseURL: site });
  await context.addCookies([
    { name: "ambit-session", value: person.token, url: site, httpOnly: true, sameSite: "Lax" },
  ]);
  return context.newPage();
}

test("a deputy is asked, accepts in another browser, and both pages say so", async ({
  page,
  signIn,
  owner,
  browser,
  site,
}) => {
  const dana = await signIn({ name: "Dana Reyes" });
  const kofi = await createSignedInPerson(owner, { name: `Kofi ${dana.id.slice(-6)}` });
  const { slug, name } = await createAgent(dana);
  await page.goto(`/agents/${slug}/owners`);
  const deputy = page.getByRole("group", { name: "Deputy" });
  await expect(deputy).toContainText("No deputy");
  await deputy.getByRole("button", { name: "Ask somebody to be deputy" }).click();
  const dialog = page.getByRole("dialog", { name: "Ask somebody to be deputy" });
  await dialog.getByLabel("Who").fill(kofi.name);
  await dialog.getByRole("radio", { name: kofi.name }).check();
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Ask" }).click();
  await expect(deputy).toContainText("has not answered yet");

  const other = await openAs(browser, site, kofi);
  await other.goto(`/agents/${slug}`);
  await expect(other.getByText("You are asked to be deputy of this agent.")).toBeVisible();
  await other.getByRole("link", { name: "Answer", exact: true }).click();
  await expect(other.getByRole("heading", { name: `Do you accept to be deputy of ${name}?` })).toBeVisible();
  await expectAccessible(other);
  await other.getByRole("button", { name: "Accept" }).click();
  await expect(other.getByRole("group", { name: "Deputy" })).toContainText("Accepted");
  // The asker's page hears of it by itself.
  await expect(deputy).toContainText("Accepted");
  await expect(deputy.getByRole("link", { name: kofi.name })).toBeVisible();
  await other.context().close();
});

test("somebody declines with a reason, which the asker reads", async ({ page, signIn, owner, browser, site }) => {
  const dana = await signIn({ name: "Dana Reyes" });
  const lena = await createSignedInPerson(owner, { name: "Lena Fischer" });
  const { slug } = await createAgent(dana, { deputy: lena.id });
  await page.goto(`/agents/${slug}/owners`);

  const other = await openAs(browser, site, lena);
  await other.goto(`/agents/${slug}/owners`);
  await other.getByRole("button", { name: "Decline" }).click();
  const dialog = other.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: "Decline" })).toBeDisabled();
  await dialog.getByLabel("Reason").fill("I leave the team in May");
  await dialog.getByRole("button", { name: "Decline" }).click();
  await expect(other.getByRole("heading", { name: /^Do you accept/ })).toBeHidden();
  await other.context().close();

  await expect(page.getByRole("group", { name: "Deputy" })).toContainText("Lena Fischer declined");
  await expect(page.getByRole("group", { name: "Deputy" })).toContainText("I leave the team in May");
  await expect(page.getByRole("table", { name: "Past owners and deputies" })).toContainText("I leave the team in May");
});

test("the owner confirms with one key, and the next date moves", async ({ page, signIn, owner }) => {
  const dana = await signIn();
  const { id, slug } = await createAgent(dana);
  await owner.query(
    "update agent_owners set confirm_by = now() - interval '1 day', confirmed_at = now() - interval '91 days' where agent_id = $1",
    [id],
  );
  await page.goto(`/agents/${slug}`);
  await expect(page.getByText("Its owner has to confirm again.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Confirmation overdue" })).toBeVisible();
  // A key that was not meant is taken back, and nothing is recorded.
  await page.keyboard.press("y");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByLabel("Messages").getByText("Taken back")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Confirmation overdue" })).toBeVisible();
  await page.keyboard.press("y");
  await expect(page.getByRole("button", { name: "Undo" })).toBeVisible();
  await page.keyboard.press("u");
  await expect(page.getByRole("button", { name: "Undo" })).toBeHidden();
  const before = await owner.query("select confirm_by > now() as later from agent_owners where agent_id = $1", [id]);
  expect(before.rows).toEqual([{ later: false }]);
  await page.keyboard.press("y");
  await expect(page.getByRole("heading", { name: "Next confirmation" })).toBeVisible();
  await expect(page.getByText("Its owner has to confirm again.")).toBeHidden();
  const { rows } = await owner.query("select confirm_by > now() as later from agent_owners where agent_id = $1", [id]);
  expect(rows).toEqual([{ later: true }]);
});

test("without an owner the agent says so, and until when it goes on", async ({ page, signIn, owner }) => {
  const dana = await signIn({ roles: ["member", "security"] });
  const kofi = await createSignedInPerson(owner, { name: "Kofi Mensah" });
  const { id, slug } = await createAgent(kofi, {});
  await owner.query("update people set state = 'deactivated' where id = $1", [kofi.id]);
  await page.goto(`/agents/${slug}`);
  await expect(page.locator("main").getByText("No active owner.").first()).toBeVisible();
  await expect(page.locator("main").getByText(/^No active owner\. Closes on/)).toBeVisible();
  await owner.query("update agents set governed_until = now() - interval '1 hour' where id = $1", [id]);
  await page.reload();
  await expect(page.locator("main").getByText(/^No active owner\. Closed since/)).toBeVisible();
  await expectAccessible(page);
  expect(dana.id).not.toBe(kofi.id);
});
