import { expect, test } from "@/e2e/fixtures";
import { createAgent } from "@/e2e/server/agents";
import { createView } from "@/e2e/server/inventory";
import { createSignedInPerson, createTeamOf } from "@/e2e/server/people";
import { permissions } from "@/lib/access/permissions";
import type { Role } from "@/lib/core/viewer";
import type { Operation } from "@/lib/http/operation";
import { operations } from "@/lib/openapi/operations";

/** What belongs to admins alone, whatever the table says: giving one of these away is a decision, not a slip. */
const adminOnly =
  "invitePerson renewInvitation revokeInvitation updatePerson setRoles deactivatePerson reactivatePerson erasePerson resetPasskeys createTeam updateTeam deleteTeam setTeamMember removeTeamMember retryJob discardJob getSample addSample deleteSample".split(
    " ",
  );

/** Every operation that this role alone has no permission for, read from the table: a new one cannot escape. */
function listForbidden(role: Role): readonly Operation[] {
  const all: readonly Operation[] = Object.values(operations);
  return all.filter(({ access, plane }) => {
    if (access.kind !== "permission" || plane) return false;
    const roles: readonly Role[] = permissions[access.action].roles;
    return !roles.includes(role);
  });
}

/** Real things of somebody else where the path names one, and the query of the example: nothing but the permission can refuse. */
function fillAddress(operation: Operation, ids: Readonly<Record<string, string>>): string {
  const query = Object.entries(operation.example.query ?? {}).flatMap(([key, value]) =>
    [value].flat().map((one) => [key, String(one)]),
  );
  const path = operation.path.replaceAll(/(\w+)\/\{(\w+)\}/g, (_, kind: string, name: string) => {
    const part = ids[name === "id" ? kind : name] ?? operation.example.params?.[name] ?? "1";
    return `${kind}/${part}`;
  });
  return query.length > 0 ? `${path}?${new URLSearchParams(query)}` : path;
}

for (const role of ["member", "approver", "auditor", "security"] as const) {
  test(`${role} is refused everything the role does not give, and each attempt is a line of the log`, async ({
    page,
    signIn,
    owner,
  }) => {
    const forbidden = listForbidden(role);
    expect(forbidden.map(({ id }) => id)).toEqual(expect.arrayContaining(adminOnly));
    const attacker = await signIn({ roles: [role] });
    const victim = await createSignedInPerson(owner, { roles: ["member"] });
    const team = await createTeamOf(owner, victim);
    const readThings = async () =>
      (
        await owner.query(
          `select p.name, p.state, p.roles, p.version, t.name as team, t.version as team_version,
                  (select count(*) from team_members m where m.team_id = t.id) as members
           from people p, teams t where p.id = $1 and t.id = $2`,
          [victim.id, team],
        )
      ).rows;
    const before = await readThings();
    const agent = await createAgent(victim);
    const view = await createView(owner, victim);
    const ids = { people: victim.id, teams: team, person: victim.id, views: view };
    const parts = { slug: agent.slug, owners: agent.owners[0]?.id ?? "" };

    for (const operation of forbidden) {
      const path = fillAddress(operation, { ...ids, ...parts });
      const response = await page.request.fetch(path, {
        method: operation.method,
        headers: { "if-match": '"v1"' },
        ...(operation.body ? { data: operation.example.body } : {}),
      });
      expect(response.status(), `${operation.method} ${path}`).toBe(403);
      expect(((await response.json()) as { type: string }).type, operation.id).toBe("urn:ambit:problem:forbidden");
    }

    expect(await readThings()).toEqual(before);
    const { rows: after } = await owner.query("select version, state from agents where id = $1", [agent.id]);
    expect(after).toEqual([{ version: 1, state: "draft" }]);
    const { rows } = await owner.query("select distinct type from audit_events where actor_id = $1", [attacker.id]);
    expect(rows).toEqual([{ type: "access.denied" }]);
    const denied = await owner.query("select 1 from audit_events where actor_id = $1", [attacker.id]);
    expect(denied.rows).toHaveLength(forbidden.length);
  });
}

test("a lead changes their own team and no other", async ({ page, signIn, owner }) => {
  const lead = await signIn({ roles: ["member"] });
  const other = await createSignedInPerson(owner);
  const [own, foreign] = [await createTeamOf(owner, lead), await createTeamOf(owner, other)];
  const rename = (team: string) =>
    page.request.patch(`/api/v1/teams/${team}`, { data: { name: "Taken over" }, headers: { "if-match": '"v1"' } });
  expect((await rename(own)).status()).toBe(200);
  expect((await rename(foreign)).status()).toBe(403);
  const join = await page.request.put(`/api/v1/teams/${foreign}/members/${lead.id}`, { data: { lead: true } });
  expect(join.status()).toBe(403);
  expect((await page.request.delete(`/api/v1/teams/${own}`)).status()).toBe(403);
});

test("an admin gives themselves nothing without a fresh proof", async ({ page, signIn }) => {
  const admin = await signIn({ roles: ["admin"], authenticatedMinutesAgo: 11 });
  const response = await page.request.put(`/api/v1/people/${admin.id}/roles`, {
    data: { roles: ["admin", "security"] },
    headers: { "if-match": '"v1"' },
  });
  expect(response.status()).toBe(403);
  expect(((await response.json()) as { type: string }).type).toBe("urn:ambit:problem:reauthentication_required");
});

test("pages of Settings say what is missing instead of showing anything", async ({ page, signIn }) => {
  await signIn({ roles: ["member"] });
  for (const [path, title] of [
    ["/settings/jobs", "You cannot see background jobs"],
    ["/settings/installation", "You cannot see how this installation is set up"],
    ["/settings/sample", "You cannot change the sample data"],
  ] as const) {
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1, name: title })).toBeVisible();
    await expect(page.getByRole("link", { name: "All settings" })).toBeVisible();
  }
  await page.goto("/people");
  await expect(page.getByRole("button", { name: "Invite" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Export CSV" })).toHaveCount(0);
});
