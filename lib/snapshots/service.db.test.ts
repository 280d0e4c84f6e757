import { expect, test } from "vitest";
import { renameAgent, takeStep } from "@/lib/agents/service";
import { makeOwnedAgent } from "@/lib/agents/testing/agents";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { inTransaction } from "@/lib/db/transaction";
import { actAs } from "@/lib/people/testing/people";
import { applyPolicyChange, approvePolicyChange } from "@/lib/policy/service";
import { ofAgent, propose, writePolicyText } from "@/lib/policy/testing/policies";
import { republish } from "@/lib/snapshots/service";
import { readPublished } from "@/lib/snapshots/testing/published";
import { createSystem, deleteSystem, updateSystem } from "@/lib/systems/service";

const { db, owner: sql } = await openTestDatabase();
const text = `intents:
  - id: pay
    statement: Pays.
    actions: ["pay.*"]
    max_session_minutes: 10
rules:
  - id: pays
    effect: approve
    actions: [pay.small]
    boundary: hard
    because: It is a test.
`;

async function makeLive(environment: "production" | "staging" = "production") {
  const made = await makeOwnedAgent(db, { environment });
  const { id } = await propose(made.asOwner, ofAgent(made.agent.slug), text);
  await approvePolicyChange(made.asDeputy, id, "");
  await applyPolicyChange(made.asOwner, id);
  return made;
}

test("whatever an agent is published with follows it: its state, its address, its tier", async () => {
  const { agent, asOwner } = await makeLive();
  const { slug } = agent;
  await takeStep(asOwner, slug, "submit", null);
  await takeStep(await actAs(db, "security"), slug, "activate", null);
  const active = await readPublished(sql, "production");
  expect(active.body.agents[slug]).toMatchObject({ state: "active", tier: "foundation", version: 1 });
  await takeStep(asOwner, slug, "suspend", "A look.");
  expect((await readPublished(sql, "production")).body.agents[slug]?.state).toBe("suspended");
  await renameAgent(asOwner, slug, `${slug}-renamed`);
  const { body } = await readPublished(sql, "production");
  expect(body.agents[slug]).toBeUndefined();
  expect(body.agents[`${slug}-renamed`]).toMatchObject({ state: "suspended" });
});

test("systems that say which actions are theirs are published for every environment", async () => {
  const security = await actAs(db, "security");
  const before = await readPublished(sql, "staging");
  const { slug, version } = await createSystem(security, {
    name: "Ledger",
    description: "",
    verifies: "mtls",
    actions: ["ledger.**"],
    data_classes: [],
  });
  const made = await readPublished(sql, "staging");
  expect(made.sequence).toBe(before.sequence + 1);
  expect(made.body.systems[slug]).toEqual({ verifies_caller: true, actions: ["ledger.**"] });
  await updateSystem(security, slug, { verifies: "network_only" }, version);
  expect((await readPublished(sql, "sandbox")).body.systems[slug]).toMatchObject({ verifies_caller: false });
  await deleteSystem(security, slug);
  expect((await readPublished(sql, "production")).body.systems[slug]).toBeUndefined();
});

test("what changes nothing publishes nothing", async () => {
  const { agent, asOwner } = await makeLive();
  const before = await readPublished(sql, "production");
  await inTransaction(asOwner, (tx) =>
    republish(tx, asOwner, { agents: [agent.id], systems: true, gone: ["nobody-here"] }),
  );
  expect((await readPublished(sql, "production")).sequence).toBe(before.sequence);
});

test("publishers at once: every sequence once, each body whole, and the last one holds them all", async () => {
  const agents = await Promise.all([1, 2, 3, 4].map(() => makeOwnedAgent(db)));
  const changes = await Promise.all(
    agents.map(async ({ agent, asOwner, asDeputy }) => {
      const { id } = await propose(asOwner, ofAgent(agent.slug), writePolicyText("approve pay.small"));
      await approvePolicyChange(asDeputy, id, "");
      return { id, ctx: asOwner };
    }),
  );
  const before = await readPublished(sql, "production");
  await Promise.all(changes.map(({ id, ctx }) => applyPolicyChange(ctx, id)));
  const after = await readPublished(sql, "production");
  expect(after.sequence).toBe(before.sequence + agents.length);
  for (const { agent } of agents) expect(after.body.agents[agent.slug]).toBeDefined();
  const { rows } = await sql.query(
    "select count(*)::int as n, count(distinct sequence)::int as m from snapshots where environment = 'production'",
  );
  expect(rows[0]).toEqual({ n: after.sequence, m: after.sequence });
});

test("a transaction that breaks off has published nothing, and the next one does not remember it", async () => {
  const { agent, asOwner } = await makeLive();
  const before = await readPublished(sql, "production");
  const broken = inTransaction(asOwner, async (tx) => {
    await tx.agent.update({ where: { id: agent.id }, data: { tier: "advanced" } });
    await republish(tx, asOwner, { agents: [agent.id] });
    throw new Error("The database went away.");
  });
  await expect(broken).rejects.toThrow("went away");
  expect(await readPublished(sql, "production")).toEqual(before);
  await takeStep(asOwner, agent.slug, "submit", null);
  const after = await readPublished(sql, "production");
  expect(after.sequence).toBe(before.sequence + 1);
  expect(after.body.agents[agent.slug]).toMatchObject({ state: "in_review", tier: "foundation" });
});

test("one part of an agent is stored once, however often it comes back; a publish writes only what changed", async () => {
  const { agent, asOwner } = await makeLive();
  await takeStep(asOwner, agent.slug, "submit", null);
  await takeStep(asOwner, agent.slug, "withdraw", null);
  await takeStep(asOwner, agent.slug, "submit", null);
  const { rows } = await sql.query("select part from snapshot_agents where slug = $1 order by sequence", [agent.slug]);
  const parts = rows.map(({ part }: { part: string }) => part);
  expect(parts).toHaveLength(4);
  expect(new Set(parts).size).toBe(2);
  const others = await sql.query(
    "select count(*)::int as n from snapshot_agents where slug <> $1 and sequence in (select sequence from snapshot_agents where slug = $1)",
    [agent.slug],
  );
  expect(others.rows[0]).toEqual({ n: 0 });
});

test("the running role changes nothing of what was published", async () => {
  await makeLive();
  for (const statement of [
    "update snapshot_agents set part = null",
    "delete from policy_parts",
    "update policy_versions set because = 'x'",
    "update policy_contents set text = 'x'",
    "delete from snapshots",
  ]) {
    await expect(db.$executeRawUnsafe(statement)).rejects.toThrow(/permission denied/);
    await expect(sql.query(statement)).rejects.toThrow(/append-only|refused/);
  }
});
