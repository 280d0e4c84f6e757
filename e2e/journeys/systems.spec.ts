import { expect, expectAccessible, test } from "@/e2e/fixtures";
import { createSystem } from "@/e2e/server/inventory";

test("a system is added, turns its agents into bridges, and is deleted when nothing reaches it", async ({
  page,
  signIn,
}) => {
  test.setTimeout(90_000);
  const person = await signIn({ roles: ["member", "security"] });
  const mark = person.id.slice(-6).toLowerCase();
  const origin = new URL((await page.goto("/systems"))?.url() ?? "").origin;

  await page.getByRole("button", { name: "New system" }).click();
  const form = page.getByRole("dialog", { name: "New system" });
  await form.getByLabel("Name", { exact: true }).fill(`Mainframe ${mark}`);
  await form.getByLabel("Short name").fill(`mainframe_${mark}`);
  await form.getByRole("radio", { name: "A token" }).check();
  await form.getByLabel("Actions that belong to it").fill("mainframe..jobs");
  await expect(form.getByText("mainframe..jobs: There is nothing between two dots")).toBeVisible();
  await expect(form.getByRole("button", { name: "Add system" })).toBeDisabled();
  await form.getByLabel("Actions that belong to it").fill("mainframe.jobs.*\nmcp.mainframe.**");
  await form.getByRole("checkbox", { name: "Payment" }).check();
  await expectAccessible(page);
  await form.getByRole("button", { name: "Add system" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Mainframe ${mark}`);
  await expect(page.getByText("mcp.mainframe.**")).toBeVisible();
  await expect(page.getByRole("heading", { name: "No agent reaches it" })).toBeVisible();
  await expectAccessible(page);

  const send = { headers: { origin }, failOnStatusCode: true };
  const agent = { name: `Batch runner ${mark}`, purpose: "Runs the night", environment: "sandbox" };
  const made = await page.request.post("/api/v1/agents", { ...send, data: agent });
  const { slug } = (await made.json()) as { slug: string };
  await page.request.put(`/api/v1/agents/${slug}/systems/mainframe_${mark}`, { ...send, data: { via: "a terminal" } });
  await page.reload();
  await expect(page.getByRole("row").filter({ hasText: agent.name })).not.toContainText("Bridge");
  await expect(page.getByRole("button", { name: "Delete" })).toBeDisabled();

  await page.getByRole("button", { name: "Edit" }).click();
  const edit = page.getByRole("dialog", { name: `Edit Mainframe ${mark}` });
  await edit.getByRole("radio", { name: "The network alone" }).check();
  await edit.getByRole("button", { name: "Save" }).click();
  await expect(edit).toBeHidden();
  await expect(page.getByText("Each agent that reaches it is a bridge.", { exact: true })).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: agent.name })).toContainText("Bridge");
  const record = (await (await page.request.get(`/api/v1/agents/${slug}`)).json()) as {
    bridge: boolean;
    gaps: string[];
  };
  expect(record).toMatchObject({ bridge: true, gaps: expect.arrayContaining(["system_unverified"]) });
  await expectAccessible(page);

  await page.request.delete(`/api/v1/agents/${slug}/systems/mainframe_${mark}`, { headers: { origin } });
  await page.reload();
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete system" }).click();
  await expect(page).toHaveURL(/\/systems$/);
});

test("a member adds systems and changes none", async ({ page, signIn, owner }) => {
  await signIn({ roles: ["member"] });
  const system = await createSystem(owner, "network_only");
  await page.goto(`/systems/${system.slug}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(system.name);
  await expect(page.getByRole("button", { name: "Edit" })).toHaveCount(0);
  await page.goto("/systems");
  await expect(page.getByRole("button", { name: "New system" })).toBeVisible();
});

test("a filtered list is kept as a view, changed, shared and deleted", async ({ page, signIn, owner }) => {
  const person = await signIn({ roles: ["member"] });
  const system = await createSystem(owner, "network_only");
  const name = `Bridges ${person.id.slice(-6)}`;
  await page.goto(`/systems?verifies=network_only&q=${system.slug}`);
  await expect(page.getByRole("row").filter({ hasText: system.name })).toBeVisible();
  await page.getByRole("button", { name: "Saved views" }).click();
  await page.getByRole("menuitem", { name: "Save as a new view" }).click();
  const dialog = page.getByRole("dialog", { name: "Save as a new view" });
  await dialog.getByLabel("Name").fill(name);
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Save view" }).click();
  await expect(page).toHaveURL(/view=viw_/);
  await expect(page.getByRole("button", { name: `View ${name}. Change` })).toBeVisible();

  await page.getByRole("button", { name: "Clear all" }).click();
  const modified = page.getByRole("button", { name: `View ${name}, modified. Change` });
  await modified.click();
  await expectAccessible(page);
  await page.getByRole("menuitem", { name: "Reset" }).click();
  await expect(page).toHaveURL(/verifies=network_only/);
  await page.getByRole("button", { name: `View ${name}. Change` }).click();
  await page.getByRole("menuitem", { name: "Share with everybody" }).click();
  await expect
    .poll(async () => (await owner.query("select shared from saved_views where name = $1", [name])).rows)
    .toEqual([{ shared: true }]);
  await page.getByRole("button", { name: `View ${name}. Change` }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(page).toHaveURL(/\/systems$/);
  await expect(page.getByRole("button", { name: "Saved views" })).toBeVisible();
});
