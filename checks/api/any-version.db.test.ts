import { beforeEach, expect, test } from "vitest";
import { handlers } from "@/app/api/v1/[...path]/handlers";
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
  ({ viewer } = await actAs(db, "admin", "security"));
});

type Answer = { status: number; body: { id: string; slug: string; version: number } };

async function send(method: string, path: string, body: object, ifMatch?: string): Promise<Answer> {
  const headers = { "content-type": "application/json", ...(ifMatch === undefined ? {} : { "if-match": ifMatch }) };
  const request = new Request(`http://localhost:3000/api/v1${path}`, { method, headers, body: JSON.stringify(body) });
  const response = await answer(request);
  return { status: response.status, body: (await response.json()) as Answer["body"] };
}

test.each([
  ["agents", { name: "Versioned", purpose: "", environment: "sandbox" }, "slug"],
  ["systems", { name: "Versioned" }, "slug"],
  ["teams", { name: "Versioned" }, "id"],
  ["views", { list: "agents", name: "Versioned", query: "", shared: false }, "id"],
  [
    "people",
    { email: "versioned@example.org", name: "Versioned", roles: ["member"], teams: [], delivery: "copy" },
    "id",
  ],
] as const)("no tag means any version of %s", async (list, input, key) => {
  const { status, body: made } = await send("POST", `/${list}`, input);
  expect(status).toBe(201);
  const path = `/${list}/${made[key]}`;
  for (const tag of ['"v0"', '"v0.abc"', '"v99","v0"', '"v0", W/"v1"'])
    expect([tag, (await send("PATCH", path, { name: "Overwritten" }, tag)).status]).toEqual([tag, 412]);
  expect((await send("PATCH", path, { name: "Changed" }, '"v99","v1"')).status).toBe(200);
});
