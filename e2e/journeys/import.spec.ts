import type { Page, Request } from "@playwright/test";
import { expect, expectAccessible, test } from "@/e2e/fixtures";
import { importSummary, runImport } from "@/e2e/import-steps";

type File = { name: string; mimeType: string; buffer: Buffer };

const json = (name: string, text: string): File => ({ name, mimeType: "application/json", buffer: Buffer.from(text) });

// Imports of other tests run at the same time, and one runs at a time.
test.describe.configure({ timeout: 120_000 });

/** Values that stand in the files and must not be in any request. */
const secrets = ["sk-live-9aF3kQ72LmZx81Vb", "tok-7731-hunter2-zz", "QmVhcmVyIHNlY3JldA77", "plainword-in-env"];

function settings(mark: string, trailing = ""): File {
  return json(
    "settings.json",
    `{
  // What the team allows, with a comment.
  "permissions": {
    "allow": ["Bash(*)", "Read"],
    "deny": ["Read(./.env)"]
  },
  "env": {
    "ANTHROPIC_API_KEY": "${secrets[0]}",
    "GREETING": "${secrets[3]}"
  },
  "cleanupPeriodDays": 30,
  "model": "opus",
  "includeCoAuthoredBy": false,
  "outputStyle": "${mark}"${trailing}
}`,
  );
}

const servers = json(
  ".mcp.json",
  `{
  "mcpServers": {
    "jira": { "command": "npx", "args": ["-y", "jira-mcp"], "env": { "JIRA_TOKEN": "${secrets[1]}" } },
    "billing": { "type": "http", "url": "https://billing.example.org/mcp", "headers": { "Authorization": "Bearer ${secrets[2]}" } }
  }
}`,
);

function card(mark: string): File {
  return json(
    "agent-card.json",
    JSON.stringify({
      name: `Refund agent ${mark}`,
      description: "Refunds small amounts when the ticket says so",
      version: "1.0.0",
      supportedInterfaces: [{ url: `https://refunds-${mark}.example.org/a2a`, protocolBinding: "JSONRPC" }],
      capabilities: {},
      defaultInputModes: ["text/plain"],
      defaultOutputModes: ["text/plain"],
      skills: [{ id: "refund", name: "Refund", description: "Refunds an order", tags: [] }],
    }),
  );
}

function table(mark: string): File {
  const rows = [
    "name,kind,environment,description",
    `Analyst ${mark},custom,staging,Answers`,
    `Clerk ${mark},custom,staging,Files`,
  ];
  return { name: "agents.csv", mimeType: "text/csv", buffer: Buffer.from(rows.join("\r\n")) };
}

/** Everything the page sends from now on. */
function listen(page: Page): () => string {
  const sent: string[] = [];
  page.on("request", (request: Request) =>
    sent.push(request.url(), request.postData() ?? "", JSON.stringify(request.headers())),
  );
  return () => sent.join("\n");
}

test("four config files become governed drafts with the keyboard alone, and no secret leaves the browser", async ({
  page,
  signIn,
}) => {
  const person = await signIn();
  const mark = person.id.slice(-8).toLowerCase();
  await page.goto("/agents/import");
  await expect(page.getByText("Nothing has left your browser yet.")).toBeVisible();
  await expectAccessible(page);
  const sent = listen(page);
  // The chooser opens from the keyboard; the platform's own dialog is answered for it.
  const choosing = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: "Choose files" }).focus();
  await page.keyboard.press("Enter");
  await (await choosing).setFiles([settings(mark), servers, card(mark), table(mark)]);
  await expect(page.getByTestId("draft-summary")).toContainText("4 agents, 2 MCP servers");
  await expect(page.getByTestId("draft-summary")).toContainText("Three things to know");
  const told = page.getByRole("listitem").filter({ hasText: "Every shell command is allowed" });
  await expect(told).toContainText("settings.json:4");
  await expect(page.getByText("Nothing has left your browser yet.", { exact: false })).toBeVisible();
  for (const secret of secrets) expect(await page.locator("main").textContent()).not.toContain(secret);
  await expectAccessible(page);

  // Two of the files came without their folder, so which project they are of can be said.
  await page.getByLabel("Project of Claude Code").focus();
  await page.keyboard.type(`checkout-${mark}`);
  await expect(page.getByLabel("Name of Claude Code")).toHaveValue(`checkout-${mark}`);
  // Claude Code's own agent is called after this test, in place.
  const name = page.getByLabel("Name of Claude Code");
  await name.focus();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(`Checkout ${mark}`);
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(importSummary(page)).toContainText("Create 4");
  await expect(page.getByRole("row").filter({ hasText: "New" })).toHaveCount(4);
  await expect(page.getByRole("button", { name: "Create 4" })).toBeEnabled();
  await page.keyboard.press("ControlOrMeta+Enter");
  await expect(importSummary(page)).toContainText("4 created");
  await expectAccessible(page);
  const all = sent();
  expect(all).toContain("JIRA_TOKEN");
  for (const secret of secrets) expect(all).not.toContain(secret);

  const link = page.getByRole("link", { name: `Open Checkout ${mark}` });
  await link.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toContainText(`Checkout ${mark}`);
  await expect(page.locator("main")).toContainText("Draft");
});

