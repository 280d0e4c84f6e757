import { describe, expect, test } from "vitest";
import { type AgentState, agentStates, guards, life, lifeVerbs } from "@/lib/agents/rules";
import * as agents from "@/lib/agents/service";
import { makeOwnedAgent } from "@/lib/agents/testing/agents";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { actAs } from "@/lib/people/testing/people";

const { db } = await openTestDatabase();
const put = (id: string, state: AgentState) => db.agent.update({ where: { id }, data: { state } });
const reason = "For the test";

describe("the life of an agent", () => {
  test("activation names everything that is missing, No policy yet among it, in every environment", async () => {
    for (const environment of ["production", "staging", "sandbox"] as const) {
      const { agent, asOwner } = await makeOwnedAgent(db, { environment });
      await expect(agents.takeStep(asOwner, agent.slug, "activate", null)).rejects.toMatchObject({
        code: "conflict",
        members: { unmet: expect.arrayContaining([{ code: "policy_missing", words: "No policy yet" }]) },
      });
      expect(agent.unmet.map(({ code }) => code)).toContain("policy_missing");
    }
    const alone = await agents.createAgent(await actAs(db, "member"), {
      name: "Without a deputy",
      purpose: "",
      environment: "production",
    });
    expect(alone.unmet.map(({ code }) => code)).toEqual([
      "deputy_not_accepted",
      "intent_missing",
      "policy_missing",
      "second_person_missing",
    ]);
  });

  test("has the steps of the table and no other", async () => {
    const { agent } = await makeOwnedAgent(db);
    const security = await actAs(db, "security");
    for (const verb of lifeVerbs) {
      for (const state of agentStates) {
        await put(agent.id, state);
        const from: readonly AgentState[] = life[verb].from;
        const step = agents.takeStep(security, agent.slug, verb, reason);
        if (!from.includes(state)) await expect(step).rejects.toMatchObject({ code: "conflict" });
        else if (life[verb].guarded)
          await expect(step).rejects.toMatchObject({ members: { unmet: expect.anything() } });
        else expect((await step).state).toBe(life[verb].to);
      }
    }
  });

  test("is reviewed by security alone, steered by its keepers too, and by nobody else", async () => {
    const { agent, asOwner } = await makeOwnedAgent(db);
    const stranger = await actAs(db, "member", "approver", "admin");
    await expect(agents.takeStep(stranger, agent.slug, "submit", null)).rejects.toMatchObject({ code: "forbidden" });
    await agents.takeStep(asOwner, agent.slug, "submit", null);
    await expect(agents.takeStep(asOwner, agent.slug, "deny", reason)).rejects.toMatchObject({ code: "forbidden" });
    const denied = await agents.takeStep(await actAs(db, "security"), agent.slug, "deny", reason);
    expect(denied).toMatchObject({ state: "denied", state_reason: reason });
    await expect(agents.takeStep(asOwner, agent.slug, "reopen", reason)).rejects.toMatchObject({ code: "forbidden" });
  });

  test("ends for good: a retired agent does not change any more", async () => {
    const { agent, asOwner } = await makeOwnedAgent(db);
    await agents.takeStep(asOwner, agent.slug, "retire", reason);
    for (const change of [
      () => agents.updateAgentFields(asOwner, agent.slug, { purpose: "x" }, 0),
      () => agents.renameAgent(asOwner, agent.slug, "risen-again"),
      () => agents.takeStep(asOwner, agent.slug, "submit", null),
      () => agents.adoptAgent(asOwner, agent.slug, agent.slug),
    ])
      await expect(change()).rejects.toMatchObject({ code: "conflict" });
    expect((await agents.getAgent(asOwner, agent.slug)).abilities).toEqual([]);
  });
});

describe("guards", () => {
  const met = {
    sandbox: false,
    ownerAccepted: true,
    deputyAccepted: true,
    actorKeeps: false,
    stoppedByReview: false,
    actorReviews: true,
    intents: 1,
    policyLive: true,
  };
  test("hold when everything is there, and each fails for its own reason alone", () => {
    const failing = (change: Partial<typeof met>) =>
      guards.filter(({ holds }) => !holds({ ...met, ...change })).map(({ code }) => code);
    expect(failing({})).toEqual([]);
    expect(failing({ ownerAccepted: false })).toEqual(["owner_not_accepted"]);
    expect(failing({ deputyAccepted: false })).toEqual(["deputy_not_accepted"]);
    expect(failing({ intents: 0 })).toEqual(["intent_missing"]);
    expect(failing({ policyLive: false })).toEqual(["policy_missing"]);
    expect(failing({ actorKeeps: true })).toEqual(["second_person_missing"]);
    expect(failing({ actorKeeps: true, sandbox: true })).toEqual([]);
    expect(failing({ actorReviews: false, sandbox: true, stoppedByReview: true })).toEqual(["stopped_by_security"]);
  });
});
