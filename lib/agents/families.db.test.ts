import { describe, expect, test } from "vitest";
import * as agents from "@/lib/agents/service";
import { makeOwnedAgent } from "@/lib/agents/testing/agents";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { actAs } from "@/lib/people/testing/people";

const { db } = await openTestDatabase();

describe("a family", () => {
  test("is made by whoever may change both, and not by the parent's alone", async () => {
    const [mine, theirs] = [await makeOwnedAgent(db), await makeOwnedAgent(db)];
    const adopt = agents.adoptAgent(mine.asOwner, mine.agent.slug, theirs.agent.slug);
    await expect(adopt).rejects.toMatchObject({ code: "forbidden" });
    const denied = await db.auditEvent.findFirst({ where: { type: "access.denied", actorId: mine.owner.id } });
    expect(denied?.data).toMatchObject({ agent: theirs.agent.id });
    const security = await actAs(db, "security");
    await agents.adoptAgent(security, mine.agent.slug, theirs.agent.slug);
    for (const { agent } of [mine, theirs]) {
      const [entry] = (await agents.listAgentHistory(security, agent.slug, { limit: 1 })).data;
      expect(entry).toMatchObject({ event: "agent.family_changed", actor: { id: security.viewer.id } });
      expect(entry?.changes.map(({ field }) => field)).toContain(agent === mine.agent ? "sub_agents" : "parents");
    }
  });

  test.each(["parent", "child"] as const)(
    "is ended by the %s's owner, also where the other is retired",
    async (who) => {
      const [parent, child] = [await makeOwnedAgent(db), await makeOwnedAgent(db)];
      const security = await actAs(db, "security");
      await agents.adoptAgent(security, parent.agent.slug, child.agent.slug);
      const stranger = await actAs(db, "member");
      const release = (ctx: typeof stranger) => agents.releaseAgent(ctx, parent.agent.slug, child.agent.slug);
      await expect(release(stranger)).rejects.toMatchObject({ code: "forbidden" });
      const [own, other] = who === "parent" ? [parent, child] : [child, parent];
      await agents.takeStep(other.asOwner, other.agent.slug, "retire", "Not needed");
      await expect(release(other.asOwner)).rejects.toMatchObject({ code: "forbidden" });
      await release(own.asOwner);
      for (const { agent } of [parent, child])
        expect(await agents.getAgent(security, agent.slug)).toMatchObject({ parents: [], sub_agents: [] });
      const [entry] = (await agents.listAgentHistory(security, other.agent.slug, { limit: 1 })).data;
      expect(entry).toMatchObject({ event: "agent.family_changed", actor: { id: own.owner.id } });
    },
  );

  test("takes in nobody who is retired", async () => {
    const { agent, asOwner } = await makeOwnedAgent(db);
    const gone = await agents.createAgent(asOwner, { name: "Gone", purpose: "", environment: "production" });
    await agents.takeStep(asOwner, gone.slug, "retire", "Not needed");
    await expect(agents.adoptAgent(asOwner, agent.slug, gone.slug)).rejects.toMatchObject({
      faults: [{ code: "retired" }],
    });
  });

  test("stays in one environment: neither of two moves away alone", async () => {
    const { asOwner } = await makeOwnedAgent(db);
    const make = (name: string) => agents.createAgent(asOwner, { name, purpose: "", environment: "production" });
    const [parent, child] = [await make("Parent that stays"), await make("Child that stays")];
    await agents.adoptAgent(asOwner, parent.slug, child.slug);
    for (const [one, other] of [
      [parent, child],
      [child, parent],
    ] as const) {
      const { version } = await agents.getAgent(asOwner, one.slug);
      const move = agents.updateAgentFields(asOwner, one.slug, { environment: "staging" }, version);
      await expect(move).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining(other.slug) });
    }
    await agents.releaseAgent(asOwner, parent.slug, child.slug);
    const { version } = await agents.getAgent(asOwner, child.slug);
    await agents.updateAgentFields(asOwner, child.slug, { environment: "staging" }, version);
  });
});

test("of two that adopt each other at once, one is told why not", async () => {
  const { asOwner } = await makeOwnedAgent(db);
  for (let round = 0; round < 5; round++) {
    const make = (name: string) =>
      agents.createAgent(asOwner, { name: `${name} ${round}`, purpose: "", environment: "production" });
    const [one, two] = [await make("Left hand"), await make("Right hand")];
    const both = await Promise.allSettled([
      agents.adoptAgent(asOwner, one.slug, two.slug),
      agents.adoptAgent(asOwner, two.slug, one.slug),
    ]);
    const refused = both.flatMap((result) => (result.status === "rejected" ? [result.reason] : []));
    expect(refused).toMatchObject([{ faults: [{ code: "circle" }] }]);
  }
});

test("who may change neither is refused before anybody looks for the other", async () => {
  const { agent } = await makeOwnedAgent(db);
  const stranger = await actAs(db, "member");
  for (const change of [agents.adoptAgent, agents.releaseAgent]) {
    await expect(change(stranger, agent.slug, "nobody-called-so")).rejects.toMatchObject({ code: "forbidden" });
    await expect(change(await actAs(db, "security"), agent.slug, "nobody-called-so")).rejects.toMatchObject({
      code: "not_found",
    });
  }
});
