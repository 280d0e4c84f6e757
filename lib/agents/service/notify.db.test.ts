import { beforeEach, describe, expect, test } from "vitest";
import * as agents from "@/lib/agents/service";
import { setSettings } from "@/lib/auth/testing/settings";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { createTasks } from "@/lib/jobs/tasks";
import { openMailServer } from "@/lib/mail/testing/mail-server";
import { deactivatePerson } from "@/lib/people/service";
import { actAs, actAsPerson, makePerson } from "@/lib/people/testing/people";

const { db } = await openTestDatabase();
const { url, mails } = await openMailServer();
const dayMs = 86_400_000;
const run = { id: "1", attempt: 1, maxAttempts: 1, signal: new AbortController().signal };
const tasks = createTasks(db);

beforeEach(async () => {
  setSettings({ mail: { url, from: "Ambit <ambit@example.org>" } });
  mails.length = 0;
  await db.$executeRaw`delete from graphile_worker._private_jobs`;
});

async function listJobs(): Promise<{ name: string; person: string | null }[]> {
  return db.$queryRaw`
    select t.identifier as name, j.payload->>'person' as person from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id order by j.id`;
}

const draft = (name: string) => ({ name, purpose: "", environment: "production" as const });

describe("whoever is asked to answer for agents", () => {
  test("is told of all of them in one mail that names none", async () => {
    const owner = await actAs(db, "member");
    const deputy = await makePerson(db);
    for (const name of ["Secret Alpha", "Secret Beta"])
      await agents.createAgent(owner, { ...draft(name), deputy: deputy.id });
    expect(await listJobs()).toEqual([{ name: "mail_ownership_asked", person: deputy.id }]);
    await tasks.mail_ownership_asked({ person: deputy.id }, run);
    expect(mails).toHaveLength(1);
    expect(mails[0]).toContain(`RCPT TO:<${deputy.email}>`);
    expect(mails[0]).toContain("Subject: You are asked to answer for an agent");
    expect(mails[0]).toContain("2 agents");
    expect(mails[0]).toContain("http://localhost:4600/me");
    expect(mails.join()).not.toMatch(/Secret|Alpha|Beta/);
  });

  test("is told nothing once they answered, left, or nobody can mail", async () => {
    const owner = await actAs(db, "member");
    const [quick, gone] = [await makePerson(db), await makePerson(db)];
    const slug = (await agents.createAgent(owner, { ...draft("Answered"), deputy: quick.id })).slug;
    const ctx = await actAsPerson(db, quick);
    const [asked] = (await agents.listOwnerships(ctx, { person: "me", due: "true", limit: 10 })).data;
    await agents.acceptOwnership(ctx, slug, asked?.id ?? "");
    await agents.createAgent(owner, { ...draft("Of a leaver"), deputy: gone.id });
    await deactivatePerson(await actAs(db, "admin"), gone.id, { reason: "Left" });
    for (const { id } of [quick, gone]) await tasks.mail_ownership_asked({ person: id }, run);
    expect(mails).toEqual([]);
    setSettings({ mail: null });
    await db.$executeRaw`delete from graphile_worker._private_jobs`;
    await agents.createAgent(owner, { ...draft("Without mail"), deputy: quick.id });
    expect(await listJobs()).toEqual([]);
  });

  test("of a change that was rolled back is told nothing", async () => {
    const owner = await actAs(db, "member");
    const deputy = await makePerson(db);
    const made = { ...draft("Rolled back"), deputy: deputy.id, team: "tea_01KAKZ3F5R8W1E7T4Y6V2B9N0P" };
    await expect(agents.createAgent(owner, made)).rejects.toMatchObject({ code: "invalid_input" });
    expect(await listJobs()).toEqual([]);
  });
});

