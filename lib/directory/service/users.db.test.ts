import { beforeEach, describe, expect, test } from "vitest";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { listDirectoryRefusals } from "@/lib/directory/service";
import { connectDirectory } from "@/lib/directory/testing/scim";
import { erasePerson, getPerson, invitePerson } from "@/lib/people/service";
import { actAs, makePerson, readViewer, signInAs } from "@/lib/people/testing/people";

const { db } = await openTestDatabase();
const directory = await connectDirectory(db, "Okta");

beforeEach(async () => {
  await db.rateLimit.deleteMany();
});

const stateOf = async (id: string) => (await db.person.findUniqueOrThrow({ where: { id } })).state;
const auditOf = (type: string, subjectId: string) =>
  db.auditEvent.findFirst({ where: { type, subjectId }, orderBy: { id: "desc" } });

describe("somebody who joins", () => {
  test("becomes an active member who is managed from then on, by name in the log", async () => {
    const { status, headers, body } = await directory.call("POST", "/Users", {
      schemas: [
        "urn:ietf:params:scim:schemas:core:2.0:User",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
      ],
      userName: "Ada@Corp.example",
      externalId: "ext-1",
      name: { givenName: "Ada", familyName: "Byron" },
      emails: [{ value: "ada@corp.example", type: "work", primary: true }],
      title: "Countess",
      password: "never kept",
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { department: "Engines" },
    });
    expect([status, headers.get("location"), headers.get("content-type")]).toEqual([
      201,
      `http://localhost:4600/scim/v2/Users/${body.id}`,
      "application/scim+json;charset=utf-8",
    ]);
    expect(body).toMatchObject({
      userName: "Ada@Corp.example",
      externalId: "ext-1",
      active: true,
      displayName: "Ada Byron",
    });
    expect(JSON.stringify(body)).not.toMatch(/Countess|never kept|Engines/);
    const person = await getPerson(await actAs(db, "admin"), body.id);
    expect(person).toMatchObject({ email: "ada@corp.example", name: "Ada Byron", state: "active", roles: ["member"] });
    for (const type of ["person.created", "directory.user_linked"])
      expect(await auditOf(type, body.id)).toMatchObject({ actorKind: "directory", actorId: directory.id });
  });

  test("is the person of that address who is here already, invited, active or gone", async () => {
    const admin = await actAs(db, "admin");
    const here = await makePerson(db, { email: "here@corp.example", roles: ["approver"] });
    const invited = await invitePerson(admin, {
      email: "soon@corp.example",
      name: "S",
      roles: ["member"],
      teams: [],
      delivery: "copy",
    });
    const gone = await makePerson(db, { email: "gone@corp.example", state: "deactivated" });
    expect((await directory.addUser("HERE", { displayName: "Hera" })).id).toBe(here.id);
    expect((await directory.addUser("soon")).id).toBe(invited.id);
    expect((await directory.addUser("gone")).id).toBe(gone.id);
    expect(await getPerson(admin, here.id)).toMatchObject({
      name: "Hera",
      roles: ["approver"],
      email: "here@corp.example",
    });
    expect(await getPerson(admin, invited.id)).toMatchObject({ state: "active", invitation: null });
    expect(await stateOf(gone.id)).toBe("active");
  });

  test("comes without access when the directory says so", async () => {
    const { id } = await directory.addUser("later", { active: "False" });
    expect(await stateOf(id)).toBe("deactivated");
  });
});

