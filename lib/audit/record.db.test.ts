import { createHash } from "node:crypto";
import { expect, expectTypeOf, test } from "vitest";
import { authorize } from "@/lib/access/authorize";
import type { Ctx } from "@/lib/access/context";
import { type AuditRecord, hashPersonal, record } from "@/lib/audit/record";
import { newId } from "@/lib/core/ids";
import type { Viewer } from "@/lib/core/viewer";
import type { Database } from "@/lib/db/client";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { inTransaction, type Tx } from "@/lib/db/transaction";

const { db, owner } = await openTestDatabase();

function makeCtx(viewer: Viewer = { kind: "system", id: "terminal" }): Ctx {
  return { viewer, requestId: newId("request"), now: new Date(), db };
}

function write(event: AuditRecord, ctx = makeCtx()): Promise<string> {
  return inTransaction(ctx, (tx) => record(tx, ctx, event));
}

test("an event needs a transaction that inTransaction opened, and a type of the catalogue", () => {
  expectTypeOf<Database>().not.toExtend<Parameters<typeof record>[0]>();
  expectTypeOf<Tx>().toExtend<Parameters<typeof record>[0]>();
  expectTypeOf<"team.exploded">().not.toExtend<AuditRecord["type"]>();
});

test("the canonical text says the same as the columns, and the leaf is its hash", async () => {
  const personId = newId("person");
  const id = await write({
    type: "person.roles_changed",
    subjectId: personId,
    environment: "sandbox",
    data: {
      before: { roles: ["member"] },
      after: { roles: ["admin", "member"] },
      count: 3,
      "ratio.x": 0.25,
      none: null,
    },
    personal: { personId, data: { note: "Kofi Mensah, “the new one” \u{1F600}" } },
  });
  const { rows } = await owner.query("select * from audit_events where id = $1", [id]);
  const row = rows[0];
  expect(JSON.parse(row.canonical)).toEqual({
    id,
    at: row.at.toISOString(),
    class: row.class,
    type: row.type,
    actor: { kind: row.actor_kind, id: row.actor_id },
    subject: { kind: row.subject_kind, id: row.subject_id },
    environment: row.environment,
    request_id: row.request_id,
    data: row.data,
  });
  expect(row.leaf_hash).toEqual(createHash("sha256").update("\0").update(row.canonical).digest());
  const kept = await db.auditPrivate.findUniqueOrThrow({ where: { eventId: id } });
  expect(row.data.personal).toBe(hashPersonal(kept.salt, { note: "Kofi Mensah, “the new one” \u{1F600}" }));
  expect(row.canonical).not.toContain("Kofi");
  expect(row).toMatchObject({
    actor_kind: "system",
    actor_id: "terminal",
    class: "management",
    subject_kind: "person",
  });
});

test("the database itself refuses a row whose columns and leaf tell different stories", async () => {
  const id = await write({ type: "team.created", subjectId: newId("team") });
  const copy = (type: string, canonical: string, leaf: string) =>
    owner.query(
      `insert into audit_events (id, at, class, type, actor_kind, actor_id, subject_kind, subject_id, environment, request_id, data, canonical, leaf_hash)
       select '${newId("event")}', at, class, ${type}, actor_kind, actor_id, subject_kind, subject_id, environment, request_id, data, ${canonical}, ${leaf}
       from audit_events where id = $1`,
      [id],
    );
  await expect(copy("'team.deleted'", "canonical", "leaf_hash")).rejects.toThrow("canonical_is_the_event");
  const ownId = "replace(canonical, id, (select max(id) from audit_events))";
  await expect(copy("type", ownId, "leaf_hash")).rejects.toThrow(/canonical_is_the_event|leaf_hash_is_of_canonical/);
});

