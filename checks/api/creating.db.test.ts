import { beforeEach, expect, test } from "vitest";
import { handlers } from "@/app/api/v1/[...path]/handlers";
import { newId } from "@/lib/core/ids";
import type { Viewer } from "@/lib/core/viewer";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { createApi } from "@/lib/http/api";
import { operations } from "@/lib/openapi/operations";
import { actAs } from "@/lib/people/testing/people";

const { db } = await openTestDatabase();
let viewer: Viewer = { kind: "anonymous" };
const answer = createApi({
  operations,
  handlers,
  authenticate: async () => viewer,
  openDatabase: () => db,
  readSettings: () => ({ publicUrl: "http://localhost:3000", trustedProxies: [] }),
  note: () => undefined,
});
beforeEach(async () => {
  ({ viewer } = await actAs(db, "admin", "auditor", "security"));
});

type Answer = { status: number; headers: Headers; body: { id: string; errors?: unknown } };
async function post(path: string, body: object, key?: string): Promise<Answer> {
  const headers = { "content-type": "application/json", ...(key === undefined ? {} : { "idempotency-key": key }) };
  const request = new Request(`http://localhost:3000${path}`, { method: "POST", headers, body: JSON.stringify(body) });
  const response = await answer(request);
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as Answer["body"],
  };
}

test("an export asked for twice under one key is one export, also when its first asker died", async () => {
  const ask = () => post("/api/v1/audit/exports", { format: "csv" }, "one-export");
  const first = await ask();
  expect([first.status, first.headers.get("location")]).toEqual([201, `/api/v1/audit/exports/${first.body.id}`]);
  expect((await ask()).body.id).toBe(first.body.id);
  await db.$executeRaw`update idempotency_keys set resource_id = null, created_at = created_at - interval '2 minutes'`;
  expect((await ask()).body.id).toBe(first.body.id);
  expect(await db.auditEvent.count({ where: { type: "audit.exported" } })).toBe(1);
});

test("a team in the body that nobody knows is a fault of the body, at its place", async () => {
  const team = await post("/api/v1/teams", { name: "Known" });
  expect(team.headers.get("location")).toBe(`/api/v1/teams/${team.body.id}`);
  expect(team.headers.get("etag")).toMatch(/^"v1\./);
  const body = { email: "new@example.org", name: "New", roles: ["member"], delivery: "copy" };
  const refused = await post("/api/v1/people", { ...body, teams: [team.body.id, newId("team")] });
  expect(refused.status).toBe(400);
  expect(refused.body.errors).toEqual([
    { pointer: "/teams/1", code: "unknown_team", detail: "There is no such team." },
  ]);
  expect(await db.person.count({ where: { email: body.email } })).toBe(0);
  const made = await post("/api/v1/people", { ...body, teams: [team.body.id] });
  expect([made.status, made.headers.get("location")]).toEqual([201, `/api/v1/people/${made.body.id}`]);
});