describe("a new user", () => {
  test("is refused once more, as two people, and without an address", async () => {
    await directory.addUser("once");
    await makePerson(db, { email: "one@corp.example" });
    await makePerson(db, { email: "two@corp.example" });
    const post = async (body: unknown) => (await directory.call("POST", "/Users", body)).body;
    const emails = [{ value: "two@corp.example" }];
    expect(await post({ userName: "ONCE@corp.example" })).toMatchObject({ status: "409", scimType: "uniqueness" });
    expect(await post({ userName: "other", emails: [{ value: "once@corp.example" }] })).toMatchObject({
      status: "409",
      scimType: "uniqueness",
    });
    expect(await post({ userName: "one@corp.example", emails })).toMatchObject({
      status: "409",
      scimType: "uniqueness",
    });
    expect(await post({ userName: "nobody" })).toMatchObject({ status: "400", scimType: "invalidValue" });
    for (const hidden of ["on\u202Ece@corp.example", "\u3164"])
      expect(await post({ userName: hidden, emails })).toMatchObject({ status: "400", scimType: "invalidValue" });
    expect(await post({ displayName: "nobody" })).toMatchObject({ status: "400", scimType: "invalidValue" });
    expect(await db.directoryUser.count({ where: { userKey: { in: ["other", "nobody", "one@corp.example"] } } })).toBe(
      0,
    );
  });

  test("is one person, also when two requests bring them at once", async () => {
    const body = { userName: "twice@corp.example" };
    const answers = await Promise.all([1, 2, 3].map(() => directory.call("POST", "/Users", body)));
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(["201", "409", "409"]);
    expect(await db.person.count({ where: { email: "twice@corp.example" } })).toBe(1);
  });
});

