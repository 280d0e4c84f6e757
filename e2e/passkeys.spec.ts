import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "@/e2e/fixtures";
import { addAuthenticator } from "@/e2e/server/authenticator";
import { createLink } from "@/e2e/server/one-time";

async function addPasskey(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name: "Add a passkey" }).click();
  const dialog = page.getByRole("dialog", { name: "Add a passkey" });
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("button", { name: "Continue" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: name })).toBeVisible();
}

/** As if the last proof of this person's sign-ins were half an hour old. */
const age = "update sign_ins set authenticated_at = now() - interval '30 minutes' where person_id = $1";

test("a passkey is added with a name, and signs in afterwards", async ({ page, signIn }) => {
  await signIn({ name: "Nia Keyholder" });
  const authenticator = await addAuthenticator(page);
  await page.goto("/me");
  await addPasskey(page, "Work laptop");
  expect(await authenticator.countCredentials()).toBe(1);
  await expect(page.getByText("never used")).toBeVisible();
  await expectAccessible(page);

  await page.context().clearCookies();
  await page.goto("/sign-in?next=%2Fme");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page).toHaveURL(/\/me$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your account");
  await expect(page.getByText(/by passkey/)).toBeVisible();
});

test("a stranger's passkey is told so in words, and the page can be tried again", async ({ page }) => {
  await addAuthenticator(page);
  await page.goto("/sign-in");
  const button = page.getByRole("button", { name: "Sign in with a passkey" });
  await button.click();
  await expect(page.getByRole("alert").filter({ hasText: "No passkey was used" })).toBeVisible();
  await expect(button).toBeEnabled();
  await expectAccessible(page);
});

test("an old proof is asked for again, and what was begun then goes on by itself", async ({ page, signIn, owner }) => {
  const person = await signIn();
  await addAuthenticator(page);
  await page.goto("/me");
  await addPasskey(page, "First");
  await owner.query(age, [person.id]);

  await page.getByRole("button", { name: "Remove First" }).click();
  await page.getByRole("button", { name: "Remove passkey" }).click();
  const proof = page.getByRole("dialog", { name: "Confirm that it is you" });
  await expect(proof).toBeVisible();
  await expectAccessible(page);
  await proof.getByRole("button", { name: "Use your passkey" }).click();
  await expect(page.getByText("Passkey removed").first()).toBeVisible();
  await expect(page.getByText("None yet.")).toBeVisible();
  const { rows } = await owner.query("select 1 from passkeys where person_id = $1", [person.id]);
  expect(rows).toHaveLength(0);
});

test("closing the question leaves everything as it was", async ({ page, signIn, owner }) => {
  const person = await signIn();
  await addAuthenticator(page);
  await page.goto("/me");
  await addPasskey(page, "Kept");
  await owner.query(age, [person.id]);

  await page.getByRole("button", { name: "Remove Kept" }).click();
  await page.getByRole("button", { name: "Remove passkey" }).click();
  const proof = page.getByRole("dialog", { name: "Confirm that it is you" });
  await proof.getByRole("button", { name: "Close" }).click();
  await expect(proof).toBeHidden();
  await expect(page.getByText(/at most 10 minutes old/)).toBeVisible();
  const { rows } = await owner.query("select 1 from passkeys where person_id = $1", [person.id]);
  expect(rows).toHaveLength(1);
});

test("a passkey gets another name", async ({ page, signIn }) => {
  await signIn();
  await addAuthenticator(page);
  await page.goto("/me");
  await addPasskey(page, "Old name");
  await page.getByRole("button", { name: "Rename Old name" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("New name");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("listitem").filter({ hasText: "New name" })).toBeVisible();
  await expect(page.getByText("Old name")).toHaveCount(0);
});

test("without a passkey a fresh link proves it, in another tab of the same browser", async ({
  page,
  context,
  signIn,
  owner,
}) => {
  const person = await signIn({ roles: ["admin"], authenticatedMinutesAgo: 30 });
  const email = `${person.id.toLowerCase()}@localhost`;
  await owner.query("update people set email = $2 where id = $1", [person.id, email]);
  await page.goto("/me");
  await page.getByLabel("Your e-mail").fill(person.email);
  await page.getByRole("button", { name: "Save" }).click();
  const proof = page.getByRole("dialog", { name: "Confirm that it is you" });
  await expect(proof.getByText(`npx ambit sign-in-link --email ${email}`)).toBeVisible();
  await expectAccessible(page);

  const tab = await context.newPage();
  await tab.goto((await createLink(owner, person)).path);
  await tab.getByRole("button", { name: "Sign in" }).click();
  await tab.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  await tab.close();
  await expect(proof).toBeHidden();
  await expect(page.getByText("Saved").first()).toBeVisible();
  await expect(page.getByLabel("Your e-mail")).toHaveCount(0);
});