test.each([
  ["an e-mail address", { note: "ask kofi@example.com" }],
  ["an e-mail address under any name", { before: { email: "x" } }],
  ["an IPv4 address", { from: "192.0.2.7" }],
  ["an IPv6 address", { from: "2001:db8:0:1:1:1:1:1" }],
  ["a short IPv6 address", { from: "fe80::1" }],
  ["a browser's name", { user_agent: "Mozilla/5.0" }],
])("personal values are refused in the log itself: %s", async (_, data) => {
  await expect(write({ type: "person.updated", subjectId: newId("person"), data })).rejects.toThrow(
    /put it into `personal`/,
  );
});

test.each<[string, Partial<AuditRecord>, RegExp]>([
  ["a long text", { data: { reason: "x".repeat(2_001) } }, /longer than/],
  [
    "many bytes",
    { data: Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`k${i}`, "x".repeat(1_000)])) },
    /larger than/,
  ],
  ["many members", { data: { list: Array.from({ length: 101 }, () => 1) } }, /more than/],
  ["depth", { data: { a: { b: { c: { d: { e: { f: { g: 1 } } } } } } } }, /nested/],
  ["a control character", { data: { reason: "a\u0000b" } }, /control/],
  ["half a character", { data: { reason: "\uD800" } }, /half a character/],
  ["an inexact number", { data: { n: 2 ** 53 } }, /exact number/],
  ["a forged hash of personal values", { data: { personal: "sha-256:x" } }, /personal/],
  ["a subject that is no id", { subjectId: "kofi@example.com" }, /not an id/],
  ["personal values without bound", { personal: { personId: null, data: { a: "x".repeat(2_001) } } }, /longer than/],
])("what the log cannot hold is refused: %s", async (_, event, reason) => {
  await expect(write({ type: "team.updated", subjectId: newId("team"), ...event })).rejects.toThrow(reason);
});

test("a change and its event are kept together or not at all", async () => {
  const ctx = makeCtx();
  const team = { id: newId("team"), slug: "night-shift", name: "Night shift", createdAt: ctx.now, updatedAt: ctx.now };
  const kept = () =>
    Promise.all([db.team.count({ where: { id: team.id } }), db.auditEvent.count({ where: { subjectId: team.id } })]);

  const changeFails = inTransaction(ctx, async (tx) => {
    await record(tx, ctx, { type: "team.created", subjectId: team.id });
    await tx.team.create({ data: team });
    await tx.team.create({ data: { ...team, id: newId("team") } });
  });
  await expect(changeFails).rejects.toThrow(/Unique constraint/);
  expect(await kept()).toEqual([0, 0]);

  const eventFails = inTransaction(ctx, async (tx) => {
    await tx.team.create({ data: team });
    await record(tx, ctx, { type: "team.created", subjectId: team.id, data: { note: "kofi@example.com" } });
  });
  await expect(eventFails).rejects.toThrow(/cannot be recorded/);
  expect(await kept()).toEqual([0, 0]);

  await inTransaction(ctx, async (tx) => {
    await tx.team.create({ data: team });
    await record(tx, ctx, { type: "team.created", subjectId: team.id });
  });
  expect(await kept()).toEqual([1, 1]);
});

test("every event waits for its place in the log", async () => {
  const id = await write({ type: "sample.created", subjectId: null });
  expect(await db.auditPending.count({ where: { eventId: id } })).toBe(1);
});

test("a refusal of access is an event, though nothing else is written", async () => {
  const viewer: Viewer = {
    kind: "person",
    id: newId("person"),
    roles: ["member"],
    leads: [],
    signIn: { id: newId("signIn"), method: "passkey", authenticatedAt: new Date() },
  };
  const ctx = makeCtx(viewer);
  await expect(authorize(ctx, "audit.read")).rejects.toMatchObject({ code: "forbidden" });
  const denied = await db.auditEvent.findMany({ where: { requestId: ctx.requestId } });
  expect(denied).toMatchObject([
    { type: "access.denied", class: "authorisation", subjectId: "audit.read", actorId: viewer.id },
  ]);
});
