import { afterEach, describe, expect, it } from "vitest";
import { newId } from "@/lib/core/ids";
import { deleteExpiredKeys } from "@/lib/db/idempotency";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { openTestApi, personWith } from "@/lib/http/testing/team-api";

const { db } = await openTestDatabase();
const clock = { now: new Date("2026-11-21T08:00:00.000Z") };
const api = openTestApi(db, () => clock.now);
const admin = personWith(["admin"], { signIn: { id: newId("signIn"), method: "link", authenticatedAt: clock.now } });
const later = (seconds: number) => (clock.now = new Date(clock.now.getTime() + seconds * 1000));

type Made = { id: string; name: string; type?: string };
async function create(key: string, slug: string, name = slug, as = admin): Promise<{ status: number; body: Made }> {
  const response = await api.send("POST", "/api/v1/teams", {
    as,
    body: { slug, name },
    headers: { "idempotency-key": key },
  });
  return { status: response.status, body: (await response.json()) as Made };
}
const count = (slug: string) => db.team.count({ where: { slug } });

afterEach(() => {
  api.gate.pause = Promise.resolve();
});

describe("Idempotency-Key", () => {
  it("carries a repeated request out once and answers the resource as it is now", async () => {
    const first = await create("k1", "once");
    await db.team.update({ where: { id: first.body.id }, data: { name: "Renamed" } });
    const again = await create("k1", "once");
    expect([again.status, again.body.id, again.body.name]).toEqual([201, first.body.id, "Renamed"]);
    expect(await count("once")).toBe(1);
  });

  it("does not mind the order of members, but minds what they say", async () => {
    const first = await create("k2", "order");
    const raw = '{ "name": "order", "slug": "order" }';
    const swapped = await api.send("POST", "/api/v1/teams", {
      as: admin,
      raw,
      headers: { "content-type": "application/json", "idempotency-key": "k2" },
    });
    expect(((await swapped.json()) as Made).id).toBe(first.body.id);
    const other = await create("k2", "order", "Another");
    expect([other.status, other.body.type]).toEqual([422, "urn:ambit:problem:idempotency_key_reused"]);
  });

  it("is one person's own", async () => {
    await create("k3", "mine");
    const other = await create("k3", "yours", "yours", personWith(["admin"], { signIn: admin.signIn }));
    expect(other.status).toBe(201);
  });

  it("lets one of two at once through, and the other one later", async () => {
    const gate = makeGate();
    api.gate.pause = gate.promise;
    const first = create("k4", "twins");
    await expect.poll(() => db.idempotencyKey.count({ where: { key: "k4" } })).toBe(1);
    const second = await create("k4", "twins");
    expect([second.status, second.body.type]).toEqual([409, "urn:ambit:problem:request_in_progress"]);
    gate.resolve();
    const { body } = await first;
    expect((await create("k4", "twins")).body.id).toBe(body.id);
    expect(await count("twins")).toBe(1);
  });

  it("makes one of twenty at once", async () => {
    const results = await Promise.all(Array.from({ length: 20 }, () => create("k5", "crowd")));
    expect(await count("crowd")).toBe(1);
    expect(results.filter(({ status }) => status !== 201 && status !== 409)).toEqual([]);
    expect(results.some(({ status }) => status === 201)).toBe(true);
  });

  it("says so when what it made has been deleted since", async () => {
    await create("k11", "short-lived");
    await db.team.delete({ where: { slug: "short-lived" } });
    const again = await create("k11", "short-lived");
    expect([again.status, again.body.type]).toEqual([410, "urn:ambit:problem:gone"]);
  });

  it("is free again after a refusal", async () => {
    await create("k6", "taken");
    expect((await create("k7", "taken")).status).toBe(409);
    await db.team.delete({ where: { slug: "taken" } });
    expect((await create("k7", "taken")).status).toBe(201);
  });
});

describe("the Idempotency-Key of a run that died", () => {
  it("finds what was made, after a minute", async () => {
    const { body } = await create("k8", "orphan");
    await db.idempotencyKey.updateMany({ where: { key: "k8" }, data: { resourceId: null } });
    later(59);
    expect((await create("k8", "orphan")).status).toBe(409);
    later(2);
    expect(await create("k8", "orphan")).toMatchObject({ status: 201, body: { id: body.id } });
    expect(await count("orphan")).toBe(1);
  });

  it("runs again when nothing was made", async () => {
    await create("k9", "lost");
    await db.team.delete({ where: { slug: "lost" } });
    await db.idempotencyKey.updateMany({ where: { key: "k9" }, data: { resourceId: null, requestId: "died-before" } });
    later(61);
    expect((await create("k9", "lost")).status).toBe(201);
    expect(await count("lost")).toBe(1);
  });
});

describe("an Idempotency-Key", () => {
  it("is forgotten after a day", async () => {
    await create("k10", "daily");
    await db.team.delete({ where: { slug: "daily" } });
    later(24 * 3600);
    expect((await create("k10", "other-day")).status).toBe(201);
    expect(await deleteExpiredKeys(db, clock.now)).toBeGreaterThan(0);
    expect(await db.idempotencyKey.count()).toBe(1);
  });

  it.each(["", "has space", "x".repeat(129), "ümlaut"])("is refused when it is %j", async (key) => {
    expect((await create(key, "bad-key")).status).toBe(400);
  });
});

function makeGate(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}
