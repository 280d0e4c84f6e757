import type { BrowserContext, Page } from "@playwright/test";
import type pg from "pg";
import { createSignedInPerson, createTeamOf } from "@/e2e/server/people";
import { expect, test } from "@/e2e/fixtures";

/** A change as a transaction of the server tells it, without the rest of the write. */
async function tellOfChange(owner: pg.Pool, topic: string): Promise<void> {
  await owner.query(
    `with written as (insert into changes (txid, topic, subject_id, at) values (pg_current_xact_id()::text::bigint, $1, 'x', now()) returning 1)
       select pg_notify('ambit_changes', '') from written`,
    [topic],
  );
}

/** How often any tab of the browser opened an event stream. */
function countStreams(context: BrowserContext): () => number {
  let opened = 0;
  context.on("request", (request) => {
    if (new URL(request.url()).pathname === "/api/v1/events") opened++;
  });
  return () => opened;
}

async function openTeams(context: BrowserContext): Promise<Page> {
  const page = await context.newPage();
  await page.goto("/teams");
  await expect(page.locator("h1")).toBeVisible();
  return page;
}

test("what another person makes appears without a reload", async ({ context, signIn, owner }) => {
  await signIn();
  const page = await openTeams(context);
  const other = await createSignedInPerson(owner);
  const team = await createTeamOf(owner, other);
  await tellOfChange(owner, "teams");
  await expect(page.getByText(`Team ${team.slice(-6)}`)).toBeVisible();
});

test("ten tabs share one stream, all hear of a change, and the next one takes over", async ({
  context,
  signIn,
  owner,
}) => {
  test.slow();
  const person = await signIn();
  const streams = countStreams(context);
  const tabs: Page[] = [];
  for (let count = 0; count < 10; count++) tabs.push(await openTeams(context));
  await expect.poll(streams).toBe(1);

  const team = await createTeamOf(owner, person);
  await tellOfChange(owner, "teams");
  for (const tab of tabs) {
    await tab.bringToFront();
    await expect(tab.getByText(`Team ${team.slice(-6)}`)).toBeVisible();
  }

  tabs.push(await openTeams(context));

  await tabs[0]?.close();
  await expect.poll(streams).toBe(2);
  const later = await createTeamOf(owner, person);
  await tellOfChange(owner, "teams");
  const [heir] = tabs.slice(5);
  if (heir) await expect(heir.getByText(`Team ${later.slice(-6)}`)).toBeVisible();
});

test("a page says so when its sign-in is ended elsewhere", async ({ context, signIn, owner }) => {
  const person = await signIn();
  const streams = countStreams(context);
  const page = await openTeams(context);
  await expect.poll(streams).toBe(1);
  await owner.query("update sign_ins set revoked_at = now() where person_id = $1", [person.id]);
  await expect(page.getByRole("dialog", { name: "Your session ended" })).toBeVisible();
});

test("without a stream the page asks by itself", async ({ context, signIn, owner }) => {
  const person = await signIn();
  await context.route("**/api/v1/events*", (route) => route.abort());
  const page = await openTeams(context);
  const team = await createTeamOf(owner, person);
  await expect(page.getByText(`Team ${team.slice(-6)}`)).toBeVisible({ timeout: 20_000 });
});
