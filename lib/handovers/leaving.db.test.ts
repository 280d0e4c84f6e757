import { describe, expect, test } from "vitest";
import * as agents from "@/lib/agents/service";
import type { Ctx } from "@/lib/access/context";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { inTransaction } from "@/lib/db/transaction";
import { assignHandover, getHandover } from "@/lib/handovers/service";
import { createTasks } from "@/lib/jobs/tasks";
import { deactivatePerson, erasePerson, reactivatePerson } from "@/lib/people/service";
import { actAs, actAsPerson, makePerson, makeTeam, type TestPerson } from "@/lib/people/testing/people";
import { followGroups, removeTeamMember } from "@/lib/teams/service";

const { db } = await openTestDatabase();
const run = { id: "1", attempt: 1, maxAttempts: 1, signal: new AbortController().signal };

async function makeAgent(person: TestPerson, name: string, extra: { team?: string; deputy?: string } = {}) {
  const ctx = await actAsPerson(db, person);
  return (await agents.createAgent(ctx, { name, purpose: "", environment: "production", ...extra })).slug;
}

async function answer(person: TestPerson, slug: string, verb: "accept" | "decline" = "accept"): Promise<void> {
  const ctx = await actAsPerson(db, person);
  const isTheirs = (one: { state: string; person: { id: string } }) =>
    one.state === "asked" && one.person.id === person.id;
  const id = (await agents.listAgentOwners(ctx, slug)).data.find(isTheirs)?.id ?? "";
  if (verb === "accept") await agents.acceptOwnership(ctx, slug, id);
  else await agents.declineOwnership(ctx, slug, id, "Not for me");
}

async function findHandoverOf(person: TestPerson): Promise<{ id: string; finishedAt: Date | null }> {
  const [row, ...more] = await db.handover.findMany({ where: { personId: person.id } });
  expect(more).toEqual([]);
  return row ?? { id: "", finishedAt: null };
}

describe("a person who leaves a team", () => {
  test.each(["the console", "groups"] as const)("by %s loses what they held in it and nothing else", async (door) => {
    const person = await makePerson(db);
    const team = await makeTeam(db);
    await db.teamMember.create({ data: { teamId: team.id, personId: person.id, fromGroups: door === "groups" } });
    const inside = await makeAgent(person, `Inside ${door}`, { team: team.id });
    const outside = await makeAgent(person, `Outside ${door}`);
    const admin = await actAs(db, "admin");
    if (door === "groups") await inTransaction(admin, (tx) => followGroups(tx, admin, person.id, []));
    else await removeTeamMember(admin, team.id, person.id);
    expect(await agents.getAgent(admin, inside)).toMatchObject({ owner: null });
    expect(await agents.getAgent(admin, outside)).toMatchObject({ owner: { id: person.id } });
    const { id } = await findHandoverOf(person);
    expect(await getHandover(admin, id)).toMatchObject({
      because: "left_team",
      team: { id: team.id, name: team.name },
      person: { state: "active" },
      items: [{ agent: { slug: inside }, state: "open" }],
    });
  });
});

