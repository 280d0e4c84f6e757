import type { Browser, Page } from "@playwright/test";
import { expect, expectAccessible, test } from "@/e2e/fixtures";
import { createSignedInPerson } from "@/e2e/server/people";

/** The address that is shown once, opened in a browser of its own. */
async function acceptInvitation(browser: Browser, url: string): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.goto(url);
  await page.getByRole("button", { name: "Accept and sign in" }).click();
  await expect(page).not.toHaveURL(/sign-in/);
  return page;
}

async function invite(page: Page, name: string, email: string): Promise<string> {
  await page.goto("/people");
  await page.getByRole("button", { name: "Invite" }).click();
  const form = page.getByRole("dialog", { name: "Invite a person" });
  await form.getByLabel("E-mail").fill(email);
  await form.getByLabel("Name").fill(name);
  await expectAccessible(page);
  await form.getByRole("button", { name: "Invite" }).click();
  const result = page.getByRole("dialog", { name: `${name} is invited` });
  const url = await result.getByText("/sign-in/invitation?token=").textContent();
  await result.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("row").filter({ hasText: name })).toContainText("Invited");
  return url ?? "";
}

test("a colleague is invited, leads a team, is given a role, and is out within a second", async ({
  page,
  signIn,
  owner,
  browser,
}) => {
  test.setTimeout(90_000);
  const admin = await signIn({ roles: ["member", "admin"], authenticatedMinutesAgo: 30 });
  const mark = admin.id.slice(-6);
  const name = `Ngozi Adichie ${mark}`;
  const colleague = await acceptInvitation(browser, await invite(page, name, `ngozi.${mark}@example.test`));

  await page.goto("/teams");
  await page.getByRole("button", { name: "New team" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill(`Payments ${mark}`);
  await page.getByRole("button", { name: "Make team" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Payments ${mark}`);
  await page.getByRole("button", { name: "Add member" }).click();
  const adding = page.getByRole("dialog", { name: `Add to Payments ${mark}` });
  await adding.getByLabel("Who").fill(name);
  await adding.getByRole("radio", { name }).check();
  await adding.getByRole("checkbox", { name: "Leads the team" }).check();
  await expectAccessible(page);
  await adding.getByRole("button", { name: "Add" }).click();
  await expect(page.getByRole("row").filter({ hasText: name })).toContainText("Lead");

  await page.getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await page.getByRole("button", { name: "Change roles" }).click();
  const roles = page.getByRole("dialog", { name: `Roles of ${name}` });
  await roles.getByRole("checkbox", { name: "Approver" }).check();
  await roles.getByRole("button", { name: "Save roles" }).click();
  const proof = page.getByRole("dialog", { name: "Confirm that it is you" });
  await expect(proof).toBeVisible();
  // What is to be done has the focus, and Enter does not give up.
  await expect(proof.getByRole("button", { name: /^Copy/ })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(proof).toBeVisible();
  // What the one-time link from the operator does; the ways to prove it have their own journey.
  await owner.query("update sign_ins set authenticated_at = now() where person_id = $1", [admin.id]);
  await expect(roles).toBeHidden({ timeout: 15_000 });
  await expect(page.getByRole("listitem").filter({ hasText: "may be asked to approve" })).toBeVisible();

  await page.getByRole("button", { name: "Deactivate" }).click();
  const leaving = page.getByRole("dialog", { name: `Deactivate ${name}?` });
  await leaving.getByLabel("Reason").fill("Left the company on Friday");
  expect((await colleague.request.get("/api/v1/me")).status()).toBe(200);
  await leaving.getByRole("button", { name: "Deactivate" }).click();
  await expect(page.locator("main").getByText("They cannot sign in")).toBeVisible();
  expect((await colleague.request.get("/api/v1/me")).status()).toBe(401);
  await colleague.goto("/people");
  await expect(colleague).toHaveURL(/\/sign-in/);
  await colleague.context().close();
});

test("a change made meanwhile is not overwritten", async ({ page, signIn, owner }) => {
  const admin = await signIn({ roles: ["member", "admin"] });
  const person = await createSignedInPerson(owner, { name: "Kofi Mensah" });
  await page.goto(`/people/${person.id}`);
  await page.getByRole("button", { name: "Change roles" }).click();
  const roles = page.getByRole("dialog", { name: "Roles of Kofi Mensah" });
  await roles.getByRole("checkbox", { name: "Auditor" }).check();
  const changed = await page.request.patch(`/api/v1/people/${person.id}`, {
    data: { name: "Kofi A. Mensah" },
    headers: { "if-match": '"v1"' },
  });
  expect(changed.status()).toBe(200);
  await roles.getByRole("button", { name: "Save roles" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("Somebody changed this while you looked.")).toBeVisible();
  await dialog.getByRole("button", { name: "Read again" }).click();
  await expect(dialog.getByRole("checkbox", { name: "Auditor" })).not.toBeChecked();
  await dialog.getByRole("checkbox", { name: "Auditor" }).check();
  await dialog.getByRole("button", { name: "Save roles" }).click();
  await expect(dialog).toBeHidden();
  const { rows } = await owner.query("select name, roles::text[] as roles from people where id = $1", [person.id]);
  expect(rows).toEqual([{ name: "Kofi A. Mensah", roles: ["member", "auditor"] }]);
  expect(admin.id).not.toBe(person.id);
});

test("a person is erased only after their name was typed", async ({ page, signIn, owner }) => {
  await signIn({ roles: ["member", "admin"] });
  const person = await createSignedInPerson(owner, { name: "Lena Fischer" });
  await page.goto(`/people/${person.id}`);
  await page.getByRole("button", { name: "Erase" }).click();
  const dialog = page.getByRole("dialog", { name: "Erase Lena Fischer?" });
  await expect(dialog.getByRole("button", { name: "Erase for good" })).toBeDisabled();
  await dialog.getByLabel("Type Lena Fischer to confirm").fill("Lena Fischer");
  await dialog.getByRole("button", { name: "Erase for good" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Erased person");
  const { rows } = await owner.query("select email, state from people where id = $1", [person.id]);
  expect(rows).toEqual([{ email: null, state: "erased" }]);
});

test("people are found and exported by filters that live in the URL", async ({ page, signIn, owner }) => {
  const admin = await signIn({ roles: ["member", "admin"] });
  const name = `Priya ${admin.id.slice(-6)}`;
  await createSignedInPerson(owner, { name, roles: ["auditor"] });
  await page.goto(`/people?q=${encodeURIComponent(name)}&role=auditor&state=active`);
  await expect(page.getByRole("row").filter({ hasText: name })).toHaveCount(1);
  const address = await page.getByRole("link", { name: "Export CSV" }).getAttribute("href");
  const lines = (await (await page.request.get(address ?? "")).text()).trim().split("\r\n");
  expect(lines).toEqual([expect.stringContaining("name"), expect.stringContaining(name)]);
  await page.goto(`/people?q=${encodeURIComponent(name)}&role=security`);
  await expect(page.getByRole("heading", { name: "No person matches all 2 filters" })).toBeVisible();
});
