import { beforeEach, describe, expect, test } from "vitest";
import { setSettings } from "@/lib/auth/testing/settings";
import type { Settings } from "@/lib/config/settings";
import { newId } from "@/lib/core/ids";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { listDirectoryGroups, mapDirectoryGroup, moveLater } from "@/lib/directory/service";
import { connectDirectory } from "@/lib/directory/testing/scim";
import { actAs, makePerson, makeTeam } from "@/lib/people/testing/people";
import { setTeamMember } from "@/lib/teams/service";

const { db } = await openTestDatabase();
const directory = await connectDirectory(db);
const oidc: NonNullable<Settings["oidc"]> = {
  issuer: "https://login.example.org",
  clientId: "ambit",
  clientSecret: "a secret",
  name: "Login",
  groupsClaim: "groups",
  groups: {},
  signUp: false,
};

let made = 0;
const join = async (count: number): Promise<string[]> => {
  const ids: string[] = [];
  for (let at = 0; at < count; at++) ids.push((await directory.addUser(`person${++made}`)).id);
  return ids;
};
const membersOf = async (teamId: string) => {
  const rows = await db.teamMember.findMany({ where: { teamId }, orderBy: { personId: "asc" } });
  return rows.map(({ personId, fromGroups }) => `${personId} ${fromGroups}`);
};
const given = (ids: readonly string[]) => ids.toSorted().map((id) => `${id} true`);
const rolesOf = async (id: string) => (await db.person.findUniqueOrThrow({ where: { id } })).roles;

beforeEach(async () => {
  setSettings();
  await db.rateLimit.deleteMany();
});

describe("a group called as a team is", () => {
  test("moves people into the team and out of it, and leaves whom somebody put there", async () => {
    const team = await makeTeam(db, "Payments");
    const [one = "", two = "", three = ""] = await join(3);
    await setTeamMember(await actAs(db, "admin"), team.id, three, { lead: true });
    const group = await directory.addGroup("PAYMENTS", one, three);
    expect(await membersOf(team.id)).toEqual([`${one} true`, `${three} false`]);
    const path = `/Groups/${group.id}`;
    expect((await directory.patch(path, { op: "add", path: "members", value: [{ value: two }] })).status).toBe(204);
    await directory.patch(path, { op: "remove", path: `members[value eq "${one}"]` });
    expect(await membersOf(team.id)).toEqual([`${two} true`, `${three} false`]);
    expect(await db.auditEvent.findFirst({ where: { type: "team.member_removed", subjectId: team.id } })).toMatchObject(
      {
        actorKind: "directory",
        data: { person: one, cause: "groups" },
      },
    );
    await directory.call("PUT", path, { displayName: "Payments", members: [{ value: one }] });
    expect(await membersOf(team.id)).toEqual([`${one} true`, `${three} false`]);
    expect((await directory.call("DELETE", path)).status).toBe(204);
    expect(await membersOf(team.id)).toEqual([`${three} false`]);
    expect((await directory.call("GET", path)).status).toBe(404);
  });

  test("gives nothing to somebody without access, and all of it when they are back", async () => {
    const team = await makeTeam(db, "Returning");
    const [id = ""] = await join(1);
    await directory.patch(`/Users/${id}`, { op: "replace", value: { active: false } });
    const group = await directory.addGroup("Returning", id);
    expect(await membersOf(team.id)).toEqual([]);
    await directory.patch(`/Users/${id}`, { op: "replace", value: { active: true } });
    expect(await membersOf(team.id)).toEqual([`${id} true`]);
    expect((await directory.call("GET", `/Users/${id}`)).body["groups"]).toMatchObject([
      { value: group.id, display: "Returning" },
    ]);
    await directory.call("DELETE", `/Users/${id}`);
    expect([await membersOf(team.id), (await directory.call("GET", `/Groups/${group.id}`)).body.members]).toEqual([
      [],
      [],
    ]);
  });
});

describe("a group that no team is called as", () => {
  test("is kept and listed until an admin maps it, and moves people then", async () => {
    const admin = await actAs(db, "admin");
    const [one, two] = [await makeTeam(db), await makeTeam(db)];
    const ids = await join(2);
    const { id } = await directory.addGroup("eng-core-7", ...ids);
    const find = async () => (await listDirectoryGroups(admin, { limit: 200 })).data.find((group) => group.id === id);
    expect(await find()).toMatchObject({ name: "eng-core-7", members: 2, team: null, abilities: ["map"] });
    expect(await mapDirectoryGroup(admin, id, { team: one.id })).toMatchObject({
      team: { id: one.id, name: one.name },
    });
    expect(await membersOf(one.id)).toEqual(given(ids));
    await mapDirectoryGroup(admin, id, { team: two.id });
    expect([await membersOf(one.id), await membersOf(two.id)]).toEqual([[], given(ids)]);
    await mapDirectoryGroup(admin, id, { team: null });
    expect(await membersOf(two.id)).toEqual([]);
    expect(await db.auditEvent.count({ where: { type: "directory_group.mapped", subjectId: id } })).toBe(3);
  });

  test("is mapped by admins alone, to a team that is there", async () => {
    const { id } = await directory.addGroup("unmapped-1");
    const admin = await actAs(db, "admin");
    const team = newId("team");
    await expect(mapDirectoryGroup(admin, id, { team })).rejects.toMatchObject({ code: "not_found" });
    await expect(mapDirectoryGroup(admin, newId("directoryGroup"), { team: null })).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(mapDirectoryGroup(await actAs(db, "security"), id, { team: null })).rejects.toMatchObject({
      code: "forbidden",
    });
    const late = { ...admin, now: new Date(Date.now() + 11 * 60_000) };
    await expect(mapDirectoryGroup(late, id, { team: null })).rejects.toMatchObject({
      code: "reauthentication_required",
    });
  });
});

