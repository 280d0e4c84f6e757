import { expect, test } from "vitest";
import * as agents from "@/lib/agents/service";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { actAs, actAsPerson, makePerson } from "@/lib/people/testing/people";

const { db } = await openTestDatabase();

test("history names the people on both sides of a change, as they are called now", async () => {
  const deputy = await makePerson(db);
  const ctx = await actAs(db, "member");
  const agent = await agents.createAgent(ctx, {
    name: "Named",
    purpose: "",
    environment: "production",
    deputy: deputy.id,
  });
  const asked = agent.owners.find(({ part }) => part === "deputy");
  await agents.acceptOwnership(await actAsPerson(db, deputy), agent.slug, asked?.id ?? "");
  await db.person.update({ where: { id: deputy.id }, data: { name: "Called So Now" } });
  const { data } = await agents.listAgentHistory(ctx, agent.slug, { limit: 50 });
  const changes = new Map(data[0]?.changes.map((change) => [change.field, change]));
  expect(changes.get("deputy")?.after).toMatchObject({ id: deputy.id, name: "Called So Now" });
  const named = expect.arrayContaining([
    expect.objectContaining({ part: "deputy", person: expect.objectContaining({ name: "Called So Now" }) }),
  ]);
  expect(changes.get("owners")).toMatchObject({ before: named, after: named });
});