test("what is broken is named with file and line, the rest imports, and the mended file updates", async ({
  page,
  signIn,
  owner,
}) => {
  const person = await signIn();
  const mark = person.id.slice(-8).toLowerCase();
  const path = `shop-${mark}/.mcp.json`;
  const entry = (name: string): string =>
    `    "${name}": {\n      "command": "npx",\n      "args": ["-y", "${name}-mcp@1.0.0"]\n    }`;
  const whole = `{\n  "mcpServers": {\n${entry("one")},\n${entry("two")},\n    "three": {\n      "command": "npx"\n    }\n  }\n}`;
  const lines = whole.split("\n");
  // Line 14: a second comma, where a member or the end belongs.
  lines[13] = `${lines[13] ?? ""},,`;
  await page.goto("/agents/import");
  const paste = async (text: string): Promise<void> => {
    await page.getByLabel("Paste the text of a file").fill(text);
    await page.getByLabel("Its path").fill(path);
    await page.getByRole("button", { name: "Read text" }).click();
  };
  await paste(lines.join("\n"));
  await expect(page.getByRole("alert").filter({ hasText: path })).toContainText("line 14");
  await page.getByRole("button", { name: "Check 1 agent" }).click();
  await runImport(page, "Create 1", "1 created");

  await page.getByRole("button", { name: "Import more" }).click();
  await paste(whole.replace("one-mcp@1.0.0", "one-mcp@1.1.0"));
  await page.getByRole("button", { name: "Check 1 agent" }).click();
  await expect(importSummary(page)).toContainText("Update 1");
  await expect(page.getByRole("row").filter({ hasText: "Tool servers" })).toContainText("one-mcp@1.1.0");
  await runImport(page, "Update 1", "1 updated");
  const { rows } = await owner.query("select 1 from agents where source_key like $1", [`%shop-${mark}%`]);
  expect(rows).toHaveLength(1);

  await page.getByRole("button", { name: "Import more" }).click();
  await paste(whole.replace("one-mcp@1.0.0", "one-mcp@1.1.0"));
  await page.getByRole("button", { name: "Check 1 agent" }).click();
  await expect(importSummary(page)).toContainText("0 changes");
});

test("our own export comes back as 0 changes, formulas included", async ({ page, signIn }) => {
  const person = await signIn();
  const mark = person.id.slice(-8).toLowerCase();
  const create = (name: string, purpose: string) =>
    page.request.post("/api/v1/agents", {
      data: { name, purpose, environment: "staging", tags: ["=x", "b"], model_providers: ["Anthropic", "Own, hosted"] },
    });
  for (const [name, purpose] of [
    [`=1+1 ${mark}`, '-2 is a formula too\nin two lines, with "quotes"'],
    [`Plain ${mark}`, ""],
  ] as const)
    expect((await create(name, purpose)).status()).toBe(201);
  const exported = await page.request.get(`/api/v1/agents?format=csv&q=${mark}`);
  const buffer = await exported.body();
  expect(buffer.toString("utf8")).toContain(`'=1+1 ${mark}`);
  await page.goto("/agents/import");
  await page.getByTestId("import-files").setInputFiles({ name: "agents.csv", mimeType: "text/csv", buffer });
  await page.getByRole("button", { name: "Check 2 agents" }).click();
  await expect(importSummary(page)).toContainText("0 changes, 2 unchanged");
});

test("a row that names nobody here needs attention, and importing goes on at 320 px", async ({ page, signIn }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  const person = await signIn();
  const mark = person.id.slice(-8).toLowerCase();
  await page.goto("/agents/import");
  await page.getByLabel("Agent card address").fill("https://127.0.0.1/.well-known/agent-card.json");
  await page.getByRole("button", { name: "Read card" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "The card was not read" })).toContainText("not public");
  const text = `name,owner_email,environment\nGood ${mark},,sandbox\nBad ${mark},nobody-${mark}@example.org,sandbox\n`;
  await page.getByLabel("Paste the text of a file").fill(text);
  await page.getByRole("button", { name: "Read text" }).click();
  await page.getByRole("button", { name: "Check 2 agents" }).click();
  await expect(importSummary(page)).toContainText("Create 1, skip 1");
  await expect(page.getByRole("row").filter({ hasText: "Needs attention" })).toContainText(
    "Nobody here has the address",
  );
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await expectAccessible(page);
  await page.getByLabel(`Owner of Bad ${mark}`).fill(person.email);
  await page.getByRole("button", { name: "Check 2 agents" }).click();
  await runImport(page, "Create 2", "2 created");
});
