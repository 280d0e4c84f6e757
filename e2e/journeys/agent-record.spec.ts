import { expect, expectAccessible, test } from "@/e2e/fixtures";
import { callAs, createAgent } from "@/e2e/server/agents";
import { createSignedInPerson } from "@/e2e/server/people";

test("two people edit at once: nothing is overwritten, and each field is decided", async ({ page, signIn, owner }) => {
  const dana = await signIn({ name: "Dana Reyes" });
  const kofi = await createSignedInPerson(owner, { name: "Kofi Mensah", roles: ["member", "security"] });
  const { slug, version, name } = await createAgent(dana, { purpose: "First words" });
  await page.goto(`/agents/${slug}`);
  await page.getByRole("button", { name: "Edit: What it is for" }).click();
  const sheet = page.getByRole("dialog", { name: "What it is for" });
  await sheet.getByLabel("What it is for").fill("My words");
  const body = { purpose: "Their words", tags: ["theirs"] };
  await callAs(kofi, { method: "PATCH", path: `/api/v1/agents/${slug}`, body, version });
  await sheet.getByRole("button", { name: "Save" }).click();

  await expect(sheet.getByText("Kofi Mensah changed this agent while you wrote.")).toBeVisible();
  const choice = sheet.getByRole("group", { name: "What it is for" });
  await expect(choice).toContainText("My words");
  await expect(choice).toContainText("Their words");
  await expect(sheet.getByRole("table", { name: "What they changed" })).toContainText("theirs");
  await expect(sheet.getByRole("button", { name: "Save again" })).toBeDisabled();
  await expectAccessible(page);
  await choice.getByRole("radio", { name: "Take theirs" }).check();
  await expect(sheet.getByRole("textbox", { name: "What it is for" })).toHaveValue("Their words");
  await choice.getByRole("radio", { name: "Keep mine" }).check();
  await sheet.getByRole("button", { name: "Save again" }).click();
  await expect(sheet).toBeHidden();
  const after = await callAs(dana, { method: "GET", path: `/api/v1/agents/${slug}` });
  expect(after).toMatchObject({ name, purpose: "My words", tags: ["theirs"] });
});

test("what is not saved is not lost by Escape", async ({ page, signIn }) => {
  const dana = await signIn();
  const { slug } = await createAgent(dana);
  await page.goto(`/agents/${slug}`);
  await page.getByRole("button", { name: "Edit: What it is for" }).click();
  const sheet = page.getByRole("dialog", { name: "What it is for" });
  await sheet.getByRole("textbox", { name: "What it is for" }).fill("Half a thought");
  await page.keyboard.press("Escape");
  const question = page.getByRole("dialog", { name: "Leave without saving?" });
  await question.getByRole("button", { name: "Cancel" }).click();
  await expect(sheet.getByRole("textbox", { name: "What it is for" })).toHaveValue("Half a thought");
  await page.keyboard.press("Escape");
  await question.getByRole("button", { name: "Throw away" }).click();
  await expect(sheet).toBeHidden();
});

test("history shows both sides, and the record as it was keeps its address for others", async ({
  page,
  signIn,
  owner,
  browser,
  site,
}) => {
  const dana = await signIn({ name: "Dana Reyes", roles: ["member", "auditor"] });
  const { slug, version, updated_at: made } = await createAgent(dana, { purpose: "Before" });
  await callAs(dana, { method: "PATCH", path: `/api/v1/agents/${slug}`, body: { purpose: "After" }, version });
  await page.goto(`/agents/${slug}/history`);
  const row = page.getByRole("row", { name: /What it is for/ });
  await expect(row).toContainText("Before");
  await expect(row).toContainText("After");
  await expect(page.getByRole("link", { name: "In the log" })).toHaveCount(2);
  await expectAccessible(page);
  await page.getByRole("link", { name: "As it was then" }).last().click();
  await expect(page).toHaveURL(`/agents/${slug}?as_of=${encodeURIComponent(made)}`);
  await expect(page.getByText("Editing is off.")).toBeVisible();
  await expect(page.locator("main")).toContainText("Before");
  await expect(page.getByRole("button", { name: /^Edit/ })).toHaveCount(0);
  await expectAccessible(page);

  const kofi = await createSignedInPerson(owner);
  const context = await browser.newContext({ baseURL: site });
  await context.addCookies([{ name: "ambit-session", value: kofi.token, url: site, httpOnly: true, sameSite: "Lax" }]);
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(other.locator("main")).toContainText("Before");
  await other.getByRole("link", { name: "Memory" }).click();
  await expect(other).toHaveURL(/\/memory\?as_of=/);
  await expect(other.getByText("Editing is off.")).toBeVisible();
  await other.getByRole("link", { name: "Back to now" }).click();
  await expect(other).toHaveURL(`/agents/${slug}/memory`);
  await context.close();
});

