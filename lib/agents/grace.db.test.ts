import { describe, expect, test } from "vitest";
import * as agents from "@/lib/agents/service";
import type { AgentRecord } from "@/lib/agents/schema";
import { later, makeOwnedAgent } from "@/lib/agents/testing/agents";
import { newId } from "@/lib/core/ids";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { assignHandover } from "@/lib/handovers/service";
import { deactivatePerson, invitePerson, revokeInvitation } from "@/lib/people/service";
import { actAs, actAsPerson, makePerson } from "@/lib/people/testing/people";

const { db } = await openTestDatabase();

const findOpen = ({ owners }: AgentRecord, part = "owner") =>
  owners.find((owner) => owner.part === part && owner.state === "asked")?.id ?? "";
const findHeld = ({ owners }: AgentRecord, part = "owner") =>
  owners.find((owner) => owner.part === part && owner.state === "accepted");

describe("the time of grace", () => {
  test("runs from when the last owner who accepted ended, whoever is asked, assigned or withdrawn after", async () => {
    const { agent, owner, asDeputy } = await makeOwnedAgent(db);
    const security = await actAs(db, "security", "admin");
    await deactivatePerson(security, owner.id, { reason: "Left" });
    const read = async () => (await agents.getAgent(security, agent.slug)).governed_until;
    const until = await read();
    expect(until).toBe(new Date(security.now.getTime() + 14 * 86_400_000).toISOString());

    const [one, two] = [await makePerson(db), await makePerson(db)];
    const asked = await agents.askOwner(later(asDeputy, 3), agent.slug, { part: "owner", person: one.id });
    expect(asked.governed_until).toBe(until);
    await agents.withdrawQuestion(later(asDeputy, 4), agent.slug, findOpen(asked));
    expect(await read()).toBe(until);
    const handover = await db.handover.findFirstOrThrow({ where: { personId: owner.id } });
    for (const [days, { id }] of [one, two].entries())
      await assignHandover(later(security, 5 + days), handover.id, {
        items: [{ agent: agent.slug, part: "owner", person: id }],
      });
    const second = await agents.getAgent(security, agent.slug);
    expect(second.governed_until).toBe(until);
    await agents.declineOwnership(later(await actAsPerson(db, two), 7), agent.slug, findOpen(second), "Not mine");
    expect(await read()).toBe(until);
  });

  test("is nobody's who never had an owner", async () => {
    const maker = await actAs(db, "member");
    const asked = await makePerson(db);
    const input = { name: "Never owned", purpose: "", environment: "production" as const, owner: asked.id };
    const agent = await agents.createAgent(maker, input);
    await agents.withdrawQuestion(maker, agent.slug, findOpen(agent));
    expect(await agents.getAgent(maker, agent.slug)).toMatchObject({ governed: false, governed_until: null });
  });
});

