import { describe, expect, test } from "vitest";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { invitePerson, renewInvitation } from "@/lib/people/service";
import { actAs } from "@/lib/people/testing/people";

const { db } = await openTestDatabase();

describe("a renewed invitation", () => {
  test("that makes somebody more than a member asks who it is, as giving roles does", async () => {
    const admin = await actAs(db, "admin");
    const invite = (email: string, roles: ("member" | "admin")[]) =>
      invitePerson(admin, { email, name: "Invited", roles, teams: [], delivery: "copy" });
    const [member, coming] = [
      await invite("renewed-member@example.org", ["member"]),
      await invite("renewed-admin@example.org", ["admin"]),
    ];
    const later = { ...admin, now: new Date(admin.now.getTime() + 11 * 60_000) };
    await expect(renewInvitation(later, coming.id, { delivery: "copy" })).rejects.toMatchObject({
      code: "reauthentication_required",
    });
    await expect(renewInvitation(later, member.id, { delivery: "copy" })).resolves.toMatchObject({ mailed: false });
    await expect(renewInvitation(admin, coming.id, { delivery: "copy" })).resolves.toMatchObject({ mailed: false });
  });
});
