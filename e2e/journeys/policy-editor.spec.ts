import { gzipSync } from "node:zlib";
import type { Locator, Page } from "@playwright/test";
import { expect, expectAccessible, test } from "@/e2e/fixtures";
import { callAs, createAgent } from "@/e2e/server/agents";
import type { TestPerson } from "@/e2e/server/people";

const text = `# Refunds, and nothing else.
require_intent: true
intents:
  - id: refund
    statement: Refunds what the ticket says.
    actions: [stripe.refunds.create]
    max_session_minutes: 15
rules:
  # Looked at once a week.
  - id: small
    effect: approve
    actions: [stripe.refunds.create]
    when: args.amount <= 200.0
    boundary: hard
    strength: impossible
    enforced_at: [gateway]
    because: Small ones are safe.
  - id: huge
    effect: prohibit
    actions: [stripe.refunds.create]
    when: args.amount > 5000.0
    boundary: hard
    enforced_at: [gateway]
    because: A person does it by hand.
tests:
  - name: Fifty goes through
    action: stripe.refunds.create
    args: { amount: 50 }
    intent: refund
    expect: allow
`;

/** An agent of this person with a draft that says the text above, and its page open. */
async function openEditor(page: Page, person: TestPerson, written = text): Promise<string> {
  const { slug } = await createAgent(person);
  const path = `/api/v1/agents/${slug}/policy/draft`;
  await callAs(person, { method: "POST", path, body: { template: "empty" } });
  await callAs(person, { method: "PUT", path, body: { text: written }, version: 1 });
  await page.goto(`/agents/${slug}/policy`);
  await expect(page.getByRole("region", { name: "Sentences" })).toBeVisible();
  return slug;
}

const raw = (page: Page): Locator => page.getByRole("textbox", { name: "Policy as text" });
const rule = (page: Page, id: string): Locator => page.locator(`[data-rule="${id}"]`);
const state = (page: Page): Locator => page.getByTestId("policy-state");

async function showBoth(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Both" }).click();
  await expect(raw(page)).toContainText("require_intent");
}