describe("a confirmation", () => {
  test("is asked for once before its time and once after, whenever the days are looked at", async () => {
    const person = await makePerson(db);
    const ctx = await actAsPerson(db, person);
    const { owners } = await agents.createAgent(ctx, draft("Due in ninety days"));
    const due = Date.parse(owners[0]?.confirm_by ?? "");
    const told: string[] = [];
    for (let day = -30; day <= 10; day++) {
      await tasks.remind_owners({ _cron: { ts: new Date(due + day * dayMs + 3_600_000).toISOString() } }, run);
      const jobs = await listJobs();
      if (jobs.some((job) => job.person === person.id)) told.push(String(day));
      await db.$executeRaw`delete from graphile_worker._private_jobs`;
    }
    expect(told).toEqual(["-14", "0"]);
    const other = await makePerson(db);
    const later = await agents.createAgent(await actAsPerson(db, other), draft("Retired meanwhile"));
    await agents.takeStep(await actAsPerson(db, other), later.slug, "retire", "Over and done");
    await tasks.remind_owners({ _cron: { ts: new Date(due + dayMs).toISOString() } }, run);
    expect((await listJobs()).some((job) => job.person === other.id)).toBe(false);
  });

  test("says in the mail what is due and what is overdue, and nothing when it was given", async () => {
    const person = await makePerson(db);
    const ctx = await actAsPerson(db, person);
    const { slug, owners } = await agents.createAgent(ctx, draft("Hidden name"));
    const id = owners[0]?.id ?? "";
    await db.agentOwner.update({ where: { id }, data: { confirmBy: new Date(Date.now() + 3 * dayMs) } });
    await tasks.mail_confirmation({ person: person.id }, run);
    expect(mails[0]).toContain("Subject: A confirmation is due in Ambit");
    await db.agentOwner.update({ where: { id }, data: { confirmBy: new Date(Date.now() - dayMs) } });
    await tasks.mail_confirmation({ person: person.id }, run);
    expect(mails[1]).toContain("Subject: A confirmation is overdue in Ambit");
    await agents.confirmOwnership(ctx, slug, id);
    await tasks.mail_confirmation({ person: person.id }, run);
    expect(mails).toHaveLength(2);
    expect(mails.join()).not.toContain("Hidden name");
  });

  test("that a change of scope made due within days is asked for at once, and counted for the rail", async () => {
    const person = await makePerson(db);
    const ctx = await actAsPerson(db, person);
    const { slug, owners } = await agents.createAgent(ctx, draft("Changes scope"));
    const security = await actAs(db, "security");
    await agents.updateAgentFields(security, slug, { purpose: "Something else" }, 1);
    expect(await listJobs()).toEqual([{ name: "mail_confirmation", person: person.id }]);
    expect(await agents.countWaiting(ctx)).toEqual({ asked: 0, overdue: 0, reviews: 0 });
    const id = owners[0]?.id ?? "";
    await db.agentOwner.update({ where: { id }, data: { confirmBy: new Date(Date.now() - dayMs) } });
    expect(await agents.countWaiting(ctx)).toEqual({ asked: 0, overdue: 1, reviews: 0 });
    await agents.takeStep(ctx, slug, "submit", null);
    expect((await agents.countWaiting(ctx)).reviews).toBe(0);
    expect((await agents.countWaiting(security)).reviews).toBeGreaterThan(0);
  });
});

test("who lost what they held to somebody else is told so, and whoever gave it up themselves is not", async () => {
  const [owner, security] = [await actAs(db, "member"), await actAs(db, "security")];
  const { slug } = await agents.createAgent(owner, draft("Secret Gamma"));
  await agents.askOwner(security, slug, { part: "owner", person: security.viewer.id });
  expect(await listJobs()).toEqual([{ name: "mail_succession", person: owner.viewer.id }]);
  await tasks.mail_succession({ person: owner.viewer.id }, run);
  expect(mails[0]).toContain("Subject: Somebody else answers for an agent now");
  expect(mails.join()).not.toMatch(/Secret|Gamma/);
  const { owners } = await agents.getAgent(security, slug);
  const held = owners.find(({ state }) => state === "accepted")?.id ?? "";
  await agents.stepDown(security, slug, held, "Only for a moment");
  expect(await listJobs()).toHaveLength(1);
});
