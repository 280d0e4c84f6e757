import type { Locator, Page } from "@playwright/test";
import { expect, expectAccessible, test } from "@/e2e/fixtures";
import { createDenial, createGoverned, recordRefunds } from "@/e2e/server/decisions";
import { createSignedInPerson } from "@/e2e/server/people";
import { recordCalls } from "@/lib/decisions/testing/recording";

/** Only keys: a press of Tab at a time until the thing has the focus. */
async function tabTo(page: Page, target: Locator, key: "Tab" | "Shift+Tab" = "Tab"): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < 80; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  await expect(target, "80 presses of Tab did not lead here").toBeFocused();
}

test("from a denial to a proposed rule change with its test, with keys alone", async ({ page, signIn, owner }) => {
  test.setTimeout(120_000);
  const dana = await signIn();
  const caller = await createGoverned(dana);
  const [, , last = ""] = await recordRefunds(owner, caller, [6_000, 7_000, 12_000]);

  await page.goto(`/activity/decisions?outcome=deny&agent=${caller.slug}`);
  const row = page.getByRole("row").filter({ hasText: "refund-ceiling" });
  await expect(row).toHaveCount(1);
  await expect(row.getByRole("cell").filter({ hasText: /^Times\s*3$/ })).toBeVisible();
  await expect(row).toContainText("3 in 30 days");
  await expectAccessible(page);

  await tabTo(page, row.getByRole("link", { name: "Open the last one" }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/decisions/${last}$`));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "Denied: prohibited by refund-ceiling, line 26 of version 1",
  );
  await expect(page.getByText("args.amount was 12000").first()).toBeVisible();
  await expect(page.getByText("when: args.amount > 5000.0 (this line decides)")).toBeVisible();
  await expect(page.getByText("Without refund-ceiling it would have been")).toContainText("Asked");
  await expect(page.getByRole("heading", { name: "3 like this in 30 days" })).toBeVisible();
  await expectAccessible(page);

  await tabTo(page, page.getByLabel("args.amount"));
  await page.keyboard.press("Control+A");
  await page.keyboard.type("180");
  const answer = page.getByTestId("side-answer").filter({ hasText: "Version 1, which decided" });
  await expect(answer).toContainText("Allowed");
  await expect(answer).toContainText("Approved, by small-refund, line 9");
  await expectAccessible(page);

  await tabTo(page, page.getByRole("button", { name: "Propose a rule change" }), "Shift+Tab");
  await page.keyboard.press("Enter");
  const dialog = page.getByRole("dialog", { name: "Propose a rule change" });
  await expect(dialog.getByRole("radio", { name: "A person is asked first" })).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.press("Control+Enter");

  await expect(page).toHaveURL(new RegExp(`/agents/${caller.slug}/policy$`));
  const written = page.getByRole("list", { name: "Tests" }).getByRole("listitem").filter({ hasText: last });
  await expect(written).toBeFocused();
  await expect(written).toContainText("Fails");
  await expect(page.getByLabel("Action", { exact: true })).toHaveValue("pay.refund");
  const draft = await page.request.get(`/api/v1/agents/${caller.slug}/policy/draft`);
  const { document }: { document: { tests: object[] } } = await draft.json();
  expect(document.tests.at(-1)).toEqual({
    name: `pay.refund, as in ${last}`,
    action: "pay.refund",
    args: { amount: 12_000, currency: "EUR" },
    resource: { type: "account", id: "acct_live" },
    intent: "refund",
    expect: "ask",
  });
});

test("each sees the decisions of the agents they keep; who keeps none is told what it takes", async ({
  page,
  signIn,
  owner,
  browser,
  site,
}) => {
  const kofi = await signIn();
  const mine = await createGoverned(kofi);
  const [own = ""] = await recordRefunds(owner, mine, [9_000]);
  const other = await createDenial(owner);
  await page.goto("/activity/decisions?show=every");
  await expect(page.getByRole("link", { name: "pay.refund" })).toHaveCount(1);
  expect((await page.goto(`/decisions/${own}`))?.status()).toBe(200);
  await expect(page.getByRole("button", { name: "Propose a rule change" })).toBeVisible();
  await page.goto(`/decisions/${other}`);
  await expect(page.getByRole("heading", { name: "You cannot see this decision" })).toBeVisible();

  for (const [roles, sees] of [
    [["member"], false],
    [["auditor"], true],
  ] as const) {
    const person = await createSignedInPerson(owner, { roles });
    const context = await browser.newContext();
    await context.addCookies([{ name: "ambit-session", value: person.token, url: site, httpOnly: true }]);
    const theirs = await context.newPage();
    await theirs.goto(`${site}/activity/decisions?show=every&agent=${mine.slug}`);
    await expect(theirs.getByRole("heading", { name: "You cannot see decisions" })).toHaveCount(sees ? 0 : 1);
    await expect(theirs.getByRole("link", { name: "pay.refund" })).toHaveCount(sees ? 1 : 0);
    if (sees) {
      await theirs.goto(`${site}/decisions/${own}`);
      await expect(theirs.getByRole("heading", { level: 1 })).toContainText("Denied: prohibited by refund-ceiling");
      await expect(theirs.getByRole("button", { name: "Propose a rule change" })).toHaveCount(0);
    }
    await context.close();
  }
});

test("new decisions wait behind a button, the focused row stays, and a pause holds them back", async ({
  page,
  signIn,
  owner,
}) => {
  const caller = await createGoverned(await signIn());
  await recordRefunds(owner, caller, [50, 6_000]);
  await page.goto(`/activity/decisions?show=every&agent=${caller.slug}`);
  const rows = page.getByRole("row");
  await expect(rows).toHaveCount(3);
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  const focused = rows.nth(1).getByRole("link");
  await focused.focus();
  const href = (await focused.getAttribute("href")) ?? "";

  const send = (sql: string, values: unknown[]) => owner.query(sql, values);
  await recordCalls(send, caller, [{ action: "pay.refund", args: { amount: 7 }, intent: "refund" }]);
  const fresh = page.getByRole("button", { name: "1 new decision: show" });
  await expect(fresh).toBeVisible();
  await expect(page.locator(`a[href="${href}"]`)).toBeFocused();
  await expect(rows).toHaveCount(3);
  await fresh.click();
  await expect(rows).toHaveCount(4);

  await page.getByRole("switch", { name: "Follow" }).uncheck();
  await expect(page.getByText("Paused at")).toBeVisible();
  await recordCalls(send, caller, [{ action: "pay.refund", args: { amount: 8 }, intent: "refund" }]);
  await expect(page.getByRole("button", { name: /new decision/ })).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole("switch", { name: "Follow" }).check();
  await expect(page.getByRole("button", { name: "1 new decision: show" })).toBeVisible();
});

test("filters live in the URL, and what a call hides is shown", async ({ page, signIn, owner }) => {
  const caller = await createGoverned(await signIn());
  await recordRefunds(owner, caller, [50, 300, 6_000]);
  const send = (sql: string, values: unknown[]) => owner.query(sql, values);
  const action = "pay.out\u200B";
  const [hiding = ""] = await recordCalls(send, caller, [{ action, intent: "refund" }]);
  await page.goto(`/activity/decisions?show=every&agent=${caller.slug}&last=24h`);
  await expect(page.getByRole("row")).toHaveCount(3);
  await page.goto(`/activity/decisions?show=every&agent=${caller.slug}&reason=approval_required&rule=large-refund`);
  await expect(page.getByRole("row").nth(1)).toContainText("Asked");
  await expect(page.getByRole("row")).toHaveCount(2);
  await page.getByRole("button", { name: "Remove filter: Reason A person must approve" }).click();
  await page.getByRole("button", { name: "Remove filter: Rule large-refund" }).click();
  await expect(page.getByRole("row")).toHaveCount(5);
  await expect(page).toHaveURL(new RegExp(`agent=${caller.slug}$`));
  await page.getByRole("button", { name: "Folded" }).click();
  await expect(page.getByRole("table", { name: /most frequent first/ })).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "Allowed" })).toHaveCount(1);
  await page.goto(`/decisions/${hiding}`);
  await expect(page.getByText("pay.out⟦U+200B⟧").first()).toBeVisible();
  // An assertion on text would look past it.
  expect(await page.locator("main").textContent()).not.toContain("\u200B");
});