describe("a group that the settings know", () => {
  test("gives its roles and takes them away, beside those another group and a person gave", async () => {
    setSettings({ oidc: { ...oidc, groups: { "it-security": ["security", "approver"], bosses: ["approver"] } } });
    const person = await makePerson(db, { roles: ["auditor"], email: "rolled@corp.example" });
    await directory.addUser("rolled");
    const security = await directory.addGroup("it-security", person.id);
    const bosses = await directory.addGroup("bosses", person.id);
    expect(await rolesOf(person.id)).toEqual(["approver", "security", "auditor"]);
    await directory.patch(`/Groups/${security.id}`, { op: "remove", path: "members" });
    expect(await rolesOf(person.id)).toEqual(["approver", "auditor"]);
    await directory.patch(`/Groups/${bosses.id}`, { op: "replace", value: { displayName: "former-bosses" } });
    expect(await rolesOf(person.id)).toEqual(["auditor"]);
  });

  test("never takes the last admin away", async () => {
    await db.person.updateMany({ data: { roles: ["member"], groupRoles: [] } });
    setSettings({ oidc: { ...oidc, groups: { admins: ["admin"] } } });
    const [id = ""] = await join(1);
    const group = await directory.addGroup("admins", id);
    expect(await rolesOf(id)).toEqual(["member", "admin"]);
    await directory.patch(`/Groups/${group.id}`, { op: "remove", path: "members" });
    expect(await rolesOf(id)).toEqual(["member", "admin"]);
  });
});

describe("a group", () => {
  test("has one name whatever its case, users of this directory for members, and nothing half done", async () => {
    const [id = ""] = await join(1);
    const stranger = await makePerson(db);
    const group = await directory.addGroup("Unique");
    expect((await directory.call("POST", "/Groups", { displayName: "UNIQUE" })).body).toMatchObject({
      status: "409",
      scimType: "uniqueness",
    });
    for (const value of [stranger.id, newId("person"), "x' or 1=1", group.id]) {
      const refused = await directory.patch(`/Groups/${group.id}`, {
        op: "add",
        path: "members",
        value: [{ value: id }, { value }],
      });
      expect(refused.body).toMatchObject({ status: "400", scimType: "invalidValue" });
    }
    expect((await directory.call("POST", "/Groups", { members: [] })).body.scimType).toBe("invalidValue");
    expect((await directory.patch(`/Groups/${group.id}`, { op: "remove", path: "displayName" })).body.scimType).toBe(
      "mutability",
    );
    expect((await directory.call("GET", `/Groups/${group.id}`)).body.members).toEqual([]);
  });

  test("keeps a long name whole: two that begin alike are two groups", async () => {
    const names = ["one", "two"].map((end) => `${"A group of many words ".repeat(7)}${end}`);
    for (const name of names) expect(await directory.addGroup(name)).toMatchObject({ displayName: name });
    const found = await directory.find(`displayName eq "${names[1]}"`, "Groups");
    expect(found.body).toMatchObject({ totalResults: 1, Resources: [{ displayName: names[1] }] });
    const tooLong = await directory.call("POST", "/Groups", { displayName: "x".repeat(501) });
    expect(tooLong.body).toMatchObject({ status: "400", scimType: "invalidValue" });
  });

  test("keeps every member that requests added at once", async () => {
    const ids = await join(5);
    const { id } = await directory.addGroup("At once");
    const add = (value: string) => directory.patch(`/Groups/${id}`, { op: "add", path: "members", value: [{ value }] });
    expect((await Promise.all(ids.map(add))).map(({ status }) => status)).toEqual(ids.map(() => 204));
    expect((await directory.call("GET", `/Groups/${id}`)).body.members?.map(({ value }) => value)).toEqual(
      ids.toSorted(),
    );
  });

  test("of many moves the rest in the background, as the groups stand by then", async () => {
    const team = await makeTeam(db, "Everybody");
    const at = new Date();
    const ids = Array.from({ length: 60 }, () => newId("person"));
    const times = { createdAt: at, updatedAt: at };
    await db.person.createMany({
      data: ids.map((id) => ({
        id,
        name: "Many",
        email: `${id}@corp.example`,
        state: "active" as const,
        roles: ["member" as const],
        ...times,
      })),
    });
    await db.directoryUser.createMany({
      data: ids.map((id) => ({ personId: id, userName: id, userKey: id, ...times })),
    });
    const { id } = await directory.addGroup("Everybody", ...ids);
    expect(await db.teamMember.count({ where: { teamId: team.id } })).toBe(50);
    const [job] = await db.$queryRaw<{ payload: { directory: string; moves: Parameters<typeof moveLater>[2] } }[]>`
      select payload from graphile_worker._private_jobs order by id desc limit 1`;
    if (!job) throw new Error("No job was asked for.");
    const [gone = ""] = job.payload.moves.map(({ person }) => person);
    await directory.patch(`/Groups/${id}`, { op: "remove", path: `members[value eq "${gone}"]` });
    await moveLater(db, job.payload.directory, job.payload.moves);
    expect(await membersOf(team.id)).toEqual(given(ids.filter((one) => one !== gone)));
  });
});