describe("an owner who accepted and is here", () => {
  test("gives way to nobody their deputy chooses, and is told who else can choose", async () => {
    const { agent, owner, deputy, asOwner, asDeputy } = await makeOwnedAgent(db);
    const friend = await makePerson(db);
    for (const person of [deputy.id, friend.id])
      await expect(agents.askOwner(asDeputy, agent.slug, { part: "owner", person })).rejects.toMatchObject({
        code: "forbidden",
        message: expect.stringMatching(/themselves, or somebody from security/),
      });
    expect(await agents.getAgent(asOwner, agent.slug)).toMatchObject({
      owner: { id: owner.id },
      version: agent.version,
    });
    const where = { type: "access.denied", actorId: deputy.id };
    expect(await db.auditEvent.count({ where })).toBe(2);
    const asked = await agents.askOwner(asOwner, agent.slug, { part: "owner", person: deputy.id });
    await agents.acceptOwnership(asDeputy, agent.slug, findOpen(asked));
    expect((await agents.getAgent(asOwner, agent.slug)).owner?.id).toBe(deputy.id);
  });

  test("who loses it to somebody is named in the log", async () => {
    const { agent, owner } = await makeOwnedAgent(db);
    const security = await actAs(db, "security");
    await agents.askOwner(security, agent.slug, { part: "owner", person: security.viewer.id });
    const ended = await db.auditEvent.findMany({ where: { type: "agent.owner_ended", subjectId: agent.id } });
    expect(ended.map(({ data, actorId }) => [actorId, data])).toEqual([
      [
        security.viewer.id,
        {
          part: "owner",
          person: owner.id,
          because: "succeeded",
          before: { person: owner.id },
          after: { person: security.viewer.id },
        },
      ],
    ]);
  });

  test("who leaves gives nothing back to whoever made it", async () => {
    const maker = await actAs(db, "member");
    const owner = await makePerson(db);
    const input = { name: "Given away", purpose: "", environment: "production" as const, owner: owner.id };
    const agent = await agents.createAgent(maker, input);
    await agents.updateAgentFields(maker, agent.slug, { purpose: "Still mine" }, agent.version);
    await agents.acceptOwnership(await actAsPerson(db, owner), agent.slug, findOpen(agent));
    const admin = await actAs(db, "admin");
    await deactivatePerson(admin, owner.id, { reason: "Left" });
    const after = await agents.getAgent(maker, agent.slug);
    expect(after.abilities).toEqual([]);
    const change = agents.updateAgentFields(maker, agent.slug, { purpose: "Mine again" }, after.version);
    await expect(change).rejects.toMatchObject({ code: "forbidden" });
    const { data } = await agents.listAgents(maker, { q: agent.slug, sort: "name", limit: 5 });
    expect(data[0]?.abilities).toEqual([]);
  });
});

test("a stricter tier brings the next confirmation nearer, whoever sets it, and a milder one takes nothing back", async () => {
  const { agent, asOwner, asDeputy } = await makeOwnedAgent(db);
  const security = await actAs(db, "security");
  const due = (record: AgentRecord, part: string) => findHeld(record, part)?.confirm_by;
  const in30 = (at: Date) => new Date(at.getTime() + 30 * 86_400_000).toISOString();
  const assessed = await agents.assessAgent(later(security, 1), agent.slug, "advanced", "It moves money");
  expect([due(assessed, "owner"), due(assessed, "deputy")]).toEqual([in30(asOwner.now), in30(asDeputy.now)]);
  expect(assessed.governed_until).toBe(new Date(asOwner.now.getTime() + 31 * 86_400_000).toISOString());
  const milder = await agents.assessAgent(later(security, 2), agent.slug, "foundation", "It does not");
  expect(due(milder, "owner")).toBe(in30(asOwner.now));

  const other = await makeOwnedAgent(db);
  const aimed = { tier_target: "enterprise" as const };
  const own = await agents.updateAgentFields(other.asOwner, other.agent.slug, aimed, other.agent.version);
  expect(due(own, "owner")).toBe(in30(other.asOwner.now));
});

test("whoever was invited and is not any more cannot be asked, and is asked nothing from then on", async () => {
  const admin = await actAs(db, "admin", "member");
  const invited = await invitePerson(admin, {
    email: `${newId("person").slice(-10).toLowerCase()}@example.org`,
    name: "Later",
    roles: ["member"],
    teams: [],
    delivery: "copy",
  });
  const input = { name: "Waits for somebody", purpose: "", environment: "production" as const, owner: invited.id };
  const agent = await agents.createAgent(admin, input);
  await revokeInvitation(admin, invited.id);
  const after = await agents.getAgent(admin, agent.slug);
  expect(after.owners).toMatchObject([{ state: "ended", ended_because: "uninvited" }]);
  for (const ask of [
    () => agents.askOwner(admin, agent.slug, { part: "owner", person: invited.id }),
    () => agents.createAgent(admin, { ...input, name: "Another" }),
  ])
    await expect(ask()).rejects.toMatchObject({ code: "invalid_input", message: expect.stringContaining("revoked") });
});
