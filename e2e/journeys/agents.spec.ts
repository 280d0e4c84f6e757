import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { APIRequestContext, Download, Page } from "@playwright/test";
import { expect, expectAccessible, test } from "@/e2e/fixtures";
import { createSignedInPerson, type TestPerson } from "@/e2e/server/people";
import { readCsv } from "@/lib/http/csv";

type Wanted = { name: string; purpose?: string; environment?: string; tags?: readonly string[] };

/** As the API makes it, for whoever is signed in. */
async function register(request: APIRequestContext, site: string, wanted: Wanted): Promise<string> {
  const response = await request.post("/api/v1/agents", {
    data: { purpose: "", environment: "production", ...wanted },
    headers: { origin: site },
  });
  expect(response.status()).toBe(201);
  const { slug } = (await response.json()) as { slug: string };
  return slug;
}

const readMark = (person: TestPerson) => person.id.slice(-6).toLowerCase();

async function tabTo(page: Page, role: "button" | "radio" | "textbox", name: string): Promise<void> {
  const wanted = page.getByRole(role, { name });
  for (let presses = 0; presses < 60; presses++) {
    if (await wanted.first().evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never reached the ${role} ${name}`);
}

test("an agent is registered by keyboard alone, and a look-alike address is refused at its field", async ({
  page,
  signIn,
  site,
}) => {
  const mark = readMark(await signIn());
  await register(page.request, site, { name: `Look alike ${mark}` });
  await page.goto("/agents");
  await page.keyboard.press("Control+k");
  await page.getByPlaceholder("Go to, find, do").waitFor();
  await page.keyboard.type("register");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/agents\/new$/);
  await expect(page.getByRole("textbox", { name: "Name" })).toBeFocused();
  await page.keyboard.type(`Refund agent ${mark}`);
  await expect(page.getByText(`/agents/refund-agent-${mark}`)).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("textbox", { name: "What it is for" })).toBeFocused();
  await page.keyboard.type("Refunds customers up to 200 USD.");
  await tabTo(page, "button", "Choose another");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name: "Address" })).toBeFocused();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(`1ook-alike-${mark}`);
  await tabTo(page, "radio", "Production");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio", { name: "Sandbox" })).toBeChecked();
  await expectAccessible(page);
  await tabTo(page, "button", "Register agent");
  await page.keyboard.press("Enter");
  const address = page.getByRole("textbox", { name: "Address" });
  await expect(page.getByText(`is easily mistaken for look-alike-${mark}`)).toBeVisible();
  await expect(address).toBeFocused();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(`refunds-${mark}`);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/agents/refunds-${mark}$`));
  const made = await (await page.request.get(`/api/v1/agents/refunds-${mark}`)).json();
  expect(made).toMatchObject({ environment: "sandbox", state: "draft", purpose: "Refunds customers up to 200 USD." });
});

test("a filtered list is the same for whoever opens its address, in the export, and after Back", async ({
  page,
  signIn,
  site,
  owner,
  browser,
}) => {
  const mark = readMark(await signIn());
  for (const [name, tags] of [
    ["Alpha", ["keep"]],
    ["Beta", ["keep"]],
    ["Gamma", []],
  ] as const)
    await register(page.request, site, { name: `${name} ${mark}`, tags: tags.map((tag) => `${tag}-${mark}`) });
  await page.goto("/agents");
  await page.getByRole("searchbox", { name: "Search names, owners, tools" }).fill(mark);
  await expect(page.getByRole("row").filter({ hasText: mark })).toHaveCount(3);
  await page.getByRole("button", { name: "Add filter" }).click();
  await page.getByRole("button", { name: "Tag" }).click();
  await page.getByRole("dialog").getByLabel("Tag").fill(`keep-${mark}`);
  await page.getByRole("button", { name: "Apply" }).click();
  const rows = page.getByRole("rowheader");
  await expect(rows).toHaveText([/^Alpha/, /^Beta/]);
  await page.getByRole("button", { name: "Agent", exact: true }).click();
  await expect(rows).toHaveText([/^Beta/, /^Alpha/]);
  await expectAccessible(page);

  const other = await createSignedInPerson(owner, { roles: ["auditor"] });
  const context = await browser.newContext();
  await context.addCookies([{ name: "ambit-session", value: other.token, url: site, httpOnly: true, sameSite: "Lax" }]);
  const shared = await context.newPage();
  await shared.goto(page.url());
  await expect(shared.getByRole("rowheader")).toHaveText([/^Beta/, /^Alpha/]);
  await expect(shared.getByRole("link", { name: "Register agent" })).toHaveCount(0);
  await context.close();

  const files: Download[] = [];
  page.on("download", (download) => files.push(download));
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("menuitem", { name: "CSV, and its SHA-256 beside it" }).click();
  await expect(page.getByText("2 agents exported").first()).toBeVisible();
  await expect(() => expect(files).toHaveLength(2)).toPass();
  const [csv = Buffer.of(), sidecar = Buffer.of()] = await Promise.all(
    files.map(async (file) => readFile(await file.path())),
  );
  expect(readCsv(csv.toString("utf8")).map(([, name]) => name)).toEqual(["name", `Beta ${mark}`, `Alpha ${mark}`]);
  expect(JSON.parse(sidecar.toString("utf8"))).toMatchObject({
    sha256: createHash("sha256").update(csv).digest("hex"),
    rows: 2,
    query: expect.stringContaining(`tag=keep-${mark}`),
  });

  const filtered = page.url();
  await rows.first().getByRole("link").click();
  await expect(page).toHaveURL(new RegExp(`/agents/beta-${mark}$`));
  await page.goBack();
  await expect(page).toHaveURL(filtered);
  await expect(rows).toHaveText([/^Beta/, /^Alpha/]);
});

