import { describe, expect, test } from "vitest";
import * as agents from "@/lib/agents/service";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { deactivatePerson } from "@/lib/people/service";
import { actAs, actAsPerson, makePerson } from "@/lib/people/testing/people";

const { db } = await openTestDatabase();

describe("an agent", () => {
  test("is made as a draft whose maker has accepted and whose deputy is asked, with every gap named", async () => {
    const maker = await makePerson(db);
    const deputy = await makePerson(db);
    const ctx = await actAsPerson(db, maker);
    const agent = await agents.createAgent(ctx, {
      name: "Refund agent",
      purpose: "",
      environment: "production",
      deputy: deputy.id,
    });
    expect(agent).toMatchObject({
      slug: "refund-agent",
      state: "draft",
      version: 1,
      owner: { id: maker.id },
      deputy: null,
      abilities: expect.arrayContaining(["update", "submit", "activate", "retire"]),
    });
    expect(agent.gaps).toEqual(expect.arrayContaining(["deputy_not_accepted", "purpose_missing", "policy_missing"]));
    expect(agent.gaps).not.toContain("no_owner");
    await expect(agents.takeStep(ctx, agent.slug, "activate", null)).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("No policy yet"),
    });
    const asked = agent.owners.find(({ part }) => part === "deputy");
    await expect(agents.acceptOwnership(ctx, agent.slug, asked?.id ?? "")).rejects.toMatchObject({ code: "forbidden" });
    const accepted = await agents.acceptOwnership(await actAsPerson(db, deputy), agent.slug, asked?.id ?? "");
    expect(accepted).toMatchObject({ state: "accepted", part: "deputy" });
    expect(await agents.getAgent(ctx, agent.slug)).toMatchObject({ version: 2, deputy: { id: deputy.id } });
  });

  test("keeps its old addresses, and nobody else ever gets them", async () => {
    const ctx = await actAs(db, "member");
    const agent = await agents.createAgent(ctx, { name: "Old name", purpose: "", environment: "sandbox" });
    await agents.renameAgent(ctx, agent.slug, "new-name");
    await expect(agents.getAgent(ctx, "old-name")).rejects.toMatchObject({
      code: "renamed",
      members: { renamed_to: "new-name" },
    });
    await expect(agents.renameAgent(ctx, "new-name", "old-name")).resolves.toMatchObject({ slug: "old-name" });
    await agents.renameAgent(ctx, "old-name", "new-name");
    for (const slug of ["old-name", "o1d-name", "oldname"])
      await expect(
        agents.createAgent(ctx, { name: "Other", purpose: "", environment: "sandbox", slug }),
      ).rejects.toMatchObject({ code: "conflict" });
  });
});

describe("the record", () => {
  test("shows what it was at a past instant, and every change with both sides", async () => {
    const ctx = await actAs(db, "member");
    const agent = await agents.createAgent(ctx, { name: "Then", purpose: "First", environment: "sandbox" });
    const later = { ...ctx, now: new Date(ctx.now.getTime() + 60_000) };
    await agents.updateAgentFields(later, agent.slug, { purpose: "Second", tier_target: "enterprise" }, 1);
    const now = { ...ctx, now: new Date(ctx.now.getTime() + 120_000) };
    expect(await agents.getAgent(now, agent.slug)).toMatchObject({ purpose: "Second", version: 2 });
    const then = await agents.getAgent(now, agent.slug, new Date(ctx.now.getTime() + 1_000).toISOString());
    expect(then).toMatchObject({
      purpose: "First",
      version: 1,
      abilities: [],
      owner: { name: expect.stringMatching(/./) },
    });
    const history = await agents.listAgentHistory(now, agent.slug, { limit: 50 });
    expect(history.data.map(({ event }) => event)).toEqual(["agent.updated", "agent.created"]);
    expect(history.data[0]?.changes).toEqual(
      expect.arrayContaining([{ field: "purpose", before: "First", after: "Second" }]),
    );
    await expect(agents.updateAgentFields(later, agent.slug, { purpose: "Late" }, 1)).rejects.toMatchObject({
      code: "stale_version",
    });
  });

  test("has no active owner from the moment the owner is deactivated", async () => {
    const leaver = await makePerson(db);
    const ctx = await actAsPerson(db, leaver);
    const agent = await agents.createAgent(ctx, { name: "Left behind", purpose: "", environment: "production" });
    const admin = await actAs(db, "admin", "security");
    await deactivatePerson(admin, leaver.id, { reason: "Left the company" });
    const after = await agents.getAgent(admin, agent.slug);
    expect(after).toMatchObject({ owner: null, gaps: expect.arrayContaining(["no_owner"]) });
    expect(after.governed_until).not.toBeNull();
    expect(await db.handover.count({ where: { personId: leaver.id, finishedAt: null } })).toBe(1);
    await agents.askOwner(admin, agent.slug, {
      part: "owner",
      person: admin.viewer.kind === "person" ? admin.viewer.id : "",
    });
    expect(await db.handover.count({ where: { personId: leaver.id, finishedAt: null } })).toBe(0);
  });
});

describe("the list", () => {
  test("finds by name, owner and gap, page by page", async () => {
    const owner = await makePerson(db, { name: "Quirina Zabel" });
    const ctx = await actAsPerson(db, owner);
    for (const [minute, name] of ["Zz alpha", "Zz beta", "Zz gamma"].entries())
      await agents.createAgent(
        { ...ctx, now: new Date(ctx.now.getTime() + minute * 60_000) },
        { name, purpose: "Sorts parcels", environment: "staging" },
      );
    const query = { sort: "name" as const, limit: 2 };
    const first = await agents.listAgents(ctx, { ...query, q: "quirina" });
    expect(first.data.map(({ name }) => name)).toEqual(["Zz alpha", "Zz beta"]);
    const rest = await agents.listAgents(ctx, { ...query, q: "quirina", cursor: first.next_cursor ?? "" });
    expect(rest).toMatchObject({ data: [{ name: "Zz gamma" }], next_cursor: null });
    expect((await agents.listAgents(ctx, { ...query, owner: ["me"], gap: ["no_deputy"] })).data).toHaveLength(2);
    expect((await agents.listAgents(ctx, { ...query, q: "parcels", sort: "-created_at" })).data[0]?.name).toBe(
      "Zz gamma",
    );
    expect((await agents.listAgents(ctx, { ...query, owner: ["none"], q: "zz" })).data).toEqual([]);
  });
});