test("a draft begins from a template, and is deleted after a question", async ({ page, signIn }) => {
  const { slug } = await createAgent(await signIn());
  await page.goto(`/agents/${slug}`);
  await page.getByRole("link", { name: "Policy", exact: true }).click();
  await page.getByRole("radio", { name: "Custom service" }).check();
  await page.getByRole("button", { name: "Begin a draft" }).click();
  await expect(rule(page, "never-delete")).toContainText("Never service.delete");
  await expect(page.getByTestId("rule-counts")).toHaveText("3 hard, 0 soft · 2 impossible, 0 only tedious, 1 not said");
  await expect(page.getByRole("tab", { name: "Tests 2 of 2 pass" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Delete draft…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete draft" }).click();
  await expect(page.getByRole("button", { name: "Begin a draft" })).toBeVisible();
});

test("Try it names the rule and the line that decide, and follows what is typed", async ({ page, signIn }) => {
  await openEditor(page, await signIn());
  const outcome = page.getByTestId("trial-outcome");
  await expect(outcome).toContainText("Allowed");
  await expect(outcome).toContainText("Line 10, small, decides.");
  await expect(outcome).toContainText("args.amount 50");
  await page.getByLabel("Arguments").fill('{"amount": 6000}');
  await expect(outcome).toContainText("Denied");
  await expect(outcome).toContainText("Line 18, huge, decides.");
  await outcome.getByRole("button", { name: "Line 18" }).click();
  await expect(rule(page, "huge")).toHaveAttribute("aria-current", "true");
  await page.getByLabel("Arguments").fill('{"amount": 6000');
  await expect(page.getByText(/This is no JSON/)).toBeVisible();
  await expect(outcome).toBeHidden();
});

test("what is typed into the raw text stands in the sentences, and the other way round, comments kept", async ({
  page,
  signIn,
}) => {
  const dana = await signIn();
  const slug = await openEditor(page, dana);
  await showBoth(page);
  await raw(page).getByText("when: args.amount <= 200.0").click();
  await page.keyboard.press("End");
  await page.keyboard.type(" && args.amount > 1.0");
  await expect(rule(page, "small")).toContainText("when amount is at most 200 and amount is more than 1");

  await rule(page, "small").getByRole("button", { name: "Edit small" }).click();
  const form = page.getByRole("dialog", { name: "Edit small" });
  await form.getByLabel("Condition").fill("args.amount <= ");
  await expect(form.getByText(/Expected a value/)).toBeVisible();
  await form.getByLabel("Condition").fill("args.amount <= 100.0");
  await expectAccessible(page);
  await form.getByRole("button", { name: "Change in the draft" }).click();
  await expect(raw(page)).toContainText("when: args.amount <= 100.0");
  await expect(raw(page)).toContainText("# Looked at once a week.");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(rule(page, "small")).toContainText("amount is more than 1");

  await rule(page, "huge").getByRole("button", { name: "More for huge" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(raw(page)).not.toContainText("id: huge");
  await expect(state(page)).toContainText("Not saved yet.");
  await page.keyboard.press("Control+s");
  await expect(state(page)).toContainText("Everything is saved.");
  const saved = await callAs(dana, { method: "GET", path: `/api/v1/agents/${slug}/policy/draft` });
  expect(saved).toMatchObject({ version: 3, text: expect.stringContaining("# Looked at once a week.") });
});

test("a fault is told with line and column in both panes, and what could be read last stays", async ({
  page,
  signIn,
}) => {
  await openEditor(page, await signIn());
  await showBoth(page);
  await raw(page).getByText("when: args.amount > 5000.0").click();
  await page.keyboard.press("End");
  await page.keyboard.type(" &&");
  const faults = page.getByRole("status", { name: "What cannot be read" });
  await expect(faults).toContainText("Line 21, column 34");
  await expect(faults).toContainText("What is live stays live.");
  await expect(rule(page, "huge")).toContainText("when amount is more than 5000");
  await expect(rule(page, "huge")).toContainText("Line 21, column 34");
  await expect(page.locator(".cm-lint-marker-error")).toHaveCount(1);
  await expect(page.getByRole("button", { name: "Save draft" })).toBeDisabled();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Sentences", exact: true }).click();
  await faults.getByRole("button", { name: "Line 21, column 34" }).click();
  await expect(raw(page)).toBeFocused();
  for (const _ of " &&") await page.keyboard.press("Backspace");
  await expect(faults).toBeHidden();
});

test("somebody saved meanwhile: both are shown, and what stays is decided", async ({ page, signIn }) => {
  const dana = await signIn();
  const slug = await openEditor(page, dana);
  const path = `/api/v1/agents/${slug}/policy/draft`;
  await showBoth(page);
  await raw(page).getByText("# Refunds, and nothing else.").click();
  await page.keyboard.press("End");
  await page.keyboard.type(" Mine.");
  const theirs = text.replace("Small ones are safe.", "Theirs.");
  await callAs(dana, { method: "PUT", path, body: { text: theirs }, version: 2 });
  await page.keyboard.press("Control+s");
  const conflict = page.getByRole("region", { name: "Somebody saved meanwhile" });
  await expect(conflict).toBeFocused();
  await expect(conflict).toContainText("because: Theirs.");
  await expectAccessible(page);
  await conflict.getByRole("button", { name: "Take theirs" }).last().click();
  await conflict.getByRole("button", { name: "Save what stands here" }).click();
  await expect(state(page)).toContainText("Everything is saved.");
  const saved = await callAs(dana, { method: "GET", path });
  expect(saved).toMatchObject({
    version: 4,
    text: theirs.replace("nothing else.", "nothing else. Mine."),
  });
});

test("what is not saved is asked about, and is there again on coming back", async ({ page, signIn }) => {
  await openEditor(page, await signIn());
  await showBoth(page);
  await raw(page).getByText("because: Small ones are safe.").click();
  await page.keyboard.press("End");
  await page.keyboard.type(" Half a thought.");
  await page.getByRole("link", { name: "Memory" }).click();
  const question = page.getByRole("dialog", { name: "Leave without saving?" });
  await question.getByRole("button", { name: "Cancel" }).click();
  await expect(page).toHaveURL(/\/policy$/);
  await page.getByRole("link", { name: "Memory" }).click();
  await question.getByRole("button", { name: "Leave" }).click();
  await expect(page).toHaveURL(/\/memory$/);
  await page.getByRole("link", { name: "Policy", exact: true }).click();
  await expect(rule(page, "small")).toContainText("Half a thought.");
  await expect(state(page)).toContainText("what you left is here again");
});

test("who may not write sees everything and is told who may", async ({ page, signIn, owner }) => {
  const { createSignedInPerson } = await import("@/e2e/server/people");
  const dana = await createSignedInPerson(owner);
  await signIn();
  await openEditor(page, dana);
  await expect(page.getByText("Who can: its owner, its deputy and people with the role security.")).toBeVisible();
  await expect(page.getByRole("button", { name: /^(Edit|Add|Save|Delete|Keep)/ })).toHaveCount(0);
  await expect(page.getByTestId("trial-outcome")).toContainText("Allowed");
  await showBoth(page);
  await raw(page).press("End");
  await page.keyboard.type("no");
  await expect(raw(page)).not.toContainText("nothing else.no");
  await expectAccessible(page);
});

test("a test is kept and fails, with the keyboard alone", async ({ page, signIn }) => {
  await openEditor(page, await signIn());
  await page.keyboard.press("t");
  await expect(page.getByLabel("Action", { exact: true })).toBeFocused();
  await page.getByLabel("Arguments").press("Control+a");
  await page.keyboard.type('{"amount": 6000}');
  await expect(page.getByTestId("trial-outcome")).toContainText("Denied");
  await page.getByRole("button", { name: "Keep as test…" }).press("Enter");
  const form = page.getByRole("dialog", { name: "Keep as test" });
  await expect(form.getByLabel("What must stay")).toBeFocused();
  await page.keyboard.type("Nothing huge");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("tab", { name: "Tests 2 of 2 pass" })).toBeVisible();

  await page.getByRole("button", { name: "Edit huge" }).press("Enter");
  await page.getByRole("dialog").getByLabel("Condition").press("Control+a");
  await page.keyboard.type("args.amount > 9000.0");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("tab", { name: "Tests 1 of 2 pass" })).toBeVisible();
  await page.keyboard.press("Control+Enter");
  const failing = page.getByRole("listitem").filter({ hasText: "Nothing huge" });
  await expect(failing).toBeFocused();
  await expect(failing).toContainText("Expected deny");
  const propose = page.getByRole("button", { name: "Propose…" });
  await expect(propose).toBeDisabled();
  await propose.press("Enter");
  await expect(failing).toBeFocused();

  await page.getByRole("button", { name: "Raw" }).press("Enter");
  await raw(page).press("Control+Home");
  await page.keyboard.press("Tab");
  await expect(raw(page)).toBeFocused();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  await expect(raw(page)).not.toBeFocused();
});

test("the editor with all its parts loads at most 480 KiB of JavaScript", async ({ page, signIn }) => {
  const scripts: Promise<Buffer>[] = [];
  page.on("response", (response) => {
    const asked = response.request();
    const ahead = asked.headers()["next-router-prefetch"] !== undefined;
    if (asked.resourceType() === "script" && !ahead) scripts.push(response.body());
  });
  await openEditor(page, await signIn());
  await showBoth(page);
  const sizes = await Promise.all(scripts.map(async (body) => gzipSync(await body).length));
  expect(Math.round(sizes.reduce((sum, size) => sum + size, 0) / 1024)).toBeLessThanOrEqual(480);
});

test("guardrails are written with the same tools, and approve nothing", async ({ page, signIn }) => {
  await signIn({ roles: ["member", "security"] });
  await page.goto("/settings/guardrails");
  await page.getByRole("link", { name: "Sandbox" }).click();
  await page.getByRole("button", { name: "Begin a draft" }).click();
  await page.getByRole("button", { name: "Add a rule: prohibit" }).click();
  const form = page.getByRole("dialog", { name: "Add a rule" });
  await expect(form.getByRole("radio", { name: "Approve" })).toHaveCount(0);
  await form.getByLabel("Name").fill("no-payouts");
  await form.getByLabel("Actions").fill("stripe.payouts.**");
  await form.getByLabel("Because").fill("Nobody moves money out.");
  await form.getByRole("button", { name: "Add to the draft" }).click();
  await expect(rule(page, "no-payouts")).toContainText("Never stripe.payouts.**");
  await page.getByLabel("Action", { exact: true }).fill("stripe.payouts.create");
  await expect(page.getByTestId("trial-outcome")).toContainText("Denied");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Delete draft…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete draft" }).click();
  await expect(page.getByRole("button", { name: "Begin a draft" })).toBeVisible();
});
