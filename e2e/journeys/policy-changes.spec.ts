import type { Browser, Page } from "@playwright/test";
import { expect, expectAccessible, test } from "@/e2e/fixtures";
import type { TestPerson } from "@/e2e/server/people";
import { createGovernance, proposeText, publishText, refundsUpTo, stepWith } from "@/e2e/server/policies";

/** A browser of their own, signed in as them. */
async function openAs(browser: Browser, site: string, { token }: TestPerson): Promise<Page> {
  const context = await browser.newContext({ baseURL: site });
  await context.addCookies([{ name: "ambit-session", value: token, url: site, httpOnly: true, sameSite: "Lax" }]);
  return context.newPage();
}

async function takeStep(page: Page, button: string, confirm: string, words?: string): Promise<void> {
  await page.getByRole("button", { name: button }).click();
  const dialog = page.getByRole("dialog");
  if (words !== undefined) await dialog.getByRole("textbox").fill(words);
  await dialog.getByRole("button", { name: confirm, exact: true }).click();
  await expect(dialog).toBeHidden();
}

test("what loosens is approved by a second person, goes live, and is rolled back", async ({ site, owner, browser }) => {
  test.setTimeout(120_000);
  const { author, reviewer, slug } = await createGovernance(owner);
  await publishText(author, reviewer, slug, refundsUpTo(100));
  const { id } = await proposeText(author, slug, refundsUpTo(200), { title: "Refunds up to 200" });

  const mine = await openAs(browser, site, author);
  await mine.goto(`/policies/changes/${id}`);
  await expect(mine.getByRole("heading", { level: 1 })).toHaveText("Refunds up to 200");
  await expect(mine.getByText("It loosens, so it needs a second person.")).toBeVisible();
  await expect(mine.getByTestId("decision-line")).toContainText("You proposed it, so you cannot.");
  await expect(mine.getByRole("button", { name: "Approve…" })).toHaveCount(0);
  await expect(mine.getByRole("list", { name: "What it loosens" })).toContainText("small-refund");
  await expect(mine.getByRole("heading", { name: "1 of 1 test passes" })).toBeVisible();
  await expect(mine.locator('[data-item="small-refund"]')).toContainText("200");
  await mine.getByRole("button", { name: "As text" }).click();
  await expect(mine.getByTestId("text-diff")).toContainText("args.amount <= 200");
  await expectAccessible(mine);

  const theirs = await openAs(browser, site, reviewer);
  await theirs.goto("/policies");
  await theirs.getByRole("link", { name: "Review Refunds up to 200" }).first().click();
  await expect(theirs).toHaveURL(/\/policies\/changes\/chg_/);
  await theirs.goto(`/policies/changes/${id}`);
  await theirs.getByLabel("Comment").fill("The handbook says 200 as well.");
  await theirs.getByRole("button", { name: "Comment", exact: true }).click();
  await expect(theirs.getByText("The handbook says 200 as well.")).toBeVisible();
  await takeStep(theirs, "Approve…", "Approve", "As in the handbook.");

  // The author's page hears of it by itself.
  await expect(mine.getByText("As in the handbook.")).toBeVisible();
  await takeStep(mine, "Make it live…", "Make it live");
  const live = mine.getByRole("region", { name: "What became of it" });
  await expect(live).toContainText(/Version 2 is live since \d{2}:\d{2}:\d{2} UTC in snapshot \d+\.\d+/);
  await expectAccessible(mine);

  await live.getByRole("button", { name: "Roll back" }).click();
  const dialog = mine.getByRole("dialog", { name: "Roll back to version 1?" });
  await dialog.getByLabel("Reason").fill("Doubles went through.");
  await dialog.getByRole("button", { name: "Roll back to 1" }).click();
  await expect(mine.getByRole("heading", { level: 1 })).toHaveText("Back to version 1");
  await expect(mine.getByRole("region", { name: "What became of it" })).toContainText("Version 3 is live since");

  await mine.getByRole("link", { name: "Versions", exact: true }).click();
  await expect(mine.getByRole("row", { name: /Version 3/ })).toContainText("Live");
  await mine.getByRole("link", { name: "Version 2" }).click();
  await expect(mine.getByRole("heading", { name: "What it changed" })).toBeVisible();
  await expect(mine.locator('[data-item="small-refund"]')).toContainText("200");
  await expectAccessible(mine);
  await mine.context().close();
  await theirs.context().close();
});