describe("a person who leaves", () => {
  test("is not asked for what only retired agents would need, and opens no hand-over by questions", async () => {
    const [owner, person] = [await makePerson(db), await makePerson(db)];
    const retired = await makeAgent(person, "Retired already");
    await agents.takeStep(await actAsPerson(db, person), retired, "retire", "Over and done");
    const asked = await makeAgent(owner, "Only asked", { deputy: person.id });
    const admin = await actAs(db, "admin");
    await deactivatePerson(admin, person.id, { reason: "Left" });
    expect(await findHandoverOf(person)).toEqual({ id: "", finishedAt: null });
    expect((await agents.listAgentOwners(admin, asked)).data).toMatchObject([
      { part: "deputy", state: "ended", ended_because: "deactivated" },
      { part: "owner", state: "accepted" },
    ]);
  });

  test("and is erased leaves a hand-over without their name", async () => {
    const person = await makePerson(db, { name: "Gone Tomorrow" });
    const slug = await makeAgent(person, "Of an erased person");
    const admin = await actAs(db, "admin");
    await erasePerson(admin, person.id);
    const { id } = await findHandoverOf(person);
    const handover = await getHandover(admin, id);
    expect(handover).toMatchObject({ because: "erased", person: { state: "erased" }, items: [{ agent: { slug } }] });
    expect(JSON.stringify(handover)).not.toContain("Gone Tomorrow");
  });

  test("at the same moment as their deputy leaves two hand-overs, and one yes serves each part", async () => {
    const [one, other] = [await makePerson(db), await makePerson(db)];
    const mine = await makeAgent(one, "Mine", { deputy: other.id });
    const theirs = await makeAgent(other, "Theirs", { deputy: one.id });
    await answer(other, mine);
    await answer(one, theirs);
    const admins = [await actAs(db, "admin", "security"), await actAs(db, "admin", "security")] as const;
    await Promise.all([
      deactivatePerson(admins[0], one.id, { reason: "Left" }),
      deactivatePerson(admins[1], other.id, { reason: "Left" }),
    ]);
    const [first, second] = [await findHandoverOf(one), await findHandoverOf(other)];
    for (const { id } of [first, second]) {
      const { items } = await getHandover(admins[0], id);
      expect(items.map(({ agent, part }) => `${agent.slug}:${part}`).toSorted()).toEqual(
        id === first.id ? ["mine:owner", "theirs:deputy"] : ["mine:deputy", "theirs:owner"],
      );
      expect(items.every(({ suggestions, state }) => suggestions.length === 0 && state === "open")).toBe(true);
    }
    const [owner, deputy] = [await makePerson(db), await makePerson(db)];
    for (const [id, slug, part, person] of [
      [first.id, mine, "owner", owner],
      [second.id, mine, "deputy", deputy],
      [second.id, theirs, "owner", owner],
      [first.id, theirs, "deputy", deputy],
    ] as const)
      await assignHandover(admins[0], id, { items: [{ agent: slug, part, person: person.id }] });
    for (const slug of [mine, theirs]) await Promise.all([answer(owner, slug), answer(deputy, slug)]);
    expect((await findHandoverOf(one)).finishedAt).not.toBeNull();
    expect((await findHandoverOf(other)).finishedAt).not.toBeNull();
  });

  test("while they are asked is either asked first and released, or refused", async () => {
    for (let round = 0; round < 5; round++) {
      const [owner, person] = [await makePerson(db), await makePerson(db)];
      const slug = await makeAgent(owner, `Asked while leaving ${round}`);
      const [ctx, admin] = [await actAsPerson(db, owner), await actAs(db, "admin")];
      await Promise.allSettled([
        agents.askOwner(ctx, slug, { part: "deputy", person: person.id }),
        deactivatePerson(admin, person.id, { reason: "Left" }),
      ]);
      expect(await db.agentOwner.count({ where: { personId: person.id, state: { in: ["asked", "accepted"] } } })).toBe(
        0,
      );
    }
  });
});

test("the last two parts of a hand-over, accepted at the same moment, finish it once", async () => {
  for (let round = 0; round < 5; round++) {
    const [leaver, one, other] = [await makePerson(db), await makePerson(db), await makePerson(db)];
    const slugs = [await makeAgent(leaver, `Race a${round}`), await makeAgent(leaver, `Race b${round}`)] as const;
    const admin = await actAs(db, "admin", "security");
    await deactivatePerson(admin, leaver.id, { reason: "Left" });
    const { id } = await findHandoverOf(leaver);
    await assignHandover(admin, id, {
      items: [
        { agent: slugs[0], part: "owner", person: one.id },
        { agent: slugs[1], part: "owner", person: other.id },
      ],
    });
    await Promise.all([answer(one, slugs[0]), answer(other, slugs[1])]);
    expect((await findHandoverOf(leaver)).finishedAt).not.toBeNull();
    expect(await db.auditEvent.count({ where: { subjectId: id, type: "handover.finished" } })).toBe(1);
  }
});

