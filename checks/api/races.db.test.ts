import { expect, it } from "vitest";
import { handlers } from "@/app/api/v1/[...path]/handlers";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { createApi } from "@/lib/http/api";
import { operations } from "@/lib/openapi/operations";
import { actAs, makePerson } from "@/lib/people/testing/people";
import { createTeam } from "@/lib/teams/service";

const { db } = await openTestDatabase();
const admin = await actAs(db, "admin");
const failures: unknown[] = [];
const answer = createApi({
  operations,
  handlers,
  authenticate: async () => admin.viewer,
  openDatabase: () => db,
  readSettings: () => ({ publicUrl: "http://localhost:3000", trustedProxies: [] }),
  note: (_, { error }) => void (error === undefined || failures.push(error)),
});

async function send(method: string, path: string, body?: object): Promise<number> {
  const init = body
    ? { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) }
    : { method };
  return (await answer(new Request(`http://localhost:3000/api/v1${path}`, init))).status;
}

it("a team that goes while people are put into it: somebody is told so, and nothing fails on our side", async () => {
  for (let round = 0; round < 4; round++) {
    const team = await createTeam(admin, { name: `Going ${round}` });
    const people = await Promise.all(Array.from({ length: 4 }, () => makePerson(db)));
    const invited = { name: "New", roles: ["member"], teams: [team.id], delivery: "copy" };
    const statuses = await Promise.all([
      ...people.map(({ id }) => send("PUT", `/teams/${team.id}/members/${id}`, { lead: true })),
      send("DELETE", `/teams/${team.id}`),
      send("POST", "/people", { ...invited, email: `going-${round}@example.org` }),
      ...people.map(({ id }) => send("PUT", `/teams/${team.id}/members/${id}`, { lead: false })),
    ]);
    expect(statuses.filter((status) => status >= 500)).toEqual([]);
  }
  expect(failures).toEqual([]);
});
