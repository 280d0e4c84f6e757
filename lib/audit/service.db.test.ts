import { beforeAll, expect, test } from "vitest";
import type { Ctx } from "@/lib/access/context";
import { type AuditRecord, record } from "@/lib/audit/record";
import { type AuditFilters, ListEventsQuery } from "@/lib/audit/schema";
import { listEvents, readEvent } from "@/lib/audit/service";
import { newId } from "@/lib/core/ids";
import type { Role, Viewer } from "@/lib/core/viewer";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { inTransaction } from "@/lib/db/transaction";

const { db } = await openTestDatabase();
process.env["AMBIT_SECRET"] ??= "a".repeat(64);

const start = Date.parse("2026-11-21T09:00:00.000Z");
const priya = newId("person");
const kofi = newId("person");
const platform = newId("team");

function person(id: string, roles: readonly Role[]): Viewer {
  return {
    kind: "person",
    id,
    roles,
    leads: [],
    signIn: { id: newId("signIn"), method: "link", authenticatedAt: new Date() },
  };
}

function makeCtx(viewer: Viewer = person(priya, ["auditor"]), now = new Date(start)): Ctx {
  return { viewer, requestId: newId("request"), now, db };
}

/** One event `minute` minutes after nine. */
async function write(
  minute: number,
  event: AuditRecord,
  viewer?: Viewer,
  requestId = newId("request"),
): Promise<string> {
  const ctx = { ...makeCtx(viewer, new Date(start + minute * 60_000)), requestId };
  return inTransaction(ctx, (tx) => record(tx, ctx, event));
}

async function search(filters: AuditFilters): Promise<string[]> {
  const page = await listEvents(makeCtx(), ListEventsQuery.parse(filters));
  return page.data.map((event) => `${event.actor.name} ${event.words}`);
}

let rolesChanged = "";
const requestId = newId("request");

beforeAll(async () => {
  const at = new Date(start);
  const shared = { state: "active" as const, createdAt: at, updatedAt: at };
  await db.person.create({ data: { ...shared, id: priya, name: "Priya Nair", email: "priya@example.com" } });
  await db.person.create({ data: { ...shared, id: kofi, name: "Kofi Mensah", email: "kofi@example.com" } });
  await db.team.create({ data: { id: platform, slug: "platform", name: "Platform", createdAt: at, updatedAt: at } });
  rolesChanged = await write(
    1,
    {
      type: "person.roles_changed",
      subjectId: kofi,
      data: { before: { roles: ["member"] }, after: { roles: ["admin"] } },
      personal: { personId: kofi, data: { note: "Kofi asked for it" } },
    },
    undefined,
    requestId,
  );
  await write(2, { type: "team.created", subjectId: platform }, { kind: "system", id: "terminal" });
  await write(3, { type: "team.member_added", subjectId: platform, data: { person: kofi } });
  await write(4, { type: "access.denied", subjectId: "people.set_roles" }, person(kofi, ["member"]));
  await write(5, { type: "sign_in.refused", subjectId: null }, { kind: "anonymous" });
});

test("an event says in words who did what, with the names of today", async () => {
  expect(await search({})).toEqual([
    "Somebody not signed in was refused at sign-in as somebody",
    "Kofi Mensah was refused: give and take roles",
    "Priya Nair added Kofi Mensah to the team Platform",
    "The terminal made the team Platform",
    "Priya Nair changed the roles of Kofi Mensah",
  ]);
  await db.person.update({ where: { id: kofi }, data: { name: "Kofi A. Mensah" } });
  expect(await search({ type: ["person.roles_changed"] })).toEqual(["Priya Nair changed the roles of Kofi A. Mensah"]);
  await db.person.update({ where: { id: kofi }, data: { name: "Kofi Mensah" } });
  const kept = await db.team.delete({ where: { id: platform } });
  expect(await search({ subject: [platform] })).toEqual([
    "Priya Nair added Kofi Mensah to a deleted team",
    "The terminal made a deleted team",
  ]);
  await db.team.create({ data: kept });
});

