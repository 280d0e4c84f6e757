import { beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import {
  setRoles,
  deactivatePerson,
  erasePerson,
  listPeople,
  getPerson,
  updatePerson,
  reactivatePerson,
  setFirstEmail,
  setPreferences,
  getPreferences,
  exportPeople,
} from "@/lib/people/service";
import { actAs, actAsPerson, makeCtx, makePerson, readViewer, signInAs } from "@/lib/people/testing/people";

const { db } = await openTestDatabase();
const system = () => makeCtx(db, { kind: "system", id: "terminal" });
const query = { sort: "name", limit: 50 } as const;

beforeEach(async () => {
  await db.person.updateMany({ data: { roles: ["member"] } });
});

describe("the last admin", () => {
  test("keeps the role, and stays, whichever door is tried", async () => {
    const ctx = await actAs(db, "admin");
    const { id } = ctx.viewer;
    await expect(setRoles(ctx, id, { roles: ["member"] }, 1)).rejects.toMatchObject({ code: "last_admin" });
    await expect(deactivatePerson(ctx, id, { reason: "Leaving" })).rejects.toMatchObject({ code: "last_admin" });
    await expect(erasePerson(ctx, id)).rejects.toMatchObject({ code: "last_admin" });
    await expect(deactivatePerson(system(), id, { reason: "Leaving" })).rejects.toMatchObject({ code: "last_admin" });
    expect(await getPerson(ctx, id)).toMatchObject({ state: "active", roles: ["admin"] });
  });

  test("is not somebody of the sample, invited or deactivated", async () => {
    const ctx = await actAs(db, "admin");
    await makePerson(db, { roles: ["admin"], sample: true });
    await makePerson(db, { roles: ["admin"], state: "invited" });
    await makePerson(db, { roles: ["admin"], state: "deactivated" });
    await expect(setRoles(ctx, ctx.viewer.id, { roles: ["member"] }, 1)).rejects.toMatchObject({ code: "last_admin" });
  });

  test("is left when two admins demote, deactivate or erase each other at once", async () => {
    const doors = [
      (ctx: Awaited<ReturnType<typeof actAs>>, id: string) => setRoles(ctx, id, { roles: ["member"] }, 1),
      (ctx: Awaited<ReturnType<typeof actAs>>, id: string) => deactivatePerson(ctx, id, { reason: "At once" }),
      (ctx: Awaited<ReturnType<typeof actAs>>, id: string) => erasePerson(ctx, id),
    ];
    for (const door of doors) {
      await db.person.updateMany({ data: { roles: ["member"] } });
      const one = await actAs(db, "admin");
      const other = await actAs(db, "admin");
      const outcomes = await Promise.allSettled([door(one, other.viewer.id), door(other, one.viewer.id)]);
      expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
      expect(outcomes.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "last_admin" } });
      expect(await db.person.count({ where: { state: "active", roles: { has: "admin" } } })).toBe(1);
    }
  });
});

describe("roles", () => {
  test("are given by admins alone, with a fresh proof, and told to the log", async () => {
    const admin = await actAs(db, "admin");
    const { id } = await makePerson(db);
    const security = await actAs(db, "security");
    await expect(setRoles(security, security.viewer.id, { roles: ["admin", "security"] }, 1)).rejects.toMatchObject({
      code: "forbidden",
    });
    const later = { ...admin, now: new Date(admin.now.getTime() + 11 * 60_000) };
    await expect(setRoles(later, id, { roles: ["approver"] }, 1)).rejects.toMatchObject({
      code: "reauthentication_required",
    });
    await expect(setRoles(admin, id, { roles: ["approver"] }, 7)).rejects.toMatchObject({ code: "stale_version" });
    expect(await setRoles(admin, id, { roles: ["approver", "member"] }, 1)).toMatchObject({
      version: 2,
      roles: ["member", "approver"],
    });
    const [event] = await db.auditEvent.findMany({ where: { type: "person.roles_changed", subjectId: id } });
    expect(event).toMatchObject({
      actorId: admin.viewer.id,
      data: { before: { roles: ["member"] }, after: { roles: ["member", "approver"] } },
    });
  });

  test("leave an admin who gives up the role themselves, when another is left", async () => {
    const ctx = await actAs(db, "admin", "security");
    await actAs(db, "admin");
    expect(await setRoles(ctx, ctx.viewer.id, { roles: ["security"] }, 1)).toMatchObject({ roles: ["security"] });
  });
});