test("with the keyboard alone a change is found, approved and made live", async ({ page, signIn, owner }) => {
  const { author, slug } = await createGovernance(owner);
  const { id } = await proposeText(author, slug, refundsUpTo(200), { title: `Refunds of ${slug}` });
  await signIn({ roles: ["member", "security"] });
  await page.goto("/agents");
  await page.keyboard.press("g");
  await page.keyboard.press("p");
  await expect(page).toHaveURL(/\/policies$/);
  const review = page.getByRole("link", { name: `Review Refunds of ${slug}` });
  await review.focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(id));
  await page.getByRole("button", { name: "Approve…" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog").getByLabel("Comment")).toBeFocused();
  await page.keyboard.type("Fine");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.getByRole("button", { name: "Make it live…" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Make it live?" })).toBeVisible();
  await page.getByRole("button", { name: "Make it live", exact: true }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("region", { name: "What became of it" })).toContainText("Version 1 is live");
});

test("a rejection says why, and the draft stays", async ({ page, signIn, owner, site, browser }) => {
  const { author, slug } = await createGovernance(owner);
  const { id } = await proposeText(author, slug, refundsUpTo(5000));
  await signIn({ roles: ["member", "security"], name: "Ana Lopes" });
  await page.goto(`/policies/changes/${id}`);
  await page.getByRole("button", { name: "Reject…" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("button", { name: "Reject" })).toBeDisabled();
  await dialog.getByLabel("Why").fill("Far too much.");
  await dialog.getByRole("button", { name: "Reject" }).click();
  await expect(page.getByText("Ana Lopes rejected it.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Make it live…" })).toHaveCount(0);

  const mine = await openAs(browser, site, author);
  const draft = await mine.request.get(`/api/v1/agents/${slug}/policy/draft`);
  expect(draft.status()).toBe(200);
  await mine.context().close();
});

test("of two reviewers at once the second is told who was first", async ({ page, signIn, owner, site, browser }) => {
  const { author, reviewer, slug } = await createGovernance(owner);
  const { id } = await proposeText(author, slug, refundsUpTo(200));
  await signIn({ roles: ["member", "security"], name: "Ana Lopes" });
  await page.goto(`/policies/changes/${id}`);
  await page.getByRole("button", { name: "Approve…" }).click();
  await expect(page.getByRole("dialog").getByLabel("Comment")).toBeFocused();
  const other = await openAs(browser, site, reviewer);
  await other.goto(`/policies/changes/${id}`);
  await takeStep(other, "Approve…", "Approve");
  await expect(page.getByRole("dialog").getByText("Kofi Mensah approved it already.")).toBeVisible();
  await expect(page.getByRole("dialog").getByRole("button", { name: "Approve" })).toBeDisabled();
  await other.context().close();
});

test("a change that another overtook is refused until its draft is brought up to date", async ({
  site,
  owner,
  browser,
}) => {
  test.setTimeout(120_000);
  const { author, reviewer, slug } = await createGovernance(owner);
  await publishText(author, reviewer, slug, refundsUpTo(100));
  await publishText(author, reviewer, slug, refundsUpTo(90));
  const { id } = await proposeText(author, slug, refundsUpTo(200), { title: "Refunds up to 200" });
  await stepWith(reviewer, id, "approve", { comment: "" });
  // What overtakes it: the only way to publish beside a change that waits is its own clock, so the row is moved by hand.
  await owner.query("update policy_changes set base_version = 1 where id = $1", [id]);
  await owner.query(
    "update policy_drafts set base_version = 1 where policy_id = (select policy_id from policy_changes where id = $1)",
    [id],
  );

  const mine = await openAs(browser, site, author);
  await mine.goto(`/policies/changes/${id}`);
  await expect(mine.getByRole("heading", { name: "Another version went live since" })).toBeVisible();
  const three = mine.getByRole("table", { name: "What the three versions say" });
  await expect(three.getByRole("row", { name: /small-refund/ })).toContainText("Both changed it");
  await expect(mine.getByRole("button", { name: "Make it live…" })).toBeDisabled();
  expect((await mine.request.post(`/api/v1/policy-changes/${id}/apply`, { headers: { origin: site } })).status()).toBe(
    409,
  );
  await expectAccessible(mine);

  await mine.getByRole("button", { name: "Bring my draft up to date" }).click();
  const rebase = mine.getByRole("dialog", { name: "Bring the draft up to date" });
  await rebase.getByRole("button", { name: "Bring it up to date" }).click();
  await rebase.getByRole("radio", { name: "Mine" }).check();
  await expectAccessible(mine);
  await rebase.getByRole("button", { name: "Save these choices" }).click();
  await expect(rebase).toBeHidden();
  await mine.getByRole("button", { name: "Withdraw this and propose anew" }).click();
  const propose = mine.getByRole("dialog", { name: "Propose this draft" });
  await expect(propose.getByLabel("Title")).toHaveValue("Refunds up to 200");
  await propose.getByRole("button", { name: "Propose", exact: true }).click();
  await expect(mine).not.toHaveURL(new RegExp(id));
  await expect(mine.getByRole("heading", { name: "Another version went live since" })).toHaveCount(0);
  await expect(mine.getByText("It loosens, so it needs a second person.")).toBeVisible();
  await mine.context().close();
});

test("in an emergency security publishes at once, and somebody else looks at it", async ({
  page,
  signIn,
  owner,
  site,
  browser,
}) => {
  const { author, reviewer, slug } = await createGovernance(owner);
  const { id } = await proposeText(author, slug, refundsUpTo(200), { title: `Customers of ${slug}` });
  const mine = await openAs(browser, site, author);
  await mine.goto(`/policies/changes/${id}`);
  await mine.getByRole("button", { name: "More steps" }).click();
  await mine.getByRole("menuitem", { name: /^Emergency/ }).click();
  const emergency = mine.getByRole("dialog", { name: "Make it live without its review?" });
  await emergency.getByLabel("Reason").fill("Customers cannot be refunded.");
  await expectAccessible(mine);
  await emergency.getByRole("button", { name: "Make it live now" }).click();
  await expect(mine.getByText("It went live without its review.")).toBeVisible();
  await expect(mine.getByRole("button", { name: "Look at it…" })).toHaveCount(0);

  await signIn({ roles: ["member", "security"], name: "Ana Lopes" });
  await page.goto("/policies");
  const row = page.getByRole("list", { name: "Emergency changes" }).getByRole("listitem").filter({ hasText: slug });
  await expect(row).toContainText("Due in 23 hours");
  await row.getByRole("link", { name: "Look at it" }).click();
  await takeStep(page, "Look at it…", "I looked at it");
  await expect(page.getByText("It went live in an emergency and was looked at since.")).toBeVisible();
  expect(reviewer.id).not.toBe(author.id);
  await mine.context().close();
});
