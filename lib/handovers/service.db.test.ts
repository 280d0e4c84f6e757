import { expect, test } from "vitest";
import type { Ctx } from "@/lib/access/context";
import type { Environment } from "@/lib/core/environments";
import * as agents from "@/lib/agents/service";
import { listEvents } from "@/lib/audit/service";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { assignHandover, getHandover, listHandovers } from "@/lib/handovers/service";
import { deactivatePerson, reactivatePerson } from "@/lib/people/service";
import { actAs, actAsPerson, makePerson, makeTeam, type TestPerson } from "@/lib/people/testing/people";

const { db } = await openTestDatabase();

type Wanted = { environment?: Environment; deputy?: string; team?: string };

async function makeAgent(ctx: Ctx, name: string, wanted: Wanted = {}): Promise<string> {
  const { environment = "production", ...rest } = wanted;
  return (await agents.createAgent(ctx, { name, purpose: "", environment, ...rest })).slug;
}

async function accept(person: TestPerson, slug: string): Promise<void> {
  const ctx = await actAsPerson(db, person);
  const asked = (await agents.listAgentOwners(ctx, slug)).data.find(
    (one) => one.state === "asked" && one.person.id === person.id,
  );
  await agents.acceptOwnership(ctx, slug, asked?.id ?? "");
}

async function leave(person: TestPerson): Promise<{ security: Ctx; id: string }> {
  const security = await actAs(db, "security", "admin");
  await deactivatePerson(security, person.id, { reason: "Left the company" });
  const row = await db.handover.findFirst({ where: { personId: person.id }, orderBy: { openedAt: "desc" } });
  return { security, id: row?.id ?? "" };
}

test("a hand-over names every part with who could take it, and asks nobody by that", async () => {
  const leaver = await makePerson(db);
  const [deputy, lead, former] = [await makePerson(db), await makePerson(db), await makePerson(db)];
  const [team, old] = [await makeTeam(db), await makeTeam(db)];
  for (const [teamId, personId] of [
    [team.id, lead.id],
    [old.id, former.id],
    [old.id, leaver.id],
  ] as const)
    await db.teamMember.create({ data: { teamId, personId, lead: personId !== leaver.id } });
  const ctx = await actAsPerson(db, leaver);
  const slug = await makeAgent(ctx, "Names all", { deputy: deputy.id, team: team.id });
  await accept(deputy, slug);
  const { security, id } = await leave(leaver);
  const handover = await getHandover(security, id);
  expect(handover).toMatchObject({
    person: { id: leaver.id, state: "deactivated" },
    because: "deactivated",
    by_directory: false,
    finished_at: null,
    parts: 1,
    done: 0,
    asked: 0,
    abilities: ["assign"],
    items: [{ agent: { slug, state: "draft", governed: true }, part: "owner", state: "open", asked: null }],
  });
  // The date a draft shows on its own page is the date of its hand-over.
  expect(handover.closes_at).toBe((await agents.getAgent(security, slug)).governed_until);
  expect(handover.closes_at).not.toBeNull();
  expect(handover.items[0]?.suggestions.map(({ person, why }) => [person.id, why])).toEqual([
    [deputy.id, "deputy"],
    [lead.id, "team_lead"],
    [former.id, "former_team_lead"],
  ]);
  const member = await actAsPerson(db, lead);
  expect(await getHandover(member, id)).toMatchObject({ abilities: [] });
  await expect(assignHandover(member, id, { items: [] })).rejects.toMatchObject({ code: "forbidden" });
  expect(
    (await agents.listAgents(security, { owner: ["none"], gap: ["no_owner"], sort: "name", limit: 50 })).data,
  ).toEqual(expect.arrayContaining([expect.objectContaining({ slug, owner: null })]));
});

test("a hand-over asks each part by itself, says why not for the others, and is finished by the last yes", async () => {
  const leaver = await makePerson(db);
  const [gone, successor] = [await makePerson(db, { state: "deactivated" }), await makePerson(db)];
  const ctx = await actAsPerson(db, leaver);
  const [one, two, three] = [
    await makeAgent(ctx, "First of three"),
    await makeAgent(ctx, "Second of three"),
    await makeAgent(ctx, "Third of three"),
  ];
  const { security, id } = await leave(leaver);
  const part = "owner" as const;
  const result = await assignHandover(security, id, {
    items: [
      { agent: one, part, person: successor.id },
      { agent: two, part, person: gone.id },
      { agent: "not-theirs", part, person: successor.id },
      { agent: three, part: "deputy", person: successor.id },
    ],
  });
  expect(result.data.map(({ outcome, reason }) => [outcome, reason])).toEqual([
    ["asked", null],
    ["failed", "This person is deactivated and cannot answer for anything."],
    ["failed", expect.stringContaining("not theirs")],
    ["failed", expect.stringContaining("not theirs")],
  ]);
  const again = await assignHandover(security, id, { items: [{ agent: one, part, person: successor.id }] });
  expect(again.data).toMatchObject([{ outcome: "failed", reason: expect.stringContaining("asked already") }]);
  expect(await getHandover(security, id)).toMatchObject({ parts: 3, asked: 1, done: 0 });

  await accept(successor, one);
  const late = await assignHandover(security, id, { items: [{ agent: one, part, person: successor.id }] });
  expect(late.data).toMatchObject([{ outcome: "failed", reason: "Somebody has accepted this already." }]);
  const own = security.viewer.kind === "person" ? security.viewer.id : "";
  const mine = await assignHandover(security, id, { items: [{ agent: two, part, person: own }] });
  expect(mine.data).toMatchObject([{ outcome: "accepted" }]);
  expect(await getHandover(security, id)).toMatchObject({ finished_at: null, done: 2 });
  await agents.takeStep(security, three, "retire", "Nobody uses it any more");
  const finished = await getHandover(security, id);
  expect(finished).toMatchObject({ done: 3, abilities: [], version: 2 });
  expect(finished.finished_at).not.toBeNull();
  expect(finished.items.find(({ agent }) => agent.slug === three)).toMatchObject({ state: "retired" });
  await expect(assignHandover(security, id, { items: [{ agent: one, part, person: own }] })).rejects.toMatchObject({
    code: "conflict",
  });
  const events = await listEvents(security, { subject: [id], limit: 10 });
  // Both happen in one context here, and so at one instant: only their words tell them apart.
  expect(events.data.map(({ words }) => words).toSorted()).toEqual([
    expect.stringContaining(`finished the hand-over of what ${leaver.name} held`),
    expect.stringContaining(`opened the hand-over of what ${leaver.name} held`),
  ]);
});

