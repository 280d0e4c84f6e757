import { describe, expect, test } from "vitest";
import * as agents from "@/lib/agents/service";
import { makeOwnedAgent } from "@/lib/agents/testing/agents";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { actAs, makeTeam } from "@/lib/people/testing/people";
import { NewSystem } from "@/lib/systems/schema";
import { createSystem, updateSystem } from "@/lib/systems/service";
import { deleteTeam } from "@/lib/teams/service";

const { db } = await openTestDatabase();

type Owned = Awaited<ReturnType<typeof makeOwnedAgent>>;

/**
 * The owner changes the name next: what was kept just before is what the cause had made of it, whoever read it before that
 * is told, and the owner's change is theirs alone. Answers what the history says of the cause.
 */
async function readCause({ agent, asOwner, owner }: Owned) {
  const live = await agents.getAgent(asOwner, agent.slug);
  const now = new Date();
  const then = await agents.getAgent({ ...asOwner, now }, agent.slug, now.toISOString());
  const { version, bridge, gaps, team, systems, parents } = live;
  expect(then).toMatchObject({ version, bridge, gaps, team, systems, parents });
  const name = `Changed at ${version}`;
  const stale = agents.updateAgentFields(asOwner, agent.slug, { name }, version - 1);
  await expect(stale).rejects.toMatchObject({ code: "stale_version" });
  await agents.updateAgentFields(asOwner, agent.slug, { name }, version);
  const { data } = await agents.listAgentHistory(asOwner, agent.slug, { limit: 2 });
  const [own, cause] = data.map(({ event, actor, changes }) => ({
    event,
    by: actor.id,
    fields: changes.map(({ field }) => field).toSorted(),
  }));
  expect(own).toEqual({ event: "agent.updated", by: owner.id, fields: ["name"] });
  expect(await db.auditEvent.count({ where: { id: data[1]?.event_id ?? "", type: cause?.event ?? "" } })).toBe(1);
  return cause;
}

describe("the history of an agent names what changed it from outside, and who", () => {
  test("a system that says something else of itself", async () => {
    const owned = await makeOwnedAgent(db);
    const security = await actAs(db, "security");
    const system = await createSystem(security, NewSystem.parse({ name: "Ledger", verifies: "mtls" }));
    await agents.reachSystem(owned.asOwner, owned.agent.slug, system.slug, "");
    await updateSystem(security, system.slug, { verifies: "network_only", data_classes: ["payment"] }, 1);
    const fields = ["bridge", "gaps", "systems"];
    expect(await readCause(owned)).toEqual({ event: "system.updated", by: security.viewer.id, fields });
    const { version } = await agents.getAgent(security, owned.agent.slug);
    await updateSystem(security, system.slug, { actions: ["ledger.**"] }, 2);
    expect(await agents.getAgent(security, owned.agent.slug)).toMatchObject({ version });
  });

  test("a team that is deleted", async () => {
    const team = await makeTeam(db);
    const owned = await makeOwnedAgent(db, { team: team.id });
    const admin = await actAs(db, "admin");
    await deleteTeam(admin, team.id);
    expect(await readCause(owned)).toEqual({ event: "team.deleted", by: admin.viewer.id, fields: ["team"] });
  });

  test("an agent that adopts it, and one that is called otherwise", async () => {
    const [parent, child] = [await makeOwnedAgent(db), await makeOwnedAgent(db)];
    const security = await actAs(db, "security");
    await agents.adoptAgent(security, parent.agent.slug, child.agent.slug);
    const fields = ["parents"];
    expect(await readCause(child)).toEqual({ event: "agent.family_changed", by: security.viewer.id, fields });
    await agents.renameAgent(parent.asOwner, parent.agent.slug, `${parent.agent.slug}-anew`);
    expect(await readCause(child)).toEqual({ event: "agent.renamed", by: parent.owner.id, fields });
  });
});