test("one credential on two agents is a finding on both", async ({ page, signIn }) => {
  const dana = await signIn();
  const [one, two] = [await createAgent(dana), await createAgent(dana)];
  const spiffe = `spiffe://example.org/${one.slug}`;
  for (const { slug } of [one, two]) {
    await page.goto(`/agents/${slug}/identity`);
    await page.getByRole("button", { name: "Add identity" }).click();
    const sheet = page.getByRole("dialog", { name: "Add an identity" });
    await sheet.getByRole("radio", { name: "SPIFFE ID" }).check();
    await sheet.getByLabel("Name").fill("In the cluster");
    await sheet.getByLabel("SPIFFE ID", { exact: true }).last().fill("cluster/agent");
    await sheet.getByRole("button", { name: "Add" }).click();
    await expect(sheet.getByText("Write spiffe://trust-domain/path.")).toBeVisible();
    await sheet.getByLabel("SPIFFE ID", { exact: true }).last().fill(spiffe);
    await sheet.getByRole("button", { name: "Add" }).click();
    await expect(sheet).toBeHidden();
  }
  await expect(page.getByRole("listitem").filter({ hasText: `Also on ${one.name}` })).toBeVisible();
  await page.getByRole("link", { name: one.name }).click();
  await expect(page.getByRole("listitem").filter({ hasText: `Also on ${two.name}` })).toBeVisible();
  await expectAccessible(page);
});

test("an activation that is refused names everything that is missing", async ({ page, signIn }) => {
  const dana = await signIn();
  const { slug } = await createAgent(dana);
  await page.goto(`/agents/${slug}`);
  await page.getByRole("button", { name: "Activate" }).click();
  const dialog = page.getByRole("dialog", { name: "Activate it?" });
  await dialog.getByRole("button", { name: "Activate" }).click();
  await expect(dialog.getByText("It was refused. This is missing:")).toBeVisible();
  const missing = dialog.getByRole("list", { name: "What is missing" });
  await expect(missing).toContainText("No policy yet");
  await expect(missing).toContainText("No deputy who accepted");
  await expectAccessible(page);
  await missing.getByRole("link", { name: "Owners" }).click();
  await expect(page).toHaveURL(`/agents/${slug}/owners`);
});

test("an older address leads to the same page, an unknown one to none, and a retired agent is read only", async ({
  page,
  signIn,
}) => {
  const dana = await signIn();
  const { slug } = await createAgent(dana);
  const next = `${slug}-new`;
  await callAs(dana, { method: "POST", path: `/api/v1/agents/${slug}/rename`, body: { slug: next } });
  const response = await page.request.get(`/agents/${slug}/memory`, { maxRedirects: 0 });
  expect([response.status(), response.headers()["location"]]).toEqual([308, `/agents/${next}/memory`]);
  await page.goto(`/agents/${slug}/memory`);
  await expect(page).toHaveURL(`/agents/${next}/memory`);
  expect((await page.goto(`/agents/${slug}-none`))?.status()).toBe(404);
  const reason = "Replaced by another one";
  await callAs(dana, { method: "POST", path: `/api/v1/agents/${next}/retire`, body: { reason } });
  await page.goto(`/agents/${next}`);
  await expect(page.getByText("The record is read only")).toBeVisible();
  await expect(page.getByRole("button", { name: /^(Edit|Retire|Activate)/ })).toHaveCount(0);
});

test("a gap is mended with the keyboard alone", async ({ page, signIn }) => {
  const dana = await signIn();
  const { slug } = await createAgent(dana);
  await page.goto(`/agents/${slug}`);
  const button = page.getByRole("button", { name: "Say what for" }).first();
  await button.focus();
  await page.keyboard.press("Enter");
  const sheet = page.getByRole("dialog", { name: "What it is for" });
  await expect(sheet.getByRole("textbox", { name: "What it is for" })).toBeFocused();
  await page.keyboard.type("Answers questions about invoices");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(sheet.getByRole("button", { name: "Save" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(sheet).toBeHidden();
  await expect(page.locator("main").getByText("Answers questions about invoices")).toBeVisible();
  await expect(page.getByText("Not said what it is for")).toHaveCount(0);
});