test("a hand-over lets the deputy become the owner, which ends the deputy's part", async () => {
  const [leaver, deputy] = [await makePerson(db), await makePerson(db)];
  const slug = await makeAgent(await actAsPerson(db, leaver), "Moves up", { deputy: deputy.id });
  await accept(deputy, slug);
  const { security, id } = await leave(leaver);
  await assignHandover(security, id, { items: [{ agent: slug, part: "owner", person: deputy.id }] });
  await accept(deputy, slug);
  const agent = await agents.getAgent(security, slug);
  expect(agent).toMatchObject({ owner: { id: deputy.id }, deputy: null });
  expect(agent.gaps).toContain("no_deputy");
  expect(agent.owners.find(({ part }) => part === "deputy")).toMatchObject({ ended_because: "moved_up" });
  expect((await getHandover(security, id)).finished_at).not.toBeNull();
});

test("a hand-over refuses one person for both parts outside the sandbox, and takes them inside it", async () => {
  for (const environment of ["production", "sandbox"] as const) {
    const [leaver, owner] = [await makePerson(db), await makePerson(db)];
    const slug = await makeAgent(await actAsPerson(db, owner), `Both ${environment}`, {
      environment,
      deputy: leaver.id,
    });
    await accept(leaver, slug);
    const { security, id } = await leave(leaver);
    const result = await assignHandover(security, id, {
      items: [{ agent: slug, part: "deputy", person: owner.id }],
    });
    expect(result.data[0]?.outcome).toBe(environment === "sandbox" ? "asked" : "failed");
  }
});

test("a hand-over is open again for a part whose successor said no, who is not suggested again", async () => {
  const [leaver, lead] = [await makePerson(db), await makePerson(db)];
  const team = await makeTeam(db);
  await db.teamMember.create({ data: { teamId: team.id, personId: lead.id, lead: true } });
  const slug = await makeAgent(await actAsPerson(db, leaver), "Declined", { team: team.id });
  const { security, id } = await leave(leaver);
  const item = { agent: slug, part: "owner" as const, person: lead.id };
  await assignHandover(security, id, { items: [item] });
  expect((await getHandover(security, id)).items).toMatchObject([
    { state: "asked", asked: { id: lead.id }, suggestions: [] },
  ]);
  const ctx = await actAsPerson(db, lead);
  const [asked] = (await agents.listOwnerships(ctx, { person: "me", due: "true", limit: 50 })).data;
  await agents.declineOwnership(ctx, slug, asked?.id ?? "", "No time for it");
  expect((await getHandover(security, id)).items).toMatchObject([
    { state: "open", asked: null, declined: { person: { id: lead.id }, reason: "No time for it" }, suggestions: [] },
  ]);
  expect((await assignHandover(security, id, { items: [item] })).data).toMatchObject([{ outcome: "asked" }]);
});

test("a hand-over gives nothing back to a leaver who returns", async () => {
  const leaver = await makePerson(db);
  const slug = await makeAgent(await actAsPerson(db, leaver), "Returns");
  const { security, id } = await leave(leaver);
  await reactivatePerson(security, leaver.id);
  expect(await agents.getAgent(security, slug)).toMatchObject({ owner: null });
  expect(await getHandover(security, id)).toMatchObject({
    person: { state: "active" },
    finished_at: null,
    items: [{ state: "open" }],
  });
  const asked = await assignHandover(security, id, { items: [{ agent: slug, part: "owner", person: leaver.id }] });
  expect(asked.data).toMatchObject([{ outcome: "asked" }]);
});

test("a hand-over is listed newest first, page by page, open or finished", async () => {
  const reader = await actAs(db, "auditor");
  const all = await listHandovers(reader, { limit: 200 });
  const first = await listHandovers(reader, { limit: 2 });
  const second = await listHandovers(reader, { limit: 2, cursor: first.next_cursor ?? "" });
  expect([...first.data, ...second.data]).toEqual(all.data.slice(0, 4));
  const open = await listHandovers(reader, { limit: 200, open: "true" });
  const finished = await listHandovers(reader, { limit: 200, open: "false" });
  expect(open.data.every((one) => one.finished_at === null && one.done < one.parts)).toBe(true);
  expect(finished.data.every((one) => one.done === one.parts)).toBe(true);
  expect(open.data.length + finished.data.length).toBe(all.data.length);
  expect(open.data.length).toBeGreaterThan(0);
  expect(finished.data.length).toBeGreaterThan(0);
});
