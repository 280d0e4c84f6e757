import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "@/e2e/fixtures";
import { addAuthenticator } from "@/e2e/server/authenticator";
import { createInvitation, createLink } from "@/e2e/server/one-time";
import { createSignedInPerson } from "@/e2e/server/people";

/** Tab until the control has focus, as somebody without a mouse does. */
async function tabTo(page: Page, role: "button" | "textbox" | "link", name: string | RegExp): Promise<void> {
  const wanted = page.getByRole(role, { name });
  for (let presses = 0; presses < 60; presses++) {
    if (await wanted.first().evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never reached the ${role} ${String(name)}`);
}

test("the first admin comes in and settles, by keyboard alone", async ({ page, owner }) => {
  const admin = await createSignedInPerson(owner, { name: "Admin", roles: ["admin", "security"] });
  await addAuthenticator(page);
  await page.goto((await createLink(owner, admin)).path);
  await tabTo(page, "button", "Sign in");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/welcome$/);

  await tabTo(page, "textbox", "Your name");
  await page.keyboard.type("Ada Admin");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Saved").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Ada Admin, your account" })).toBeVisible();

  await tabTo(page, "button", "Add a passkey");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Add a passkey" })).toBeVisible();
  await tabTo(page, "textbox", "Name");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Next time you sign in with it.")).toBeVisible();
  await tabTo(page, "link", "Start empty");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/people$/);
});

test("the first admin gives a real address in place of the made-up one", async ({ page, owner, signIn }) => {
  const admin = await signIn({ name: "Admin", roles: ["admin", "security"] });
  await owner.query("update people set email = $2 where id = $1", [admin.id, `${admin.id.toLowerCase()}@localhost`]);
  await page.goto("/welcome");
  await page.getByLabel("Your name").fill("Real Admin");
  await page.getByLabel("Your e-mail").fill(`real-${admin.email}`);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByLabel("Your e-mail")).toHaveCount(0);
  await page.goto("/me");
  await expect(page.getByText(`real-${admin.email}`).first()).toBeVisible();
});

test("opening a link changes nothing; its button signs in once, and then it says that it was used", async ({
  page,
  owner,
}) => {
  const person = await createSignedInPerson(owner, { name: "Lin Linked" });
  const link = await createLink(owner, person, { next: "/help" });
  for (let opened = 0; opened < 3; opened++) await page.request.get(link.path);
  const { rows } = await owner.query("select used_at from one_time_links where id = $1", [link.id]);
  expect(rows).toEqual([{ used_at: null }]);

  const response = await page.goto(link.path);
  expect(response?.headers()["referrer-policy"]).toBe("strict-origin");
  expect(response?.headers()["cache-control"]).toContain("no-store");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in as Lin Linked");
  await expect(page.locator('meta[name="robots"]')).toHaveAttribute("content", /noindex/);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/help$/);

  await page.goto(link.path);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link was used");
  await expect(page.getByRole("button", { name: "Sign in" })).toHaveCount(0);
  await expectAccessible(page);
});

test("a link used by somebody else between opening and pressing is refused in words", async ({ page, owner }) => {
  const link = await createLink(owner, await createSignedInPerson(owner));
  await page.goto(link.path);
  await owner.query("update one_time_links set used_at = now() where id = $1", [link.id]);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "This link was used already." })).toBeVisible();
});

test("a link that ran out, and one that never was, say so", async ({ page, owner }) => {
  await page.goto((await createLink(owner, await createSignedInPerson(owner), { minutesLeft: -1 })).path);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link ran out");
  await page.goto("/sign-in/link?token=nothing");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This link does not work");
});

test("a link signs in without any script", async ({ browser, owner, baseURL }) => {
  const person = await createSignedInPerson(owner);
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL === undefined ? {} : { baseURL }) });
  const page = await context.newPage();
  await page.goto((await createLink(owner, person, { next: "/help" })).path);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Help");
  await context.close();
});

test("an invitation says from whom and as what, lets in once, and offers a passkey", async ({ page, owner }) => {
  const inviter = await createSignedInPerson(owner, { name: "Ines Inviter", roles: ["admin"] });
  const invitation = await createInvitation(owner, inviter, { name: "Nuno New", roles: ["member", "approver"] });
  await page.goto(invitation.path);
  await expect(page.getByText("Ines Inviter invited you to Ambit.")).toBeVisible();
  await expect(page.getByText("Approver")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Accept and sign in" }).click();
  await expect(page).toHaveURL(/\/welcome$/);
  await expect(page.getByRole("button", { name: "Add a passkey" })).toBeVisible();

  await page.goto(invitation.path);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("This invitation was accepted");
});

test("an invitation that was revoked or ran out lets nobody in", async ({ page, owner }) => {
  const inviter = await createSignedInPerson(owner, { roles: ["admin"] });
  for (const state of ["revoked", "expired"] as const) {
    await page.goto((await createInvitation(owner, inviter, { name: "Late", state })).path);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(
      state === "revoked" ? "This invitation was revoked" : "This invitation ran out",
    );
    await expect(page.getByRole("button", { name: "Accept and sign in" })).toHaveCount(0);
  }
});

test("who is not signed in comes back to the same place afterwards", async ({ page, owner }) => {
  await page.goto("/evidence/events?type=sign_in.opened");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  const next = new URL(page.url()).searchParams.get("next") ?? "";
  expect(next).toBe("/evidence/events?type=sign_in.opened");
  const auditor = await createSignedInPerson(owner, { roles: ["auditor"] });
  await page.goto((await createLink(owner, auditor, { next })).path);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/evidence\/events\?type=sign_in\.opened$/);
});

test("signing out ends it for the cookie too", async ({ page, signIn, baseURL }) => {
  const person = await signIn();
  await page.goto("/me");
  await page.getByRole("button", { name: `${person.name}, your account` }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in$/);
  const answer = await fetch(`${baseURL}/api/v1/me`, { headers: { cookie: `ambit-session=${person.token}` } });
  expect(answer.status).toBe(401);
});

test("a sign-in elsewhere is listed, ended from here, and told so there", async ({
  page,
  browser,
  signIn,
  owner,
  baseURL,
}) => {
  const person = await signIn();
  const elsewhere = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  const other = await elsewhere.newPage();
  await other.goto((await createLink(owner, person, { next: "/help" })).path);
  await other.getByRole("button", { name: "Sign in" }).click();
  await expect(other).toHaveURL(/\/help$/);

  await page.goto("/me");
  await expect(page.getByText("This browser", { exact: true })).toHaveCount(1);
  await page.getByRole("button", { name: "Sign out everywhere else" }).click();
  await expect(page.getByText("1 sign-in ended").first()).toBeVisible();
  await expect(other.getByRole("dialog", { name: "Your session ended" })).toBeVisible();
  await elsewhere.close();
});

test("the look follows a person to another browser, from its first bytes", async ({
  page,
  browser,
  signIn,
  owner,
  baseURL,
}) => {
  const person = await signIn();
  await page.goto("/me");
  const stored = page.waitForResponse((response) => response.url().endsWith("/api/v1/me/preferences"));
  await page.getByRole("group", { name: "Theme" }).getByRole("button", { name: "Dark" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  expect((await stored).status()).toBe(200);

  const elsewhere = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  const other = await elsewhere.newPage();
  await other.goto((await createLink(owner, person, { next: "/help" })).path);
  await other.getByRole("button", { name: "Sign in" }).click();
  const html = await (await other.request.get("/help")).text();
  expect(html).toMatch(/<html[^>]*data-theme="dark"/);
  await elsewhere.close();
});
