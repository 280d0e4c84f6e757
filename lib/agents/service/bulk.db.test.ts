import { describe, expect, test } from "vitest";
import type { Ctx } from "@/lib/access/context";
import { BulkChange } from "@/lib/agents/schema";
import * as agents from "@/lib/agents/service";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { actAs, actAsPerson, makePerson } from "@/lib/people/testing/people";

const { db } = await openTestDatabase();
let made = 0;

async function makeAgent(ctx: Ctx, environment: "production" | "sandbox" = "production"): Promise<string> {
  const { slug } = await agents.createAgent(ctx, { name: `Bulk agent ${++made}`, purpose: "", environment });
  return slug;
}

const change = (ctx: Ctx, body: unknown) => agents.changeAgents(ctx, BulkChange.parse(body));
const readStates = async (slugs: readonly string[]) => {
  const rows = await db.agent.findMany({ where: { slug: { in: [...slugs] } }, orderBy: { createdAt: "asc" } });
  return Object.fromEntries(rows.map(({ slug, state, version }) => [slug, `${state} ${version}`]));
};

describe("a change of several agents", () => {
  test("does what each one's rights allow, and says why not for the others", async () => {
    const keeper = await actAs(db, "member");
    const stranger = await actAs(db, "member");
    const [own, foreign] = [await makeAgent(keeper), await makeAgent(stranger)];
    const { data } = await change(keeper, { verb: "submit", slugs: [own, foreign, "nowhere-to-be-found"] });
    expect(data).toEqual([
      { slug: own, outcome: "done", detail: null },
      { slug: foreign, outcome: "failed", detail: expect.stringContaining("You may not") },
      { slug: "nowhere-to-be-found", outcome: "failed", detail: "There is no agent nowhere-to-be-found." },
    ]);
    expect(await readStates([own, foreign])).toEqual({ [own]: "in_review 2", [foreign]: "draft 1" });
    const again = await change(await actAs(db, "security"), { verb: "submit", slugs: [own, foreign] });
    expect(again.data.map(({ outcome }) => outcome)).toEqual(["failed", "done"]);
    expect(again.data[0]?.detail).toBe("This agent is in review; only one that is a draft can do this.");
  });

  test("says beforehand exactly what it would do, and keeps nothing of it but what was refused", async () => {
    const keeper = await actAs(db, "member");
    const [draft, foreign] = [await makeAgent(keeper), await makeAgent(await actAs(db, "member"))];
    const retired = await makeAgent(keeper);
    await agents.takeStep(keeper, retired, "retire", "Not needed");
    const before = { states: await readStates([draft, foreign, retired]), events: await db.auditEvent.count() };
    const body = { verb: "retire", slugs: [draft, foreign, retired], reason: "Replaced by one" };
    const preview = await change(keeper, { ...body, dry_run: true });
    expect(preview.data.map(({ outcome }) => outcome)).toEqual(["would_do", "failed", "failed"]);
    const after = { states: await readStates([draft, foreign, retired]), events: await db.auditEvent.count() };
    // Whoever asks for what they may not do has asked, also in a rehearsal.
    expect(after).toEqual({ ...before, events: before.events + 1 });
    const denied = await db.auditEvent.findFirst({ where: { type: "access.denied", actorId: keeper.viewer.id } });
    expect(denied?.data).toMatchObject({ agent: (await agents.getAgent(keeper, foreign)).id });
    const result = await change(keeper, body);
    expect(result.data.map(({ outcome }) => outcome)).toEqual(["done", "failed", "failed"]);
    expect(result.data.slice(1)).toEqual(preview.data.slice(1));
    expect(await readStates([draft])).toEqual({ [draft]: "retired 2" });
  });

  test("judges each agent as it is when its turn comes, not as the list showed it", async () => {
    const keeper = await actAs(db, "member");
    const slugs = [await makeAgent(keeper), await makeAgent(keeper)];
    const preview = await change(keeper, { verb: "submit", slugs, dry_run: true });
    expect(preview.data.map(({ outcome }) => outcome)).toEqual(["would_do", "would_do"]);
    await agents.takeStep(keeper, slugs[0] ?? "", "submit", null);
    await agents.renameAgent(keeper, slugs[1] ?? "", `${slugs[1]}-renamed`);
    const { data } = await change(keeper, { verb: "submit", slugs });
    expect(data).toEqual([
      { slug: slugs[0], outcome: "failed", detail: expect.stringContaining("is in review") },
      { slug: slugs[1], outcome: "failed", detail: `The agent ${slugs[1]} is called ${slugs[1]}-renamed now.` },
    ]);
  });

  test("asks one person to be deputy of all, where they are not the owner already", async () => {
    const keeper = await actAs(db, "security");
    const deputy = await makePerson(db);
    const own = await makeAgent(await actAsPerson(db, deputy));
    const slugs = [await makeAgent(keeper), own];
    const { data } = await change(keeper, { verb: "ask_owner", slugs, part: "deputy", person: deputy.id });
    expect(data).toEqual([
      { slug: slugs[0], outcome: "done", detail: null },
      { slug: own, outcome: "failed", detail: expect.stringContaining("two people") },
    ]);
    const asked = await db.agentOwner.findMany({ where: { personId: deputy.id, part: "deputy" } });
    expect(asked.map(({ state }) => state)).toEqual(["asked"]);
  });

  test("adds and takes off a tag once, and touches no agent that needs no change", async () => {
    const keeper = await actAs(db, "member");
    const slugs = [await makeAgent(keeper), await makeAgent(keeper)];
    await change(keeper, { verb: "add_tag", slugs: slugs.slice(0, 1), tag: "shop" });
    const { data } = await change(keeper, { verb: "add_tag", slugs, tag: "shop" });
    expect(data.map(({ detail }) => detail)).toEqual(["It has this tag already.", null]);
    expect(await readStates(slugs)).toEqual({ [slugs[0] ?? ""]: "draft 2", [slugs[1] ?? ""]: "draft 2" });
    await change(keeper, { verb: "remove_tag", slugs, tag: "shop" });
    expect((await agents.listAgents(keeper, { tag: ["shop"], sort: "name", limit: 50 })).data).toEqual([]);
  });
});

describe("what may be asked for", () => {
  const slugs = ["one-agent", "another-agent"];
  const many = (count: number) => Array.from({ length: count }, (_, index) => `agent-${index}`);

  test.each([
    ["200 agents", { verb: "submit", slugs: many(200) }, []],
    ["201 agents", { verb: "submit", slugs: many(201) }, ["slugs"]],
    ["no agent", { verb: "submit", slugs: [] }, ["slugs"]],
    ["an agent twice", { verb: "submit", slugs: ["one-agent", "one-agent"] }, ["slugs"]],
    ["a stop without a reason", { verb: "suspend", slugs }, ["reason"]],
    ["a question without a person", { verb: "ask_owner", slugs, tag: "shop" }, ["part", "person", "tag"]],
    ["a step that is one person's decision", { verb: "activate", slugs }, ["verb"]],
  ])("%s", (_, body, faults) => {
    const issues = BulkChange.safeParse(body).error?.issues ?? [];
    expect(issues.map(({ path }) => path[0])).toEqual(faults);
  });
});

test("an agent is never given an address that a page or an operation has", async () => {
  const ctx = await actAs(db, "member");
  const agent = await agents.createAgent(ctx, { name: "Bulk", purpose: "", environment: "sandbox" });
  expect(agent.slug).toBe("bulk-2");
  await expect(agents.renameAgent(ctx, agent.slug, "import")).rejects.toMatchObject({ code: "conflict" });
});