describe("somebody who changes", () => {
  test("has the name and address that the directory says now", async () => {
    const { id } = await directory.addUser("grace", { displayName: "Grace" });
    expect(
      (
        await directory.patch(`/Users/${id}`, {
          op: "replace",
          path: 'emails[type eq "work"].value',
          value: "g.hopper@corp.example",
        })
      ).status,
    ).toBe(200);
    expect(
      (await directory.patch(`/Users/${id}`, { op: "Replace", value: { displayName: "Grace Hopper" } })).body[
        "displayName"
      ],
    ).toBe("Grace Hopper");
    expect(await getPerson(await actAs(db, "admin"), id)).toMatchObject({
      name: "Grace Hopper",
      email: "g.hopper@corp.example",
    });
    expect(await auditOf("person.updated", id)).toMatchObject({ actorId: directory.id });
    const put = await directory.call("PUT", `/Users/${id}`, { userName: "hopper@corp.example" });
    expect(put.body).toMatchObject({
      displayName: "hopper@corp.example",
      emails: [{ value: "hopper@corp.example" }],
      active: true,
    });
  });

  test("cannot take somebody else's address or user name", async () => {
    const [one, other] = [await directory.addUser("kim"), await directory.addUser("lee")];
    const patch = async (path: string, value: string) =>
      (await directory.patch(`/Users/${one.id}`, { op: "replace", path, value })).body;
    expect(await patch("emails", "lee@corp.example")).toMatchObject({ status: "409", scimType: "uniqueness" });
    expect(await patch("userName", "LEE@corp.example")).toMatchObject({ status: "409", scimType: "uniqueness" });
    expect((await directory.call("GET", `/Users/${one.id}`)).body).toMatchObject({ userName: "kim@corp.example" });
    expect(other.id).not.toBe(one.id);
  });

  test("keeps what two requests changed at once", async () => {
    const { id } = await directory.addUser("both");
    const answers = await Promise.all([
      directory.patch(`/Users/${id}`, { op: "replace", path: "displayName", value: "Both" }),
      directory.patch(`/Users/${id}`, { op: "replace", path: "externalId", value: "ext-both" }),
      directory.patch(`/Users/${id}`, { op: "replace", path: "name.familyName", value: "Sides" }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect((await directory.call("GET", `/Users/${id}`)).body).toMatchObject({
      displayName: "Both",
      externalId: "ext-both",
      name: { familyName: "Sides" },
    });
  });

  test("is written only on the version that was read", async () => {
    const { id, meta } = await directory.addUser("version");
    const held = { "if-none-match": meta.version };
    expect((await directory.call("GET", `/Users/${id}`, undefined, held)).status).toBe(304);
    const put = (name: string) =>
      directory.call(
        "PUT",
        `/Users/${id}`,
        { userName: "version@corp.example", displayName: name },
        { "if-match": meta.version },
      );
    expect((await put("First")).status).toBe(200);
    expect((await put("Second")).status).toBe(412);
    expect((await directory.call("GET", `/Users/${id}`)).body["displayName"]).toBe("First");
  });
});

describe("somebody who leaves", () => {
  test("is out with the next request, and back when the directory says so", async () => {
    const { id } = await directory.addUser("mary");
    const cookie = await signInAs(db, { id });
    expect(await readViewer(db, cookie)).toBeDefined();
    expect(
      (await directory.patch(`/Users/${id}`, { op: "Replace", path: "active", value: "False" })).body["active"],
    ).toBe(false);
    expect([await stateOf(id), await readViewer(db, cookie)]).toEqual(["deactivated", undefined]);
    expect(await auditOf("person.deactivated", id)).toMatchObject({ actorKind: "directory", actorId: directory.id });
    await directory.patch(`/Users/${id}`, { op: "replace", value: { displayName: "Mary" } });
    expect(await stateOf(id)).toBe("deactivated");
    expect((await directory.patch(`/Users/${id}`, { op: "replace", value: { active: true } })).body["active"]).toBe(
      true,
    );
    expect([await stateOf(id), await readViewer(db, cookie)]).toEqual(["active", undefined]);
  });

  test("is gone for the directory once deleted, and can be brought back", async () => {
    const { id } = await directory.addUser("noor");
    expect((await directory.call("DELETE", `/Users/${id}`)).status).toBe(204);
    expect([await stateOf(id), (await directory.call("GET", `/Users/${id}`)).status]).toEqual(["deactivated", 404]);
    expect((await directory.call("DELETE", `/Users/${id}`)).status).toBe(404);
    expect([(await directory.addUser("noor")).id, await stateOf(id)]).toEqual([id, "active"]);
  });

  test("is nobody once erased", async () => {
    const { id } = await directory.addUser("olga");
    await erasePerson(await actAs(db, "admin"), id);
    for (const method of ["GET", "DELETE"]) expect((await directory.call(method, `/Users/${id}`)).status).toBe(404);
    expect((await directory.patch(`/Users/${id}`, { op: "replace", path: "active", value: true })).status).toBe(404);
    expect((await directory.find('userName eq "olga@corp.example"')).body.totalResults).toBe(0);
    expect(await stateOf(id)).toBe("erased");
  });

  test("stays, when they are the last admin: 409 by every door, seen in the log and on the page", async () => {
    await db.person.updateMany({ data: { roles: ["member"] } });
    const last = await makePerson(db, { roles: ["admin"], email: "last@corp.example", name: "Last Admin" });
    await directory.addUser("last", { displayName: "Last Admin" });
    const doors = [
      directory.patch(
        `/Users/${last.id}`,
        { op: "replace", path: "displayName", value: "Changed" },
        { op: "replace", value: { active: false } },
      ),
      directory.call("PUT", `/Users/${last.id}`, { userName: "last@corp.example", active: false }),
      directory.call("DELETE", `/Users/${last.id}`),
    ];
    expect((await Promise.all(doors)).map(({ status, body }) => [status, body["status"]])).toEqual(
      doors.map(() => [409, "409"]),
    );
    const admin = await actAs(db, "admin");
    expect(await getPerson(admin, last.id)).toMatchObject({ state: "active", name: "Last Admin", roles: ["admin"] });
    const { data } = await listDirectoryRefusals(admin);
    expect(data.filter(({ cause }) => cause === "last_admin")).toHaveLength(3);
    expect(data[0]).toMatchObject({
      directory: { id: directory.id, name: "Okta" },
      person: { id: last.id, name: "Last Admin" },
    });
    expect((await directory.call("DELETE", `/Users/${last.id}`)).status).toBe(204);
  });
});
