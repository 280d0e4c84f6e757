import { describe, expect, test } from "vitest";
import * as agents from "@/lib/agents/service";
import { makeOwnedAgent } from "@/lib/agents/testing/agents";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { actAs, actAsPerson, makePerson } from "@/lib/people/testing/people";

const { db } = await openTestDatabase();
const write = (name: string) => ({ kind: "spiffe" as const, name: "S", spiffe_id: `spiffe://example.org/${name}` });

async function readGaps(...slugs: string[]): Promise<boolean[]> {
  const rows = await db.agent.findMany({ where: { slug: { in: slugs } }, orderBy: { createdAt: "asc" } });
  return rows.map(({ gaps }) => gaps.includes("identity_shared"));
}

describe("a credential on two agents", () => {
  test("is a finding on both, also when both get it at once", async () => {
    const [one, two] = [await makeOwnedAgent(db), await makeOwnedAgent(db)];
    for (let round = 0; round < 4; round++) {
      const identity = write(`both-${round}`);
      await Promise.all([one, two].map(({ asOwner, agent }) => agents.addIdentity(asOwner, agent.slug, identity)));
      expect(await readGaps(one.agent.slug, two.agent.slug)).toEqual([true, true]);
      for (const { asOwner, agent } of [one, two])
        for (const { id } of (await agents.getAgent(asOwner, agent.slug)).identities)
          await agents.removeIdentity(asOwner, agent.slug, id);
      expect(await readGaps(one.agent.slug, two.agent.slug)).toEqual([false, false]);
    }
  });

  test("is none any more when one of them is retired, and the history of the other says who did it", async () => {
    const [one, two] = [await makeOwnedAgent(db), await makeOwnedAgent(db)];
    for (const { asOwner, agent } of [one, two]) await agents.addIdentity(asOwner, agent.slug, write("retiring"));
    expect(await readGaps(one.agent.slug, two.agent.slug)).toEqual([true, true]);
    await agents.takeStep(one.asOwner, one.agent.slug, "retire", "Not needed");
    expect(await readGaps(two.agent.slug)).toEqual([false]);
    const [last, added] = (await agents.listAgentHistory(two.asOwner, two.agent.slug, { limit: 2 })).data;
    expect(last).toMatchObject({ event: "agent.retired", actor: { id: one.owner.id } });
    expect(last?.changes.map(({ field }) => field).toSorted()).toEqual(["gaps", "identities"]);
    expect(added).toMatchObject({ event: "agent.identity_added", actor: { id: two.owner.id } });
  });
});

test("somebody who adds another's identity to their own agent undoes nothing of what its owner does meanwhile", async () => {
  const stranger = await makeOwnedAgent(db);
  for (let round = 0; round < 6; round++) {
    const maker = await actAs(db, "member");
    const owner = await makePerson(db);
    const input = { name: `Victim ${round}`, purpose: "", environment: "production" as const, owner: owner.id };
    const victim = await agents.createAgent(maker, input);
    await agents.addIdentity(maker, victim.slug, write(`victim-${round}`));
    const asOwner = await actAsPerson(db, owner);
    await Promise.all([
      agents.addIdentity(stranger.asOwner, stranger.agent.slug, write(`victim-${round}`)),
      agents.acceptOwnership(asOwner, victim.slug, victim.owners[0]?.id ?? ""),
    ]);
    const row = await db.agent.findUniqueOrThrow({ where: { id: victim.id } });
    expect(row).toMatchObject({ ownerId: owner.id, version: 4 });
    expect(row.gaps).toEqual(expect.arrayContaining(["identity_shared"]));
    expect(row.gaps).not.toContain("owner_not_accepted");
  }
});
