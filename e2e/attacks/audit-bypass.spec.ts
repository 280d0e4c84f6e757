import { expect, test } from "@/e2e/fixtures";
import { newId } from "@/lib/core/ids";

/** What the database itself refuses is in lib/audit/append-only.db.test.ts; here is what the API lets a caller reach. */
const paths = [
  "/api/v1/audit/events",
  "/api/v1/audit/checkpoint",
  "/api/v1/audit/checkpoint/note",
  "/api/v1/audit/consistency?from=1&to=1",
];

test("no method writes to the log", async ({ page, signIn, owner }) => {
  const person = await signIn({ roles: ["member", "admin", "security", "auditor"] });
  const { rows } = await owner.query<{ id: string }>("select id from audit_events");
  const ids = rows.map(({ id }) => id);
  const read = "select md5(string_agg(e::text, ',' order by id)) from audit_events e where id = any($1)";
  const before = await owner.query(read, [ids]);
  for (const path of [...paths, `/api/v1/audit/events/${ids[0]}`]) {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
      const response = await page.request.fetch(path, { method, data: { data: {} }, headers: { "if-match": '"v1"' } });
      expect(response.status(), `${method} ${path}`).toBe(405);
    }
  }
  expect((await owner.query(read, [ids])).rows).toEqual(before.rows);
  expect((await owner.query("select 1 from audit_events where actor_id = $1", [person.id])).rows).toEqual([]);
});

test("without the right role nothing of the log is read, and each attempt is a line of it", async ({
  page,
  signIn,
  owner,
}) => {
  const person = await signIn({ roles: ["member", "approver"] });
  const { rows } = await owner.query<{ id: string }>("select event_id as id from audit_log order by seq limit 1");
  const id = rows[0]?.id ?? "";
  const all = [
    ...paths,
    `/api/v1/audit/events/${id}`,
    `/api/v1/audit/proof/${id}`,
    `/api/v1/audit/exports/${id}`,
    `/api/v1/audit/exports/${id}/file`,
  ];
  for (const path of all) expect((await page.request.get(path)).status(), path).toBe(403);
  const exported = await page.request.post("/api/v1/audit/exports", { data: { format: "csv" } });
  expect(exported.status()).toBe(403);
  const denied = await owner.query("select 1 from audit_events where actor_id = $1 and type = 'access.denied'", [
    person.id,
  ]);
  expect(denied.rows).toHaveLength(all.length + 1);
});

test("an admin reads the log but takes no copy of it away", async ({ page, signIn }) => {
  await signIn({ roles: ["admin"] });
  expect((await page.request.get("/api/v1/audit/events")).status()).toBe(200);
  expect((await page.request.post("/api/v1/audit/exports", { data: { format: "csv" } })).status()).toBe(403);
});

test("one person's export is no one else's, and a guessed one does not exist", async ({ page, signIn, context }) => {
  await signIn({ roles: ["auditor"] });
  const made = await page.request.post("/api/v1/audit/exports", { data: { format: "jsonl" } });
  expect(made.status()).toBe(201);
  const { file } = (await made.json()) as { file: string };
  await context.clearCookies();
  expect((await page.request.get(file)).status()).toBe(401);
  await signIn({ roles: ["auditor"] });
  expect((await page.request.get(file)).status()).toBe(404);
  expect((await page.request.get(`/api/v1/audit/exports/${newId("event")}/file`)).status()).toBe(404);
});

test("what a caller writes into a search reaches no other query and no event by name", async ({
  page,
  signIn,
  owner,
}) => {
  const person = await signIn({ roles: ["auditor"] });
  for (const q of ["' or 1=1 --", "%", "\\", "{subject}", "\u{1F600}"]) {
    const response = await page.request.get("/api/v1/audit/events", { params: { q } });
    expect(response.status(), q).toBe(200);
    expect(((await response.json()) as { data: unknown[] }).data, q).toEqual([]);
  }
  await page.request.post("/api/v1/audit/exports", { data: { format: "csv", filters: { q: "Kofi Mensah" } } });
  const { rows } = await owner.query<{ canonical: string }>("select canonical from audit_events where actor_id = $1", [
    person.id,
  ]);
  expect(rows).toHaveLength(1);
  expect(rows[0]?.canonical).not.toContain("Kofi");
});