test("a change of several agents says first what it would do, and leaves chosen what it could not", async ({
  page,
  signIn,
  site,
  owner,
  browser,
}) => {
  const mark = readMark(await signIn());
  const stranger = await createSignedInPerson(owner);
  const context = await browser.newContext();
  await context.addCookies([
    { name: "ambit-session", value: stranger.token, url: site, httpOnly: true, sameSite: "Lax" },
  ]);
  await register(context.request, site, { name: `Foreign ${mark}` });
  for (const name of ["Own one", "Own two"]) await register(page.request, site, { name: `${name} ${mark}` });
  await page.goto(`/agents?q=${mark}`);
  await page.getByRole("checkbox", { name: "Select all 3 on this page" }).check();
  await page.getByRole("button", { name: "More that can be done with the selection" }).click();
  await page.getByRole("menuitem", { name: /^Retire/ }).click();
  const dialog = page.getByRole("dialog", { name: "Retire for good" });
  await expect(dialog.getByRole("button", { name: "Preview" })).toBeDisabled();
  await dialog.getByLabel("Reason").fill("Replaced by one service");
  await dialog.getByRole("button", { name: "Preview" }).click();
  await expect(dialog.getByRole("heading", { name: "2 of 3 agents would be retired." })).toBeVisible();
  await expect(dialog.getByRole("listitem").filter({ hasText: `Foreign ${mark}` })).toContainText("You may not");
  await expectAccessible(page);
  const { rows } = await owner.query("select state from agents where name like $1", [`%${mark}`]);
  expect(rows).toEqual(Array.from({ length: 3 }, () => ({ state: "draft" })));
  await dialog.getByRole("button", { name: "Retire 2 agents" }).click();
  await expect(dialog.getByRole("heading", { name: "2 agents retired, 1 not." })).toBeVisible();
  await dialog.getByRole("button", { name: "Close" }).last().click();
  await expect(page.getByText("1 selected").first()).toBeVisible();
  await expect(page.getByRole("checkbox", { name: `Select Foreign ${mark}` })).toBeChecked();
  await expect(page.getByRole("row").filter({ hasText: `Own one ${mark}` })).toContainText("Retired");
  await context.close();
});

test("the palette finds an agent by what is typed, also before its code has come, and gives the focus back", async ({
  page,
  signIn,
  site,
}) => {
  const mark = readMark(await signIn());
  await register(page.request, site, { name: `Zebra keeper ${mark}` });
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  await page.goto("/agents");
  const search = page.getByRole("searchbox", { name: "Search names, owners, tools" });
  await search.focus();
  // Its code is on the way for as long as the test wants: what is typed meanwhile must not be lost.
  await page.route(/\/_next\/static\/chunks\//, async (route) => {
    await held;
    await route.continue();
  });
  await page.keyboard.press("Control+k");
  await page.keyboard.type(`zebra keeper ${mark}`);
  await expect(search).toHaveValue("");
  release();
  const field = page.getByRole("combobox", { name: "Search or run a command" });
  await expect(field).toHaveValue(`zebra keeper ${mark}`);
  const option = page.getByRole("option", { name: `Zebra keeper ${mark}` });
  await expect(option).toHaveAttribute("aria-selected", "true");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(field).toHaveCount(0);
  await expect(search).toBeFocused();

  await page.keyboard.press("Control+k");
  await field.fill("retire");
  await expect(page.getByRole("option")).toHaveCount(0);
  await field.fill(`#zebra keeper ${mark}`);
  await expect(option).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/agents/zebra-keeper-${mark}$`));
});

test("home is where one's work is", async ({ page, signIn, site }) => {
  await signIn({ roles: ["auditor"] });
  await page.goto("/");
  await expect(page).toHaveURL(/\/evidence\/events$/);
  const mark = readMark(await signIn({ roles: ["member"] }));
  await page.goto("/");
  await expect(page).toHaveURL(/\/agents$/);
  await register(page.request, site, { name: `Mine ${mark}` });
  await page.goto("/");
  await expect(page).toHaveURL(/\/agents\?owner=me$/);
  await expect(page.getByRole("rowheader")).toHaveText([new RegExp(`^Mine ${mark}`)]);
});