describe("somebody who leaves", () => {
  test("is out with the next request when deactivated, and their old browser stays out when reactivated", async () => {
    const admin = await actAs(db, "admin");
    const person = await makePerson(db);
    const cookie = await signInAs(db, person);
    expect(await readViewer(db, cookie)).toBeDefined();
    expect(await deactivatePerson(admin, person.id, { reason: "Left the company" })).toMatchObject({
      state: "deactivated",
    });
    expect(await readViewer(db, cookie)).toBeUndefined();
    await expect(signInAs(db, person)).rejects.toMatchObject({ code: "forbidden" });
    await reactivatePerson(admin, person.id);
    expect(await readViewer(db, cookie)).toBeUndefined();
    expect(await readViewer(db, await signInAs(db, person))).toBeDefined();
  });

  test("leaves no sign-in behind, however the two moments fall", async () => {
    const admin = await actAs(db, "admin");
    for (let round = 0; round < 8; round++) {
      const person = await makePerson(db);
      const [opened] = await Promise.allSettled([
        signInAs(db, person),
        deactivatePerson(admin, person.id, { reason: "Now" }),
      ]);
      await reactivatePerson(admin, person.id);
      expect(opened.status === "fulfilled" ? await readViewer(db, opened.value) : undefined).toBeUndefined();
    }
  });

  test("is erased from the row and beside the log, while the log and its hashes stay", async () => {
    const admin = await actAs(db, "admin");
    const person = await makePerson(db, { name: "Ottilie Brandt", email: "ottilie@example.org" });
    await signInAs(db, person);
    await updatePerson(admin, person.id, { name: "Ottilie Brand" }, 1);
    const before = await db.auditEvent.findMany({
      where: { OR: [{ subjectId: person.id }, { actorId: person.id }] },
      orderBy: { id: "asc" },
    });
    expect(await db.auditPrivate.count({ where: { personId: person.id } })).toBeGreaterThan(0);

    const erased = await erasePerson(admin, person.id);
    expect(erased).toMatchObject({
      state: "erased",
      email: null,
      name: "Erased person",
      roles: [],
      teams: [],
      passkeys: 0,
    });
    expect(await db.auditPrivate.count({ where: { personId: person.id } })).toBe(0);
    expect(await db.signIn.count({ where: { personId: person.id } })).toBe(0);
    const after = await db.auditEvent.findMany({
      where: { id: { in: before.map(({ id }) => id) } },
      orderBy: { id: "asc" },
    });
    expect(after).toEqual(before);
    const everything = await db.$queryRaw<{ found: bigint }[]>`
      select count(*) as found from (select data::text || canonical as text from audit_events union all select data::text from audit_private
        union all select row_to_json(p)::text from people p) all_of_it where text ilike '%ottilie%'`;
    expect(Number(everything[0]?.found)).toBe(0);
    expect((await listPeople(admin, { ...query, q: "Erased" })).data).toEqual([]);
  });
});