test.each<[string, () => AuditFilters, number]>([
  ["several classes", () => ({ class: ["authorisation", "authentication"] }), 2],
  ["several types", () => ({ type: ["team.created", "team.member_added"] }), 2],
  ["a type outside the class", () => ({ class: ["authorisation"], type: ["team.created"] }), 0],
  ["an actor", () => ({ actor: [priya] }), 2],
  ["several actors", () => ({ actor: [priya, kofi, "terminal"] }), 4],
  ["an actor and a type", () => ({ actor: [priya], type: ["team.member_added", "team.created"] }), 1],
  ["a subject", () => ({ subject: [platform] }), 2],
  ["a subject and an actor", () => ({ subject: [platform], actor: ["terminal"] }), 1],
  ["a request", () => ({ request_id: [requestId] }), 1],
  ["from, the minute itself included", () => ({ from: "2026-11-21T09:04:00.000Z" }), 2],
  ["to, the minute itself left out", () => ({ to: "2026-11-21T10:02:00.000+01:00" }), 1],
  ["a text in the words", () => ({ q: "Roles" }), 2],
  ["a text in the type", () => ({ q: "team.member" }), 1],
  ["a person's name", () => ({ q: "kofi" }), 3],
  ["a team's name", () => ({ q: "platf" }), 2],
  ["an id", () => ({ q: kofi }), 3],
  ["a person named second", () => ({ subject: [kofi] }), 2],
  ["a request id", () => ({ q: requestId }), 1],
  ["a text and a type", () => ({ q: "kofi", type: ["access.denied"] }), 1],
  ["a text that is nowhere", () => ({ q: "100%_'\\" }), 0],
  ["a percent sign, which is no wildcard", () => ({ q: "%" }), 0],
  ["an underscore, which is none either", () => ({ q: "ko_i" }), 0],
])("a search finds what was asked for: %s", async (_, filters, count) => {
  expect(await search(filters())).toHaveLength(count);
});

test("pages go on where they ended, whatever is written meanwhile", async () => {
  const ctx = makeCtx();
  const whole = await listEvents(ctx, ListEventsQuery.parse({}));
  const ids: string[] = [];
  for (let cursor: string | undefined; ;) {
    const page = await listEvents(ctx, ListEventsQuery.parse({ limit: 2, cursor }));
    ids.push(...page.data.map((event) => event.id));
    await write(60 + ids.length, { type: "sample.created", subjectId: null });
    if (page.next_cursor === null) break;
    cursor = page.next_cursor;
  }
  expect(ids).toEqual(whole.data.map((event) => event.id));
  await expect(listEvents(ctx, ListEventsQuery.parse({ cursor: "bm9wZQ" }))).rejects.toMatchObject({
    code: "invalid_input",
  });
});

test("events of one instant come in one order, and none is lost between pages", async () => {
  const ctx = makeCtx(undefined, new Date(start + 90 * 60_000));
  await inTransaction(ctx, async (tx) => {
    for (let i = 0; i < 7; i++) await record(tx, ctx, { type: "job.retried", subjectId: `job-${i}` });
  });
  const seen = new Set<string>();
  for (let cursor: string | undefined; ;) {
    const page = await listEvents(ctx, ListEventsQuery.parse({ type: ["job.retried"], limit: 3, cursor }));
    for (const event of page.data) seen.add(event.id);
    if (page.next_cursor === null) break;
    cursor = page.next_cursor;
  }
  expect(seen.size).toBe(7);
});

test("one event carries what changed, personal values while they exist, and the text that is hashed", async () => {
  const event = await readEvent(makeCtx(), rolesChanged);
  expect(event).toMatchObject({
    data: { before: { roles: ["member"] }, after: { roles: ["admin"] } },
    personal: { state: "kept", values: { note: "Kofi asked for it" } },
    seq: null,
    abilities: ["read", "export"],
  });
  expect(JSON.parse(event.canonical)).toMatchObject({ id: rolesChanged, type: "person.roles_changed" });
});

test("an erased person has no name and no values, and the event still says what happened", async () => {
  const erased = newId("person");
  const at = new Date(start);
  await db.person.create({ data: { id: erased, name: "", state: "erased", createdAt: at, updatedAt: at } });
  const id = await write(100, {
    type: "person.updated",
    subjectId: erased,
    personal: { personId: erased, data: { name: "x" } },
  });
  await db.auditPrivate.deleteMany({ where: { personId: erased } });
  expect(await readEvent(makeCtx(), id)).toMatchObject({
    words: "changed the details of an erased person",
    subject: { id: erased, name: "an erased person" },
    personal: { state: "erased", values: null },
  });
});

test("who may not read the log gets nothing, and the attempt is in the log", async () => {
  const ctx = makeCtx(person(kofi, ["member", "approver"]));
  await expect(listEvents(ctx, ListEventsQuery.parse({}))).rejects.toMatchObject({ code: "forbidden" });
  await expect(readEvent(ctx, rolesChanged)).rejects.toMatchObject({ code: "forbidden" });
  expect(await db.auditEvent.count({ where: { requestId: ctx.requestId, type: "access.denied" } })).toBe(2);
  await expect(readEvent(makeCtx(), newId("event"))).rejects.toMatchObject({ code: "not_found" });
});
