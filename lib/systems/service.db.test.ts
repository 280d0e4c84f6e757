import { describe, expect, test } from "vitest";
import * as agents from "@/lib/agents/service";
import type { Ctx } from "@/lib/access/context";
import type { AgentRecord } from "@/lib/agents/schema";
import { newId } from "@/lib/core/ids";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import type { JobPayload } from "@/lib/jobs/catalogue";
import { createTasks } from "@/lib/jobs/tasks";
import { actAs } from "@/lib/people/testing/people";
import { NewSystem } from "@/lib/systems/schema";
import { createSystem, deleteSystem, getSystem, listSystems, updateSystem } from "@/lib/systems/service";

const { db } = await openTestDatabase();

const run = { id: "1", attempt: 1, maxAttempts: 1, signal: new AbortController().signal };
const make = (ctx: Ctx, input: Record<string, unknown>) => createSystem(ctx, NewSystem.parse(input));
const makeAgent = (ctx: Ctx, name: string): Promise<AgentRecord> =>
  agents.createAgent(ctx, { name, purpose: "", environment: "sandbox" });

describe("a system", () => {
  test("is added by a member and changed and deleted by security alone", async () => {
    const member = await actAs(db, "member");
    const made = await make(member, { name: "Payments DB", verifies: "mtls", actions: ["db.**"] });
    expect(made).toMatchObject({ slug: "payments-db", version: 1, agents: 0, abilities: [], actions: ["db.**"] });
    await expect(updateSystem(member, made.slug, { verifies: "token" }, 1)).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(deleteSystem(member, made.slug)).rejects.toMatchObject({ code: "forbidden" });
    await expect(make(await actAs(db, "auditor"), { name: "No" })).rejects.toMatchObject({ code: "forbidden" });
    const security = await actAs(db, "security");
    expect(await updateSystem(security, made.slug, { name: "Ledger", actions: ["db.*"] }, 1)).toMatchObject({
      slug: "payments-db",
      name: "Ledger",
      version: 2,
      verifies: "mtls",
      abilities: ["update", "delete"],
    });
    await expect(updateSystem(security, made.slug, { name: "Late" }, 1)).rejects.toMatchObject({
      code: "stale_version",
      members: { version: 2 },
    });
    await deleteSystem(security, made.slug);
    await expect(getSystem(security, made.slug)).rejects.toMatchObject({ code: "not_found" });
    const events = await db.auditEvent.findMany({ where: { subjectId: made.id }, orderBy: { at: "asc" } });
    expect(events.map(({ type }) => type).toSorted()).toEqual(["system.created", "system.deleted", "system.updated"]);
    expect(JSON.stringify(events.map(({ data }) => data))).not.toContain("Ledger");
  });

  test("writes nothing when nothing differs", async () => {
    const security = await actAs(db, "security");
    const made = await make(security, { name: "Same", description: "Two\nlines", data_classes: ["payment"] });
    expect(await updateSystem(security, made.slug, { description: "Two\nlines" }, 1)).toMatchObject({ version: 1 });
    expect(await updateSystem(security, made.slug, { description: "Two lines" }, 1)).toMatchObject({ version: 2 });
    expect(await db.auditEvent.count({ where: { subjectId: made.id, type: "system.updated" } })).toBe(1);
  });

  test("keeps the longest texts its fields take", async () => {
    const security = await actAs(db, "security");
    const actions = (letter: string) => Array.from({ length: 100 }, (_, at) => `${letter}${at}.${"語".repeat(190)}`);
    const made = await make(security, { name: "Big", description: "\u{1F600}\n".repeat(600), actions: actions("a") });
    const changed = await updateSystem(
      security,
      made.slug,
      { actions: actions("b"), description: "語".repeat(2_000) },
      1,
    );
    expect(changed).toMatchObject({ version: 2 });
    expect(changed.actions).toHaveLength(100);
  });
});

