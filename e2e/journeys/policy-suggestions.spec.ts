import type { Locator, Page } from "@playwright/test";
import type pg from "pg";
import { expect, expectAccessible, test } from "@/e2e/fixtures";
import { callAs, createAgent } from "@/e2e/server/agents";
import type { TestPerson } from "@/e2e/server/people";
import { recordCalls } from "@/lib/decisions/testing/recording";

/** What decided the calls below; it is not the agent's policy any more. */
const before = `require_intent: false
keep_arguments: all
rules:
  - id: reads
    effect: approve
    actions: [crm.read, crm.delete_contact]
    boundary: hard
    because: It was tried out with both.
`;
const day = 86_400_000;

/** An agent of this person in the sandbox, with calls of the last days: reads, deletions and transfers that were refused. */
async function createObserved(owner: pg.Pool, person: TestPerson): Promise<string> {
  const agent = await createAgent(person, { environment: "sandbox" });
  const caller = { slug: agent.slug, agentId: agent.id, environment: "sandbox", version: 1, text: before } as const;
  const at = (days: number) => new Date(Date.now() - days * day - 60_000);
  const read = { action: "crm.read", args: { limit: 50, fields: "name" }, resource: { type: "contact", id: "c1" } };
  await recordCalls((sql, values) => owner.query(sql, values), caller, [
    { ...read, at: at(0) },
    { ...read, at: at(1) },
    { ...read, args: { limit: 20 }, at: at(2) },
    { action: "crm.delete_contact", resource: { type: "contact", id: "c1" }, at: at(1) },
    { action: "bank.move", args: { amount: 900 }, at: at(1) },
    { action: "bank.move", args: { amount: 900 }, at: at(2) },
  ]);
  return agent.slug;
}

const begin = "Start from what it did in the last 30 days";
const offers = (page: Page): Locator => page.getByRole("dialog", { name: "What it did in the last 30 days" });
const rules = (page: Page): Locator => page.locator("[data-rule]");

async function begunWith(page: Page, person: TestPerson, slug: string, text: string): Promise<void> {
  const path = `/api/v1/agents/${slug}/policy/draft`;
  await callAs(person, { method: "POST", path, body: { template: "empty" } });
  await callAs(person, { method: "PUT", path, body: { text }, version: 1 });
  await page.goto(`/agents/${slug}/policy`);
}

test("a draft begins from what it did, by keys: nothing is checked beforehand, and only what is checked is added", async ({
  page,
  signIn,
  owner,
}) => {
  const dana = await signIn();
  const slug = await createObserved(owner, dana);
  await page.goto(`/agents/${slug}/policy`);
  await page.getByRole("button", { name: begin }).focus();
  await page.keyboard.press("Enter");
  const boxes = offers(page).getByRole("checkbox");
  await expect(boxes).toHaveCount(3);
  await expect(offers(page).getByRole("checkbox", { checked: true })).toHaveCount(0);
  await expect(rules(page)).toHaveCount(0);
  await expect(offers(page).locator("[data-offer=crm-read]")).toContainText(
    "It did this 3 times.3 allowed0 asked0 denied",
  );
  await expect(offers(page).locator("[data-offer=crm-read]")).toContainText(
    "May crm.read on contact/* when limit is at most 50",
  );
  await expect(offers(page).locator("[data-offer=crm-delete-contact]")).toContainText("Asks the owner");
  await expect(offers(page).locator("[data-offer=crm-delete-contact]")).toContainText("cannot be taken back");
  await expect(offers(page).locator("[data-offer=bank-move]")).toContainText(
    "It tried this 2 times and was refused 2 times.",
  );
  await expectAccessible(page);

  const add = offers(page).getByRole("button", { name: "Add rules" });
  await expect(add).toBeDisabled();
  await expect(boxes.first()).toBeFocused();
  await page.keyboard.press("Space");
  await page.keyboard.press("Control+Enter");
  await expect(offers(page)).toBeHidden();
  await expect(rules(page)).toHaveCount(1);
  await expect(page.locator("[data-rule=crm-read]")).toContainText("Say why it is needed.");
  await page.keyboard.press("Control+s");
  await expect(page.getByTestId("policy-state")).toContainText("Everything is saved.");
  const saved = await callAs(dana, { method: "GET", path: `/api/v1/agents/${slug}/policy/draft` });
  expect(saved).toMatchObject({ document: { rules: [{ id: "crm-read", effect: "approve" }] } });
});

test("what a rule speaks of is not suggested, names stay apart, and what was checked is not lost by Escape", async ({
  page,
  signIn,
  owner,
}) => {
  const dana = await signIn();
  const slug = await createObserved(owner, dana);
  await begunWith(page, dana, slug, before.replace("id: reads", "id: bank-move"));
  await page.getByRole("button", { name: "Add from what it did in the last 30 days" }).click();
  await expect(offers(page).getByRole("checkbox")).toHaveCount(1);
  await offers(page).getByRole("checkbox").check();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog", { name: "Leave without writing it?" }).getByRole("button", { name: "Cancel" }).click();
  await offers(page).getByRole("button", { name: "Add 1 rule" }).click();
  await expect(rules(page)).toHaveCount(2);
  await expect(page.locator("[data-rule=bank-move]")).toContainText("It was tried out with both.");
  await expect(page.locator("[data-rule=bank-move-2]")).toContainText("Asks the owner");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(rules(page)).toHaveCount(1);
  await page.getByRole("button", { name: "Add from what it did in the last 30 days" }).click();
  await offers(page).getByRole("checkbox").check();
  await offers(page).getByRole("button", { name: "Add 1 rule" }).click();
  await page.getByRole("button", { name: "Add from what it did in the last 30 days" }).click();
  await expect(offers(page)).toContainText("Nothing to add");
});

test("an agent that did nothing has nothing to begin from", async ({ page, signIn }) => {
  const dana = await signIn();
  const { slug } = await createAgent(dana);
  await page.goto(`/agents/${slug}/policy`);
  await page.getByRole("button", { name: begin }).click();
  await expect(offers(page)).toContainText("Nothing recorded in 30 days");
  await expectAccessible(page);
  await page.keyboard.press("Escape");
  await expect(page.getByRole("button", { name: begin })).toBeVisible();
});

test("a rule's form suggests what its calls carried, with kinds and a few values", async ({ page, signIn, owner }) => {
  const dana = await signIn();
  const slug = await createObserved(owner, dana);
  await begunWith(page, dana, slug, "require_intent: false\n");
  await page.getByRole("button", { name: "Add a rule: approve" }).click();
  const form = page.getByRole("dialog", { name: "Add a rule" });
  await form.getByRole("button", { name: "Add crm.read" }).click();
  await expect(form.getByLabel("Actions", { exact: true })).toHaveValue("crm.read");
  const carried = form.getByRole("group", { name: "Arguments its calls carried" });
  await expect(carried.getByRole("button")).toHaveText([
    /^Add args\.limit ?number: (50, 20|20, 50)$/,
    /^Add args\.fields ?string: “name”$/,
  ]);
  await carried.getByRole("button", { name: /args.limit/ }).click();
  await expect(form.getByLabel("Condition")).toHaveValue("args.limit");
  await expectAccessible(page);
});