describe("the list", () => {
  test("finds by part of a name or address, filters, and pages by name whatever the case", async () => {
    const ctx = await actAs(db, "auditor");
    await makePerson(db, { name: "zoe list", email: "zoe@list.example" });
    await makePerson(db, { name: "Adam List", email: "adam@list.example", roles: ["approver"] });
    await makePerson(db, { name: "100% _List_", email: "percent@list.example" });
    await makePerson(db, { name: "Mia List", email: "mia@list.example", state: "deactivated" });
    const names = async (more: object) =>
      (await listPeople(ctx, { ...query, q: "list", ...more })).data.map(({ name }) => name);
    expect(await names({})).toEqual(["100% _List_", "Adam List", "Mia List", "zoe list"]);
    expect(await names({ sort: "-name" })).toEqual(["zoe list", "Mia List", "Adam List", "100% _List_"]);
    expect(await names({ state: ["deactivated"] })).toEqual(["Mia List"]);
    expect(await names({ role: ["approver", "security"] })).toEqual(["Adam List"]);
    expect(await names({ q: "ADAM@list" })).toEqual(["Adam List"]);
    expect(await names({ q: "%" })).toEqual(["100% _List_"]);
    expect(await names({ q: "0% _l" })).toEqual(["100% _List_"]);
    const first = await listPeople(ctx, { ...query, q: "list", limit: 2 });
    const second = await listPeople(ctx, { ...query, q: "list", limit: 2, cursor: first.next_cursor ?? "" });
    expect([...first.data, ...second.data].map(({ name }) => name)).toEqual([
      "100% _List_",
      "Adam List",
      "Mia List",
      "zoe list",
    ]);
    expect(second.next_cursor).toBeNull();
    for (const sort of ["created_at", "-created_at"] as const) {
      const one = await listPeople(ctx, { ...query, sort, q: "list", limit: 3 });
      const two = await listPeople(ctx, { ...query, sort, q: "list", limit: 3, cursor: one.next_cursor ?? "" });
      expect(new Set([...one.data, ...two.data].map(({ id }) => id)).size).toBe(4);
    }
    await expect(listPeople(ctx, { ...query, sort: "-name", cursor: first.next_cursor ?? "" })).rejects.toMatchObject({
      code: "invalid_input",
    });
  });

  test("is exported whole by admins and auditors, and the log says so", async () => {
    const rows = [];
    for await (const row of (await exportPeople(await actAs(db, "auditor"), query)).rows) rows.push(row);
    expect(rows.length).toBe(await db.person.count({ where: { state: { not: "erased" } } }));
    await expect(exportPeople(await actAs(db, "member"), query)).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("a person's own things", () => {
  test("are theirs to change: the name, and preferences one by one", async () => {
    const ctx = await actAs(db, "member");
    expect(await updatePerson(ctx, ctx.viewer.id, { name: "Me Myself" }, 1)).toMatchObject({
      name: "Me Myself",
      version: 2,
    });
    const other = await actAsPerson(db, await makePerson(db));
    await expect(updatePerson(ctx, other.viewer.id, { name: "Not me" }, 1)).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await getPreferences(ctx)).toEqual({
      theme: "system",
      density: "comfortable",
      time_zone: null,
      shortcuts: true,
    });
    await setPreferences(ctx, { theme: "dark" });
    expect(await setPreferences(ctx, { time_zone: "Europe/Berlin" })).toMatchObject({
      theme: "dark",
      time_zone: "Europe/Berlin",
    });
  });

  test("include a real address in place of the first admin's made-up one, once, unless it is somebody's", async () => {
    const other = await makePerson(db);
    const ctx = await actAsPerson(db, await makePerson(db, { roles: ["admin"], email: "admin@localhost" }));
    await expect(setFirstEmail(ctx, { email: other.email })).rejects.toMatchObject({ code: "conflict" });
    const later = { ...ctx, now: new Date(ctx.now.getTime() + 11 * 60_000) };
    await expect(setFirstEmail(later, { email: "me@example.org" })).rejects.toMatchObject({
      code: "reauthentication_required",
    });
    expect(await setFirstEmail(ctx, { email: "me@example.org" })).toMatchObject({ email: "me@example.org" });
    await expect(setFirstEmail(ctx, { email: "you@example.org" })).rejects.toMatchObject({ code: "conflict" });
  });

  test("come back as defaults when an older build stored something else", async () => {
    const ctx = await actAs(db, "member");
    await db.person.update({ where: { id: ctx.viewer.id }, data: { preferences: { theme: "sepia" } } });
    expect((await getPreferences(ctx)).theme).toBe("system");
  });
});
