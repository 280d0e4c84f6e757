import { expect, test } from "vitest";
import type { Ctx } from "@/lib/access/context";
import * as agents from "@/lib/agents/service";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { isKept } from "@/lib/directory/service";
import { connectDirectory } from "@/lib/directory/testing/scim";
import { assignHandover, getHandover, listHandovers } from "@/lib/handovers/service";
import { actAs, actAsPerson } from "@/lib/people/testing/people";

const { db } = await openTestDatabase();

function userIdOf({ viewer }: Ctx): string {
  return viewer.kind === "person" ? viewer.id : "";
}

test("the directory lets an owner go; another person hands over what they held, and the successor accepts", async () => {
  const directory = await connectDirectory(db);
  const [leaver, successor] = [await directory.addUser("leaving.owner"), await directory.addUser("next.owner")];
  const asLeaver = await actAsPerson(db, leaver);
  const agent = await agents.createAgent(asLeaver, { name: "Left by SCIM", purpose: "", environment: "production" });
  expect(agent.owner?.id).toBe(leaver.id);

  const patched = await directory.patch(`/Users/${leaver.id}`, { op: "replace", path: "active", value: false });
  expect(patched.status).toBe(200);
  const security = await actAs(db, "security");
  expect(await agents.getAgent(security, agent.slug)).toMatchObject({
    owner: null,
    gaps: expect.arrayContaining(["no_owner"]),
  });
  const open = await listHandovers(security, { open: "true", limit: 10 });
  const handover = open.data.find(({ person }) => person.id === leaver.id);
  expect(handover).toMatchObject({ because: "deactivated", by_directory: true, finished_at: null });
  const theirs = await listHandovers(security, { person: leaver.id, limit: 10 });
  expect(theirs.data.map(({ id }) => id)).toEqual([handover?.id]);
  expect((await listHandovers(security, { person: successor.id, limit: 10 })).data).toEqual([]);
  expect([await isKept(security, leaver.id), await isKept(security, userIdOf(security))]).toEqual([true, false]);
  const items = [{ agent: agent.slug, part: "owner" as const, person: successor.id }];
  expect(await assignHandover(security, handover?.id ?? "", { items })).toMatchObject({ data: [{ outcome: "asked" }] });
  expect((await getHandover(security, handover?.id ?? "")).finished_at).toBeNull();

  const asSuccessor = await actAsPerson(db, successor);
  const mine = await agents.listOwnerships(asSuccessor, { person: "me", due: "true", limit: 10 });
  await agents.acceptOwnership(asSuccessor, agent.slug, mine.data[0]?.id ?? "");
  expect((await getHandover(security, handover?.id ?? "")).finished_at).not.toBeNull();
  expect(await agents.getAgent(security, agent.slug)).toMatchObject({ owner: { id: successor.id } });
  const told = await db.auditEvent.findMany({ where: { actorKind: "directory", type: "agent.owner_ended" } });
  expect(told.map(({ subjectId }) => subjectId)).toEqual([agent.id]);
});
