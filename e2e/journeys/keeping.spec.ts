import { expect, expectAccessible, test } from "@/e2e/fixtures";

test("how long decisions are kept is changed with its faults beside the fields, and what it erases said", async ({
  page,
  signIn,
}) => {
  await signIn({ roles: ["member", "security"] });
  await page.goto("/settings");
  await page.getByRole("navigation", { name: "Settings" }).getByRole("link", { name: "Decisions kept" }).click();
  const table = page.getByRole("table", { name: "How long decisions are kept" });
  await expect(table.getByRole("row")).toHaveCount(4);
  await table.getByRole("button", { name: "Change… Staging" }).click();
  const dialog = page.getByRole("dialog", { name: "How long decisions are kept: Staging" });
  await dialog.getByLabel("Decisions, in days").fill("30");
  await expect(dialog.getByText("A whole number from 31 to 3650.")).toBeVisible();
  await dialog.getByLabel("Decisions, in days").fill("60");
  await dialog.getByLabel("Arguments of calls, in days").fill("61");
  await expect(dialog.getByText("Arguments cannot be kept longer than their decisions.")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel("Arguments of calls, in days").fill("45");
  await expect(dialog.getByText(/The next night erases for good/)).toBeVisible();
  await dialog.getByRole("button", { name: "Save and erase" }).click();
  await expect(dialog).toBeHidden();
  await expect(table.getByRole("row", { name: /Staging/ })).toContainText(/60 days.*45 days/);
  await page.reload();
  await expect(table.getByRole("row", { name: /Staging/ })).toContainText(/60 days.*45 days/);
});

test("somebody who may not change it reads it, and is told who can", async ({ page, signIn }) => {
  await signIn();
  await page.setViewportSize({ width: 320, height: 800 });
  await page.goto("/settings/decisions");
  await expect(page.getByText("Who can: people with the role Security.")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Change/ })).toHaveCount(0);
  await expect(page.getByText("Arguments 90 days").first()).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});
