import { expect, expectAccessible, test } from "@/e2e/fixtures";
import { callAs, createAgent } from "@/e2e/server/agents";
import { createSignedInPerson } from "@/e2e/server/people";

test("the environment switch changes the open list as a filter that is seen, and closes", async ({ page, signIn }) => {
  const dana = await signIn();
  const mark = dana.id.slice(-6).toLowerCase();
  const [live, trial] = [await createAgent(dana), await createAgent(dana, { environment: "sandbox" })];
  await page.goto(`/agents?q=${mark}`);
  const rows = page.getByRole("row");
  await expect(rows.filter({ hasText: live.name })).toBeVisible();
  await expect(rows.filter({ hasText: trial.name })).toBeVisible();
  await page.getByRole("button", { name: "Environment: All environments. Change" }).focus();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("menuitemradio", { name: "All environments" })).toBeFocused();
  await expect(page.getByRole("menuitemradio", { name: "All environments" })).toBeChecked();
  await page.keyboard.press("s");
  await page.keyboard.press("s");
  await expect(page.getByRole("menuitemradio", { name: "Sandbox" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menu")).toHaveCount(0);
  await expect(page).toHaveURL(new RegExp(`q=${mark}&environment=sandbox$`));
  await expect(page.getByRole("button", { name: "Remove filter: Environment Sandbox" })).toBeVisible();
  await expect(rows.filter({ hasText: live.name })).toHaveCount(0);
  await expect(rows.filter({ hasText: trial.name })).toBeVisible();
  const changed = page.getByRole("button", { name: "Environment: Sandbox. Change" });
  await expect(changed).toBeFocused();
  const agents = page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Agents" });
  await expect(agents).toHaveAttribute("href", "/agents?environment=sandbox");
  await page.goto("/agents/new");
  await expect(page.getByRole("radio", { name: "Sandbox" })).toBeChecked();
});

test("forms begin at the field that was asked for, and are sent by keys from every field", async ({
  page,
  signIn,
  owner,
}) => {
  const dana = await signIn();
  const kofi = await createSignedInPerson(owner, { name: `Kofi ${dana.id.slice(-6)}` });
  const { slug } = await createAgent(dana);
  await page.goto(`/agents/${slug}`);
  await page.getByRole("button", { name: "Edit: What it is for" }).click();
  const sheet = page.getByRole("dialog", { name: "What it is for" });
  await expect(sheet.getByRole("textbox", { name: "What it is for" })).toBeFocused();
  await page.keyboard.type("Refunds customers.");
  await page.keyboard.press("Control+Enter");
  await expect(sheet).toBeHidden();
  await expect(page.locator("main").getByText("Refunds customers.")).toBeVisible();

  await page.getByRole("button", { name: "As of" }).click();
  await expect(page.getByLabel("Date and time, UTC")).toBeFocused();
  await page.keyboard.press("Escape");

  await page.goto(`/agents/${slug}/owners`);
  await page.getByRole("button", { name: "Ask somebody to be deputy" }).click();
  const asking = page.getByRole("dialog", { name: "Ask somebody to be deputy" });
  await expect(asking.getByLabel("Who")).toBeFocused();
  await page.keyboard.type(kofi.name);
  await expect(asking.getByRole("radio")).toHaveCount(1);
  await page.keyboard.press("ArrowDown");
  await expect(asking.getByRole("radio", { name: kofi.name })).toBeChecked();
  await page.keyboard.press("Enter");
  await expect(asking).toBeHidden();

  await page.goto("/agents");
  await page.getByRole("button", { name: "Add filter" }).click();
  await expect(page.getByRole("button", { name: "State", exact: true }).last()).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("button", { name: "Owner or deputy", exact: true }).last()).toBeFocused();
});

test("nothing is offered that would be refused, and a retired agent asks for nothing", async ({
  page,
  signIn,
  owner,
  site,
}) => {
  const dana = await createSignedInPerson(owner);
  const [kept, retired] = [await createAgent(dana), await createAgent(dana)];
  await callAs(dana, { method: "POST", path: `/api/v1/agents/${retired.slug}/retire`, body: { reason: "Not used" } });
  const mending = page.getByRole("link", { name: /^(Name the systems|Name the stores|Add an identity|Ask somebody)/ });
  const reader = await signIn();
  expect(reader.id).not.toBe(dana.id);
  await page.goto(`/agents/${kept.slug}`);
  await expect(page.getByText("Systems it reaches not known").first()).toBeVisible();
  await expect(mending).toHaveCount(0);

  await page
    .context()
    .addCookies([{ name: "ambit-session", value: dana.token, url: site, httpOnly: true, sameSite: "Lax" }]);
  await page.goto(`/agents/${kept.slug}`);
  await expect(mending.first()).toBeVisible();
  await page.goto(`/agents/${retired.slug}`);
  await expect(page.getByText("Systems it reaches not known").first()).toBeVisible();
  await expect(mending).toHaveCount(0);
  await expect(page.getByText("Next confirmation")).toHaveCount(0);
  await page.goto(`/agents/${retired.slug}/owners`);
  await expect(page.getByRole("heading", { name: "Who answers for it" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "How long a yes holds" })).toHaveCount(0);
  await page.goto(`/agents/${kept.slug}/reach`);
  await page.getByRole("button", { name: "Add sub-agent" }).click();
  const adding = page.getByRole("dialog", { name: "Add a sub-agent" });
  await adding.getByRole("searchbox", { name: "Agent" }).fill(retired.slug);
  await expect(adding.getByText("No other agent here is called that.")).toBeVisible();
});

test("on a phone the tab one is on is in view, and nothing scrolls sideways", async ({ page, signIn }) => {
  await page.setViewportSize({ width: 390, height: 800 });
  const dana = await signIn();
  const { slug } = await createAgent(dana);
  await page.goto(`/agents/${slug}/history`);
  const tabs = page.getByRole("navigation", { name: /^Pages of/ });
  await expect(tabs.getByRole("link", { name: "History" })).toBeInViewport({ ratio: 1 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
  await expectAccessible(page);
});
