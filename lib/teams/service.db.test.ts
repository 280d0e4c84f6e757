import { describe, expect, test } from "vitest";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { actAs, actAsPerson, makePerson, makeTeam } from "@/lib/people/testing/people";
import {
  createTeam,
  deleteTeam,
  getTeam,
  listTeamMembers,
  listTeams,
  removeTeamMember,
  setTeamMember,
  updateTeam,
} from "@/lib/teams/service";

const { db } = await openTestDatabase();

describe("a team", () => {
  test("is made, renamed and deleted by admins, and keeps its slug", async () => {
    const admin = await actAs(db, "admin");
    const team = await createTeam(admin, { name: "Payments" });
    expect(team).toMatchObject({
      slug: "payments",
      members: 0,
      abilities: ["update", "add_member", "change_member", "remove_member", "delete"],
    });
    expect(await createTeam(admin, { name: "Payments" })).toMatchObject({ slug: "payments-2" });
    expect(await updateTeam(admin, team.id, { name: "Billing" }, 1)).toMatchObject({
      slug: "payments",
      name: "Billing",
      version: 2,
    });
    await expect(updateTeam(admin, team.id, { name: "Late" }, 1)).rejects.toMatchObject({ code: "stale_version" });
    const member = await actAs(db, "member", "security");
    for (const attempt of [
      () => createTeam(member, { name: "Mine" }),
      () => updateTeam(member, team.id, { name: "Mine" }, 2),
      () => deleteTeam(member, team.id),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: "forbidden" });
    }
    expect(await getTeam(member, team.id)).toMatchObject({ abilities: [] });
    await deleteTeam(admin, team.id);
    await expect(getTeam(admin, team.id)).rejects.toMatchObject({ code: "not_found" });
    const types = (await db.auditEvent.findMany({ where: { subjectId: team.id } })).map(({ type }) => type);
    expect(types.toSorted()).toEqual(["team.created", "team.deleted", "team.updated"]);
  });

  test("gets a slug of its own also when several are made at once", async () => {
    const admin = await actAs(db, "admin");
    const teams = await Promise.all(Array.from({ length: 4 }, () => createTeam(admin, { name: "Twins" })));
    expect(teams.map(({ slug }) => slug).toSorted()).toEqual(["twins", "twins-2", "twins-3", "twins-4"]);
  });

  test("may be called anything a person types", async () => {
    expect(await createTeam(await actAs(db, "admin"), { name: "team@example.org 192.0.2.1" })).toMatchObject({
      name: "team@example.org 192.0.2.1",
    });
  });

  test("is listed by name and found by part of it, page by page", async () => {
    const admin = await actAs(db, "admin");
    for (const name of ["list b", "List A", "list C"]) await createTeam(admin, { name });
    const first = await listTeams(admin, { q: "LIST", limit: 2 });
    const second = await listTeams(admin, { q: "LIST", limit: 2, cursor: first.next_cursor ?? "" });
    expect([...first.data, ...second.data].map(({ name }) => name)).toEqual(["List A", "list b", "list C"]);
  });
});

describe("members", () => {
  test("are managed by whoever leads the team, and not by who leads another", async () => {
    const [team, other] = [await makeTeam(db), await makeTeam(db)];
    const [leadPerson, person] = [await makePerson(db), await makePerson(db, { name: "Zoe" })];
    await setTeamMember(await actAs(db, "admin"), team.id, leadPerson.id, { lead: true });
    const lead = await actAsPerson(db, leadPerson);
    expect(await setTeamMember(lead, team.id, person.id, { lead: false })).toMatchObject({
      lead: false,
      person: { name: "Zoe" },
    });
    expect(await setTeamMember(lead, team.id, person.id, { lead: true })).toMatchObject({ lead: true });
    await expect(setTeamMember(lead, other.id, person.id, { lead: true })).rejects.toMatchObject({ code: "forbidden" });
    const page = await listTeamMembers(lead, team.id, { limit: 1 });
    const rest = await listTeamMembers(lead, team.id, { limit: 1, cursor: page.next_cursor ?? "" });
    expect([...page.data, ...rest.data].map((member) => member.person.id)).toEqual([leadPerson.id, person.id]);
    await removeTeamMember(lead, team.id, person.id);
    await expect(removeTeamMember(lead, team.id, person.id)).rejects.toMatchObject({ code: "not_found" });
    const events = await db.auditEvent.findMany({ where: { subjectId: team.id, actorId: lead.viewer.id } });
    expect(events.map(({ type }) => type).toSorted()).toEqual([
      "team.member_added",
      "team.member_changed",
      "team.member_removed",
    ]);
    for (const event of events) expect(event).toMatchObject({ data: { person: person.id } });
  });

  test("are people who are here or on their way, each once", async () => {
    const admin = await actAs(db, "admin");
    const team = await makeTeam(db);
    for (const state of ["deactivated", "erased"] as const) {
      await expect(
        setTeamMember(admin, team.id, (await makePerson(db, { state })).id, { lead: false }),
      ).rejects.toMatchObject({ code: "conflict" });
    }
    const invited = await makePerson(db, { state: "invited" });
    await Promise.all([1, 2, 3].map(() => setTeamMember(admin, team.id, invited.id, { lead: false })));
    expect(await getTeam(admin, team.id)).toMatchObject({ members: 1 });
    expect(await db.auditEvent.count({ where: { subjectId: team.id } })).toBe(1);
  });
});