describe("the fields of a system", () => {
  test("hold a slug of its own, also when several are made at once", async () => {
    const ctx = await actAs(db, "member");
    const made = await Promise.all(Array.from({ length: 4 }, () => make(ctx, { name: "Twins" })));
    expect(made.map(({ slug }) => slug).toSorted()).toEqual(["twins", "twins-2", "twins-3", "twins-4"]);
    const asked = await Promise.allSettled([1, 2].map(() => make(ctx, { name: "One", slug: "the_one" })));
    expect(asked.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });

  test.each<{ why: string; input: Record<string, unknown> }>([
    { why: "a name that turns round", input: { name: "Pay\u202Epal" } },
    { why: "5,000 characters", input: { name: "x".repeat(5_000) } },
    { why: "a slug that starts with a dash", input: { name: "Ok", slug: "-dash" } },
    { why: "the slug __proto__", input: { name: "Ok", slug: "__proto__" } },
    { why: "a pattern that does not parse", input: { name: "Ok", actions: ["a..b"] } },
    { why: "a pattern twice", input: { name: "Ok", actions: ["a", "a"] } },
    { why: "an unknown class of data", input: { name: "Ok", data_classes: ["secret"] } },
    { why: "an unknown field", input: { name: "Ok", constructor: {} } },
    { why: "__proto__ as a field", input: JSON.parse('{"name": "Ok", "__proto__": {"verifies": "mtls"}}') },
  ])("refuses $why", ({ input }) => expect(NewSystem.safeParse(input).success).toBe(false));

  test("is found by part of its name, by how it verifies, page by page in both orders", async () => {
    const ctx = await actAs(db, "member");
    for (const name of ["list% b", "List% A", "list% C"]) await make(ctx, { name, verifies: "spiffe" });
    await make(ctx, { name: "list% d", verifies: "mtls" });
    const query = { q: "LIST%", verifies: ["spiffe" as const], limit: 2 };
    const first = await listSystems(ctx, { ...query, sort: "name" });
    const rest = await listSystems(ctx, { ...query, sort: "name", cursor: first.next_cursor ?? "" });
    expect([...first.data, ...rest.data].map(({ name }) => name)).toEqual(["List% A", "list% b", "list% C"]);
    const down = await listSystems(ctx, { ...query, sort: "-name" });
    expect(down.data.map(({ name }) => name)).toEqual(["list% C", "list% b"]);
    await expect(listSystems(ctx, { ...query, sort: "-name", cursor: first.next_cursor ?? "" })).rejects.toMatchObject({
      code: "invalid_input",
    });
  });
});

describe("what reaches a system", () => {
  test("is a bridge as long as the system trusts the network alone, and its history says who changed what", async () => {
    const security = await actAs(db, "security");
    const system = await make(security, { name: "Mainframe" });
    const agent = await makeAgent(security, "Batch runner");
    await agents.reachSystem(security, agent.slug, system.slug, "a terminal");
    const before = await agents.getAgent(security, agent.slug);
    expect(before).toMatchObject({ bridge: false, gaps: expect.arrayContaining(["system_unknown"]) });
    const changed = await updateSystem(security, system.slug, { verifies: "network_only" }, 1);
    expect(changed).toMatchObject({ agents: 1 });
    const after = await agents.getAgent(security, agent.slug);
    expect(after).toMatchObject({ bridge: true, version: before.version + 1 });
    const [entry] = (await agents.listAgentHistory(security, agent.slug, { limit: 5 })).data;
    expect(entry).toMatchObject({ event: "system.updated", actor: { kind: "person", id: security.viewer.id } });
    expect(entry?.changes.map(({ field }) => field).toSorted()).toEqual(["bridge", "gaps", "systems"]);
    expect(after.gaps).toContain("system_unverified");
    expect(after.gaps).not.toContain("system_unknown");
    const found = await agents.listAgents(security, { bridge: "true", system: [system.slug], sort: "name", limit: 5 });
    expect(found.data.map(({ slug }) => slug)).toEqual([agent.slug]);
    await updateSystem(security, system.slug, { verifies: "mtls" }, 2);
    expect(await agents.getAgent(security, agent.slug)).toMatchObject({ bridge: false });
  });

  test("keeps it from being deleted, unless it is retired", async () => {
    const security = await actAs(db, "security");
    const system = await make(security, { name: "Kept" });
    const agent = await makeAgent(security, "Keeper");
    await agents.reachSystem(security, agent.slug, system.slug, "");
    await expect(deleteSystem(security, system.slug)).rejects.toMatchObject({
      code: "conflict",
      members: { agents: 1 },
      message: expect.stringContaining("1 agent reaches"),
    });
    await agents.takeStep(security, agent.slug, "retire", "Not needed any more");
    expect(await getSystem(security, system.slug)).toMatchObject({ agents: 0 });
    await deleteSystem(security, system.slug);
  });

  test("is right also when it begins to reach the system while that changes", async () => {
    const security = await actAs(db, "security");
    const system = await make(security, { name: "Contended", verifies: "token" });
    const made: AgentRecord[] = [];
    for (let index = 0; index < 6; index++) made.push(await makeAgent(security, `Contender ${index}`));
    const results = await Promise.allSettled([
      ...made.slice(0, 3).map(({ slug }) => agents.reachSystem(security, slug, system.slug, "")),
      updateSystem(security, system.slug, { verifies: "network_only" }, 1),
      ...made.slice(3).map(({ slug }) => agents.reachSystem(security, slug, system.slug, "")),
    ]);
    expect(results.filter(({ status }) => status === "rejected")).toEqual([]);
    const rows = await db.agent.findMany({ where: { id: { in: made.map(({ id }) => id) } } });
    expect(rows.map(({ bridge }) => bridge)).toEqual(made.map(() => true));
  });
});

describe("what many agents reach", () => {
  test("is judged anew in a job, and a record is right before that", async () => {
    const security = await actAs(db, "security");
    const system = await make(security, { name: "Crowded", verifies: "token" });
    const agent = await makeAgent(security, "One of many");
    await agents.reachSystem(security, agent.slug, system.slug, "");
    const row = await db.agent.findUniqueOrThrow({ where: { id: agent.id } });
    const many = Array.from({ length: 120 }, (_, at) => {
      const id = newId("agent");
      return {
        ...row,
        id,
        slug: `many-${at}-${id.slice(-6).toLowerCase()}`,
        name: `Many ${at}`,
        sortName: `many ${at}`,
      };
    });
    await db.agent.createMany({ data: many });
    await db.agentSystem.createMany({ data: many.map(({ id }) => ({ agentId: id, systemId: system.id, via: "" })) });
    expect(await updateSystem(security, system.slug, { verifies: "network_only" }, 1)).toMatchObject({ agents: 121 });
    const countBridges = () => db.agent.count({ where: { bridge: true, systems: { some: { systemId: system.id } } } });
    expect(await countBridges()).toBe(0);
    const record = await agents.getAgent(security, agent.slug);
    expect(record).toMatchObject({ bridge: true, gaps: expect.arrayContaining(["system_unverified"]) });
    const [job] = await db.$queryRaw<{ payload: JobPayload<"rederive_agents"> }[]>`
      select payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = 'rederive_agents'`;
    if (!job) throw new Error("No job was asked for.");
    const work = () => createTasks(db).rederive_agents(job.payload, run);
    await work();
    expect(await countBridges()).toBe(121);
    const history = () => agents.listAgentHistory(security, agent.slug, { limit: 50 });
    const { data } = await history();
    expect(data[0]).toMatchObject({ event: "system.updated", actor: { id: security.viewer.id } });
    await work();
    expect(await history()).toEqual({ data, next_cursor: null });
  });
});

test("a system that goes while agents begin to reach it: whoever is late is told, and no reach is lost", async () => {
  const security = await actAs(db, "security");
  for (let round = 0; round < 3; round++) {
    const system = await make(security, { name: `Going ${round}`, verifies: "token" });
    const agent = await makeAgent(security, `Late ${round}`);
    const [gone, reached] = await Promise.allSettled([
      deleteSystem(security, system.slug),
      agents.reachSystem(security, agent.slug, system.slug, ""),
    ]);
    const { systems } = await agents.getAgent(security, agent.slug);
    const kept = gone.status === "rejected";
    expect({ reached: reached.status, systems: systems.length }).toEqual(
      kept ? { reached: "fulfilled", systems: 1 } : { reached: "rejected", systems: 0 },
    );
    const refused = kept ? gone.reason : reached.status === "rejected" ? reached.reason : undefined;
    // P2003 is the row it refers to gone under it, which the API answers with 409.
    expect(["conflict", "not_found", "P2003"]).toContain(refused?.code);
  }
});
