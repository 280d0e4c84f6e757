import { randomBytes } from "node:crypto";
import { expect, test } from "@/e2e/fixtures";
import { createLink } from "@/e2e/server/one-time";
import { createSignedInPerson } from "@/e2e/server/people";

async function readCookie(context: { cookies: () => Promise<{ name: string; value: string }[]> }): Promise<string> {
  return (await context.cookies()).find(({ name }) => name === "ambit-session")?.value ?? "";
}

test("a token planted before sign-in is worth nothing after it", async ({ page, context, owner, baseURL }) => {
  const victim = await createSignedInPerson(owner);
  const planted = randomBytes(32).toString("base64url");
  await context.addCookies([{ name: "ambit-session", value: planted, url: baseURL ?? "" }]);
  await page.goto((await createLink(owner, victim, { next: "/me" })).path);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(/\/me$/);
  const held = await readCookie(context);
  expect(held).not.toBe("");
  expect(held).not.toBe(planted);
  const answer = await fetch(`${baseURL}/api/v1/me`, { headers: { cookie: `ambit-session=${planted}` } });
  expect(answer.status).toBe(401);
});

test("an attacker's own sign-in, planted in the victim's browser, ends when the victim signs in", async ({
  page,
  context,
  owner,
  baseURL,
}) => {
  const attacker = await createSignedInPerson(owner);
  const victim = await createSignedInPerson(owner);
  await context.addCookies([{ name: "ambit-session", value: attacker.token, url: baseURL ?? "" }]);
  await page.goto((await createLink(owner, victim, { next: "/me" })).path);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText(victim.email).first()).toBeVisible();
  expect(await readCookie(context)).not.toBe(attacker.token);
  const answer = await fetch(`${baseURL}/api/v1/me`, { headers: { cookie: `ambit-session=${attacker.token}` } });
  expect(answer.status).toBe(401);
});

test("each sign-in is a new token, also for the same person", async ({ page, context, owner }) => {
  const person = await createSignedInPerson(owner);
  const tokens = new Set<string>();
  for (let count = 0; count < 2; count++) {
    await context.clearCookies();
    await page.goto((await createLink(owner, person, { next: "/me" })).path);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL(/\/me$/);
    tokens.add(await readCookie(context));
  }
  expect(tokens.size).toBe(2);
});
