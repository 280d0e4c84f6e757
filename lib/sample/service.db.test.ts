import { expect, test } from "vitest";
import type { Ctx } from "@/lib/access/context";
import type { PersonViewer } from "@/lib/core/viewer";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { getPolicyDraft } from "@/lib/policy/service";
import { makePerson } from "@/lib/people/testing/people";
import { addSample, deleteSample, getSample } from "@/lib/sample/service";

const { db } = await openTestDatabase();
const now = new Date("2026-11-21T10:00:00.000Z");

async function enter(roles: PersonViewer["roles"]): Promise<Ctx> {
  const { id } = await makePerson(db, { roles });
  const signIn = { id: "sgn_0", method: "passkey", authenticatedAt: now } as const;
  return { viewer: { kind: "person", id, roles, leads: [], signIn }, requestId: "req_sample", now, db };
}

test("sample data is added once, marked, in the past, and deleted without its audit events", async () => {
  const ctx = await enter(["admin"]);
  const before = await db.person.count();

  const outcomes = await Promise.allSettled([addSample(ctx), addSample(ctx)]);
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  const sample = await getSample(ctx);
  expect(sample).toMatchObject({ present: true, abilities: ["delete"] });
  expect(await db.person.count()).toBe(before + sample.people);
  expect(await db.person.count({ where: { sample: true, createdAt: { gte: now } } })).toBe(0);
  expect(await db.person.count({ where: { sample: true, roles: { has: "admin" } } })).toBe(0);

  // Its policies tell a story that holds: each test passes, and nothing is left open.
  const drafts = await db.policyDraft.findMany({
    where: { policy: { agent: { sample: true } } },
    include: { policy: { include: { agent: true } } },
  });
  expect(drafts.length).toBeGreaterThan(0);
  for (const {
    policy: { agent },
  } of drafts) {
    const { tests, findings } = await getPolicyDraft(ctx, { kind: "agent", slug: agent?.slug ?? "" });
    expect(tests.filter(({ passed }) => !passed)).toEqual([]);
    expect(findings).toEqual([]);
  }

  const written = await db.auditEvent.count({ where: { actorId: "sample" } });
  expect(written).toBeGreaterThan(sample.people);
  expect(await deleteSample(ctx)).toMatchObject({ present: false, people: 0, teams: 0 });
  expect(await db.person.count()).toBe(before);
  expect(await db.auditEvent.count({ where: { actorId: "sample" } })).toBe(written);
  await expect(deleteSample(ctx)).rejects.toMatchObject({ code: "conflict" });
});

test("only an admin adds it", async () => {
  await expect(addSample(await enter(["security", "auditor"]))).rejects.toMatchObject({ code: "forbidden" });
});
