import { describe, expect, test } from "vitest";
import * as agents from "@/lib/agents/service";
import { later, makeOwnedAgent } from "@/lib/agents/testing/agents";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { erasePerson } from "@/lib/people/service";
import { actAs, actAsPerson, makePerson } from "@/lib/people/testing/people";

const { db } = await openTestDatabase();
const findOpen = (agent: { owners: readonly { id: string; part: string; state: string }[] }, part: string) =>
  agent.owners.find((owner) => owner.part === part && owner.state === "asked")?.id ?? "";

describe("an owner", () => {
  test("goes on until the successor accepts, and then has ended", async () => {
    const { agent, asOwner, owner } = await makeOwnedAgent(db);
    const successor = await makePerson(db);
    const asked = await agents.askOwner(asOwner, agent.slug, { part: "owner", person: successor.id });
    expect(asked.owner?.id).toBe(owner.id);
    const asSuccessor = await actAsPerson(db, successor);
    await agents.acceptOwnership(asSuccessor, agent.slug, findOpen(asked, "owner"));
    const after = await agents.getAgent(asSuccessor, agent.slug);
    expect(after.owner?.id).toBe(successor.id);
    await expect(agents.askOwner(asOwner, agent.slug, { part: "owner", person: owner.id })).rejects.toMatchObject({
      code: "forbidden",
    });
    const { data } = await agents.listAgentOwners(asOwner, agent.slug);
    expect(data.find(({ person }) => person.id === owner.id)).toMatchObject({
      state: "ended",
      ended_because: "succeeded",
    });
  });

  test("declines with a reason, and the agent names what is missing", async () => {
    const asMaker = await actAs(db, "member");
    const [asked, other] = [await makePerson(db), await makePerson(db)];
    const agent = await agents.createAgent(asMaker, {
      name: "Declined",
      purpose: "",
      environment: "production",
      owner: asked.id,
    });
    expect([agent.gaps.includes("no_owner"), agent.gaps.includes("owner_not_accepted")]).toEqual([false, true]);
    const id = findOpen(agent, "owner");
    await expect(agents.acceptOwnership(asMaker, agent.slug, id)).rejects.toMatchObject({ code: "forbidden" });
    const asAsked = await actAsPerson(db, asked);
    expect(await agents.declineOwnership(asAsked, agent.slug, id, "Not my area")).toMatchObject({
      state: "declined",
      reason: "Not my area",
      abilities: [],
    });
    await expect(agents.acceptOwnership(asAsked, agent.slug, id)).rejects.toMatchObject({ code: "conflict" });
    const after = await agents.getAgent(asMaker, agent.slug);
    expect([after.gaps.includes("no_owner"), after.gaps.includes("owner_not_accepted")]).toEqual([true, false]);
    await agents.askOwner(asMaker, agent.slug, { part: "owner", person: other.id });
    await erasePerson(await actAs(db, "admin"), asked.id);
    const kept = await db.agentVersion.findMany({ where: { agentId: agent.id } });
    expect(JSON.stringify(kept)).not.toContain("Not my area");
    expect(await db.agentOwner.count({ where: { personId: asked.id, reason: { not: null } } })).toBe(0);
  });
});

describe("who may own", () => {
  test.each(["deactivated", "erased"] as const)("is nobody who is %s", async (state) => {
    const asMaker = await actAs(db, "member");
    const gone = await makePerson(db, { state });
    const input = { name: "Nobody", purpose: "", environment: "production" as const };
    await expect(agents.createAgent(asMaker, { ...input, owner: gone.id })).rejects.toMatchObject({
      code: "invalid_input",
      faults: [{ pointer: "/owner" }],
    });
  });

  test("are two people, but in the sandbox", async () => {
    const ctx = await actAs(db, "member");
    const input = { name: "Alone", purpose: "", deputy: ctx.viewer.id };
    await expect(agents.createAgent(ctx, { ...input, environment: "production" })).rejects.toMatchObject({
      faults: [{ code: "same_person" }],
    });
    const agent = await agents.createAgent(ctx, { ...input, environment: "sandbox" });
    expect([agent.owner?.id, agent.deputy?.id]).toEqual([ctx.viewer.id, ctx.viewer.id]);
    await expect(
      agents.updateAgentFields(ctx, agent.slug, { environment: "production" }, agent.version),
    ).rejects.toMatchObject({ faults: [{ code: "same_person" }] });
  });

  test("is one at a time: of two who accept at once, one holds it", async () => {
    const { agent, asOwner } = await makeOwnedAgent(db);
    const [one, two] = [await makePerson(db), await makePerson(db)];
    const first = await agents.askOwner(asOwner, agent.slug, { part: "owner", person: one.id });
    const outcome = await Promise.allSettled([
      agents.acceptOwnership(await actAsPerson(db, one), agent.slug, findOpen(first, "owner")),
      agents.askOwner(asOwner, agent.slug, { part: "owner", person: two.id }),
    ]);
    expect(outcome.some(({ status }) => status === "fulfilled")).toBe(true);
    const held = await db.agentOwner.findMany({ where: { agentId: agent.id, part: "owner", state: "accepted" } });
    expect(held).toHaveLength(1);
  });
});

describe("a confirmation", () => {
  test("is due by the tier's rhythm, and without it the agent fails closed after the grace", async () => {
    const { agent, asOwner } = await makeOwnedAgent(db, { tier_target: "enterprise" });
    expect(agent.rhythm).toEqual({ confirm_every_days: 30, grace_days: 7 });
    expect(await agents.getAgent(later(asOwner, 29), agent.slug)).toMatchObject({ governed: true });
    const due = await agents.getAgent(later(asOwner, 31), agent.slug);
    expect([due.gaps.includes("confirmation_overdue"), due.governed]).toEqual([true, true]);
    expect(await agents.getAgent(later(asOwner, 38), agent.slug)).toMatchObject({ governed: false });
    const mine = await agents.listOwnerships(later(asOwner, 20), { person: "me", due: "true", limit: 10 });
    expect(mine.data).toMatchObject([{ part: "owner", agent: { slug: agent.slug } }]);
    await agents.confirmOwnership(later(asOwner, 38), agent.slug, mine.data[0]?.id ?? "");
    expect(await agents.getAgent(later(asOwner, 38), agent.slug)).toMatchObject({ governed: true });
  });

  test("is asked again soon when somebody else changes the scope, and never of whoever changed it", async () => {
    const { agent, asOwner, asDeputy } = await makeOwnedAgent(db);
    const find = async (part: string) =>
      (await agents.getAgent(asOwner, agent.slug)).owners.find((owner) => owner.part === part);
    const before = await find("deputy");
    await agents.updateAgentFields(asOwner, agent.slug, { name: "Only a name" }, agent.version);
    expect((await find("deputy"))?.confirm_by).toBe(before?.confirm_by);
    await agents.updateAgentFields(asOwner, agent.slug, { purpose: "Something else" }, agent.version + 1);
    const [owner, deputy] = [await find("owner"), await find("deputy")];
    expect(deputy).toMatchObject({ confirm_because: "purpose" });
    expect(Date.parse(deputy?.confirm_by ?? "")).toBeLessThan(Date.parse(owner?.confirm_by ?? ""));
    await agents.confirmOwnership(asDeputy, agent.slug, deputy?.id ?? "");
    expect(await find("deputy")).toMatchObject({ confirm_because: "rhythm" });
  });
});
