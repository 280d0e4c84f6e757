import { expect, expectAccessible, test } from "@/e2e/fixtures";
import { callAs, createAgent } from "@/e2e/server/agents";
import { createHandover } from "@/e2e/server/handovers";
import { createSignedInPerson } from "@/e2e/server/people";

test("whoever is asked to own an agent finds the question where they begin, and holds nothing before", async ({
  page,
  signIn,
  owner,
}) => {
  const dana = await createSignedInPerson(owner, { name: "Dana Reyes" });
  const kofi = await signIn({ name: "Kofi Mensah" });
  const { slug, name } = await createAgent(dana, { owner: kofi.id });
  await page.goto("/");
  await expect(page).toHaveURL(/\/agents\?owner=me$/);
  await expect(page.locator("main").getByText(`You are asked to be owner of ${name}.`)).toBeVisible();
  const rail = page.getByRole("navigation", { name: "Main" });
  await expect(rail.getByRole("link", { name: /^Asked of you\s*1$/ })).toBeVisible();
  await expect(rail.getByRole("link", { name: "You answer for" })).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole("link", { name: "Accept or decline" }).click();
  await expect(page).toHaveURL(`/agents/${slug}/owners`);
  await page.getByRole("button", { name: "Accept" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: /^Do you accept/ })).toBeHidden();
  // The question is gone, and whoever answered by key goes on from the page around it.
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe("BODY");
  await page.goto("/agents?owner=me");
  await expect(page.locator("main").getByText("You are asked")).toHaveCount(0);
  await expect(rail.getByRole("link", { name: /^Asked of you/ })).toHaveCount(0);
});

test("security finds what waits for review and which hand-overs are open, a member does not", async ({
  page,
  signIn,
  owner,
}) => {
  const dana = await createSignedInPerson(owner);
  const { slug } = await createAgent(dana);
  await callAs(dana, { method: "POST", path: `/api/v1/agents/${slug}/submit`, body: {} });
  await createHandover(owner);
  await signIn({ roles: ["security"] });
  await page.goto("/");
  const rail = page.getByRole("navigation", { name: "Main" });
  await expect(rail.getByRole("link", { name: /^Agents\s*\d+ to act on$/ })).toBeVisible();
  await expect(rail.getByRole("link", { name: /^Settings\s*\d+ to act on$/ })).toBeVisible();
  await expectAccessible(page);
  await page
    .locator("main")
    .getByRole("link", { name: /open hand-over/ })
    .click();
  await expect(page).toHaveURL(/\/handovers\?open=true$/);
  await expect(rail.getByRole("link", { name: /^Open hand-overs/ })).toBeVisible();
  await page.goto("/");
  await page
    .locator("main")
    .getByRole("link", { name: /to review$/ })
    .click();
  await expect(page).toHaveURL(/\/agents\?state=in_review$/);
  await expect(page.getByRole("button", { name: "Remove filter: State In review" })).toBeVisible();

  await signIn();
  await page.goto("/agents");
  await expect(page.locator("main").getByRole("link", { name: /to review$|open hand-over/ })).toHaveCount(0);
});

test("who ends somebody's access reads what they own, and finds its hand-over", async ({ page, signIn, owner }) => {
  await signIn({ roles: ["member", "admin"] });
  const leaver = await createSignedInPerson(owner);
  for (const _ of [1, 2]) await createAgent(leaver);
  await page.goto(`/people/${leaver.id}`);
  await page.getByRole("button", { name: "Deactivate" }).click();
  const dialog = page.getByRole("dialog", { name: `Deactivate ${leaver.name}?` });
  await expect(dialog).toContainText("Owns 2 agents. This opens a hand-over");
  await expect(dialog).toContainText("It does not come back if they are reactivated.");
  await expectAccessible(page);
  await expect(dialog.getByLabel("Reason")).toBeFocused();
  await page.keyboard.type("Left the company");
  await page.keyboard.press("Enter");
  await expect(dialog).toBeHidden();
  const left = page.getByRole("region", { name: "What they left" });
  await expect(left).toContainText("0 of 2 settled");
  await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).not.toBe("BODY");
  await expectAccessible(page);
  await left.getByRole("link", { name: /^Hand-over of/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`What ${leaver.name} held`);
  await expect(page.locator("main").getByText("There are no suggestions: choose somebody in each row.")).toBeVisible();
  // Drafts have the date here that they have on their own pages.
  await expect(page.getByText(/^Closes on/).first()).toBeVisible();
  await page.goto("/handovers?open=true");
  await expect(page.getByRole("row").filter({ hasText: leaver.name })).toContainText(/First closes \d/);
});