test("an agent whose last owner leaves and whose successor declines is closed by the clock, then by the job", async () => {
  const [leaver, successor] = [await makePerson(db), await makePerson(db)];
  const slug = await makeAgent(leaver, "Runs on");
  await db.agent.update({ where: { slug }, data: { state: "active" } });
  const admin = await actAs(db, "admin", "security");
  await deactivatePerson(admin, leaver.id, { reason: "Left" });
  const { id } = await findHandoverOf(leaver);
  await assignHandover(admin, id, { items: [{ agent: slug, part: "owner", person: successor.id }] });
  await answer(successor, slug, "decline");
  const { closes_at: closes, items } = await getHandover(admin, id);
  expect(closes).not.toBeNull();
  expect(items[0]?.agent).toMatchObject({ state: "active", governed: true, governed_until: closes });
  const after: Ctx = { ...admin, now: new Date(Date.parse(closes ?? "") + 1) };
  expect(await agents.getAgent(after, slug)).toMatchObject({ state: "active", governed: false, owner: null });
  expect(await agents.closeUngoverned(db, new Date(Date.parse(closes ?? "") - 1))).toBe(0);
  expect(await agents.closeUngoverned(db, after.now)).toBe(1);
  expect(await agents.closeUngoverned(db, after.now)).toBe(0);
  expect(await agents.getAgent(after, slug)).toMatchObject({
    state: "suspended",
    state_reason: "Nobody answers for it",
    governed: false,
  });
  expect((await getHandover(after, id)).finished_at).toBeNull();
});

test("of a person who held 250 agents, all are handed over from the first moment and a job ends the rest", async () => {
  const leaver = await makePerson(db);
  const admin = await actAs(db, "admin", "security");
  await inTransaction(admin, async (tx) => {
    const ctx = await actAsPerson(db, leaver);
    for (let made = 0; made < 30; made++)
      await agents.addAgent(tx, ctx, { name: `Many ${made}`, purpose: "", environment: "staging", owner: leaver.id });
  });
  await multiply(leaver, 250);
  await deactivatePerson(admin, leaver.id, { reason: "Left" });
  const { id } = await findHandoverOf(leaver);
  const handover = await getHandover(admin, id);
  expect(handover).toMatchObject({ parts: 250, done: 0 });
  expect(handover.items.every(({ state, holder }) => state === "open" && holder === null)).toBe(true);
  const listed = await agents.listAgents(admin, { q: "many", sort: "name", limit: 200 });
  expect(listed.data).toHaveLength(200);
  expect(listed.data.every(({ owner, gaps }) => owner === null && gaps.includes("no_owner"))).toBe(true);
  expect(await db.agentOwner.count({ where: { personId: leaver.id, state: "accepted" } })).toBe(225);

  await reactivatePerson(admin, leaver.id);
  const own = await actAsPerson(db, leaver);
  const fresh = await agents.createAgent(own, { name: "Since the return", purpose: "", environment: "staging" });
  const [job] = await db.$queryRaw<{ payload: Parameters<typeof agents.releaseRest>[1] }[]>`
    select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where t.identifier = 'release_holdings'`;
  if (!job) throw new Error("No job was asked for.");
  await createTasks(db).release_holdings(job.payload, run);
  expect(await db.agentOwner.count({ where: { personId: leaver.id, state: "ended", handoverId: id } })).toBe(250);
  expect(await agents.getAgent(own, fresh.slug)).toMatchObject({ owner: { id: leaver.id } });
  expect((await getHandover(admin, id)).finished_at).toBeNull();
});

/** Copies of what the person holds, as rows: making 250 agents through the service takes long. */
async function multiply(person: TestPerson, wanted: number): Promise<void> {
  const [held] = await db.agentOwner.findMany({ where: { personId: person.id }, include: { agent: true }, take: 1 });
  if (!held) throw new Error("The person holds nothing.");
  const { agent, ...ownership } = held;
  const numbers = Array.from({ length: wanted - 30 }, (_, index) => index);
  const idOf = (id: string, index: number): string => `${id.slice(0, -4)}${String(index).padStart(4, "0")}`;
  await db.agent.createMany({
    data: numbers.map((index) => ({
      ...agent,
      id: idOf(agent.id, index),
      slug: `many-copy-${index}`,
      name: `Many copy ${index}`,
      sortName: `many copy ${index}`,
      searchText: `many copy ${index}`,
    })),
  });
  await db.agentOwner.createMany({
    data: numbers.map((index) => ({
      ...ownership,
      id: idOf(ownership.id, index),
      agentId: idOf(agent.id, index),
      acceptedKey: `${idOf(agent.id, index)}:owner`,
    })),
  });
}
