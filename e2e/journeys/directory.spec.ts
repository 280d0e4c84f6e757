import type { APIRequestContext, Page } from "@playwright/test";
import { expect, expectAccessible, test } from "@/e2e/fixtures";

// Two secrets may work at a time, in the whole installation.
test.describe.configure({ mode: "serial" });

/** Makes a secret on the page and answers it: it is shown this once. */
async function makeSecret(page: Page, name: string): Promise<string> {
  await page.goto("/settings/directory");
  await page.getByRole("button", { name: "New secret" }).click();
  const form = page.getByRole("dialog", { name: "New secret" });
  await form.getByLabel("Name").fill(name);
  await form.getByLabel("Works for").selectOption("90 days");
  await expectAccessible(page);
  await form.getByRole("button", { name: "Make secret" }).click();
  const shown = page.getByRole("dialog", { name: `The secret of ${name}` });
  const secret = await shown.locator("code").first().textContent();
  await expectAccessible(page);
  await shown.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("listitem").filter({ hasText: name })).toContainText("Never used");
  return secret ?? "";
}

/** The directory, as it stands outside: no cookie, a secret, JSON. */
function connect(request: APIRequestContext, site: string, secret: string) {
  return async (method: string, path: string, data?: unknown) => {
    const headers = { authorization: `Bearer ${secret}`, "content-type": "application/scim+json" };
    const answer = await request.fetch(`${site}/scim/v2${path}`, { method, headers, ...(data ? { data } : {}) });
    const text = await answer.text();
    return { status: answer.status(), body: JSON.parse(text || "{}") as { id: string; detail?: string } };
  };
}

test("a directory brings people and groups, takes them away, and is cut off", async ({
  page,
  signIn,
  owner,
  site,
  playwright,
}) => {
  test.setTimeout(90_000);
  const admin = await signIn({ roles: ["member", "admin"] });
  const mark = admin.id.slice(-6).toLowerCase();
  await owner.query("update directories set revoked_at = now() where revoked_at is null");
  const secret = await makeSecret(page, `Okta ${mark}`);
  expect(await page.content()).not.toContain(secret);
  const outside = await playwright.request.newContext();
  const send = connect(outside, site, secret);

  const userName = `grace.${mark}@corp.example`;
  const joined = await send("POST", "/Users", { userName, displayName: `Grace ${mark}` });
  expect([joined.status, joined.body.detail]).toEqual([201, undefined]);
  const members = [{ value: joined.body.id }];
  expect((await send("POST", "/Groups", { displayName: `eng-${mark}`, members })).status).toBe(201);
  const group = page.getByRole("listitem").filter({ hasText: `eng-${mark}` });
  await expect(group).toContainText("Not mapped");
  await page.goto("/teams");
  await page.getByRole("button", { name: "New team" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill(`Engines ${mark}`);
  await page.getByRole("button", { name: "Make team" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Engines ${mark}`);
  await page.goto("/settings/directory");
  await group.getByRole("button", { name: "Map" }).click();
  const mapping = page.getByRole("dialog", { name: `The team of eng-${mark}` });
  await mapping.getByLabel("Team").selectOption(`Engines ${mark}`);
  await expectAccessible(page);
  await mapping.getByRole("button", { name: "Save team" }).click();
  await expect(group).toContainText(`Engines ${mark}`);
  await group.getByRole("link", { name: `Engines ${mark}` }).click();
  await expect(page.getByRole("row").filter({ hasText: `Grace ${mark}` })).toBeVisible();

  const left = await send("PATCH", `/Users/${joined.body.id}`, {
    Operations: [{ op: "Replace", path: "active", value: "False" }],
  });
  expect(left.status).toBe(200);
  await page.goto(`/people/${joined.body.id}`);
  await expect(page.locator("main").getByText("They cannot sign in")).toBeVisible();

  await page.goto("/settings/directory");
  const row = page.getByRole("listitem").filter({ hasText: `Okta ${mark}` });
  await row.getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Revoke secret" }).click();
  await expect(row.first()).toContainText("Revoked");
  expect((await send("GET", "/Users")).status).toBe(401);
  await expectAccessible(page);
  await outside.dispose();
});

test("what the directory was refused stands on the page, and only those who may see it do", async ({
  page,
  signIn,
  owner,
  site,
  playwright,
}) => {
  const admin = await signIn({ roles: ["member", "admin"] });
  const mark = admin.id.slice(-6).toLowerCase();
  await owner.query("update directories set revoked_at = now() where revoked_at is null");
  const send = connect(await playwright.request.newContext(), site, await makeSecret(page, `Entra ${mark}`));
  const emails = [`one.${mark}@corp.example`, `two.${mark}@corp.example`];
  const made = await Promise.all(emails.map((userName) => send("POST", "/Users", { userName, displayName: userName })));
  const patch = { Operations: [{ op: "replace", path: "emails", value: emails[1] }] };
  expect((await send("PATCH", `/Users/${made[0]?.body.id}`, patch)).status).toBe(409);
  const refusal = page.getByRole("list", { name: "Last refusals" }).getByRole("listitem").first();
  await expect(refusal).toContainText(`Entra ${mark} was refused a change to one.${mark}@corp.example.`);
  await refusal.getByRole("link", { name: "see the event" }).click();
  await expect(page.locator("main")).toContainText(`Entra ${mark}`);
  await signIn({ roles: ["member"] });
  await page.goto("/settings/directory");
  await expect(page.getByText("You cannot see the directory")).toBeVisible();
});
