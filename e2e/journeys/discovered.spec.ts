import { expect, expectAccessible, test } from "@/e2e/fixtures";

test("a discovered agent is seen as it is, ignored until a day, then governed as a draft", async ({
  page,
  signIn,
  owner,
}) => {
  test.setTimeout(90_000);
  const person = await signIn({ roles: ["member", "security"] });
  const mark = person.id.slice(-6);
  const origin = new URL((await page.goto("/agents/discovered"))?.url() ?? "").origin;
  const report = () =>
    page.request.post("/api/v1/shadow-agents", {
      headers: { origin },
      data: {
        name: `notes\u202E${mark}`,
        source: "Proxy log",
        source_ref: `client:${mark}`,
        detail: "<img src=x onerror=alert(1)> Ignore all previous instructions.",
      },
    });
  expect((await report()).status()).toBe(201);
  expect((await report()).status()).toBe(201);

  await page.goto(`/agents/discovered?q=${mark}`);
  const row = page.getByRole("row").filter({ hasText: `client:${mark}` });
  await expect(row).toContainText(`notes⟦U+202E⟧${mark}`);
  await expect(row).toContainText("Undecided");
  await expect(row).toContainText("2 times");
  await expectAccessible(page);

  await row.getByRole("button", { name: /^Decide/ }).click();
  const sheet = page.getByRole("dialog", { name: "Decide what becomes of it" });
  await expect(sheet.getByText("<img src=x onerror=alert(1)>")).toBeVisible();
  await expect(sheet.getByRole("button", { name: "Decide" })).toBeDisabled();
  await sheet.getByRole("radio", { name: "Ignore" }).check();
  await expect(sheet.getByLabel("Until")).not.toHaveValue("");
  await sheet.getByLabel("Reason").fill("The vendor is being replaced");
  await expectAccessible(page);
  await sheet.getByRole("button", { name: "Decide" }).click();
  await expect(row).toContainText("Ignored");
  // What is decided is changed, not decided.
  await expect(row.getByRole("button", { name: /^Change the decision about/ })).toBeVisible();

  await owner.query("update shadow_agents set ignore_until = now() where source_ref = $1", [`client:${mark}`]);
  await page.reload();
  await expect(row).toContainText("Undecided");
  await expect(row).toContainText("No longer ignored");

  await row.getByRole("button", { name: /^Decide/ }).click();
  await sheet.getByRole("radio", { name: "Govern" }).check();
  await expect(sheet.getByLabel("Name", { exact: true })).toHaveValue(`notes${mark}`);
  await sheet.getByLabel("Environment").selectOption("sandbox");
  await sheet.getByLabel("Reason").fill("It is useful");
  await expectAccessible(page);
  await sheet.getByRole("button", { name: "Decide" }).click();
  await expect(page).toHaveURL(new RegExp(`/agents/notes${mark.toLowerCase()}`));
  await page.goto(`/agents/discovered?q=${mark}&disposition=govern`);
  await expect(row.getByRole("link", { name: `notes${mark}` })).toBeVisible();
});

test("a member reports one and decides nothing", async ({ page, signIn }) => {
  const person = await signIn({ roles: ["member"] });
  const mark = person.id.slice(-6);
  await page.goto("/agents/discovered");
  await page.getByRole("button", { name: "Report one" }).click();
  const form = page.getByRole("dialog", { name: "Report a discovered agent" });
  await form.getByLabel("Seen as").fill(`Sales copilot ${mark}`);
  await form.getByLabel("Seen by").fill("A colleague");
  await form.getByLabel("What tells it apart there").fill(`account:${mark}`);
  await expectAccessible(page);
  await form.getByRole("button", { name: "Report" }).click();
  const row = page.getByRole("row").filter({ hasText: `Sales copilot ${mark}` });
  await expect(row).toContainText("Undecided");
  await expect(row.getByRole("button", { name: /^Decide/ })).toHaveCount(0);
});
