import { beforeEach, describe, expect, it } from "vitest";
import { connectDatabase } from "@/lib/db/client";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { expectProblem } from "@/lib/http/testing/expect-problem";
import { openTestApi, personWith } from "@/lib/http/testing/team-api";
import { newId } from "@/lib/core/ids";

const { db } = await openTestDatabase();
const api = openTestApi(db);
const admin = personWith(["admin"]);
const member = personWith(["member"]);
const unknownTeam = newId("team");

async function createTeam(slug: string, headers = {}): Promise<{ id: string; version: number }> {
  const response = await api.send("POST", "/api/v1/teams", { as: admin, body: { slug, name: slug }, headers });
  expect(response.status).toBe(201);
  return (await response.json()) as { id: string; version: number };
}

beforeEach(() => void api.notes.splice(0));

describe("every answer", () => {
  it("carries a request id, the time, and is kept by nobody", async () => {
    const response = await api.send("GET", "/api/v1/teams", { as: member, headers: { "x-request-id": "caller.id-1" } });
    expect(response.headers.get("x-request-id")).toBe("caller.id-1");
    expect(Date.parse(response.headers.get("date") ?? "")).not.toBeNaN();
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect(api.notes).toEqual([{ operation: "list", viewerId: member.id }]);
  });

  it.each(["short", "a b c d e f", "x".repeat(129), "<script>alert(1)</script>", "id;drop-table"])(
    "does not take %s for a request id",
    async (id) => {
      const response = await api.send("GET", "/api/v1/teams", { as: member, headers: { "x-request-id": id } });
      expect(response.headers.get("x-request-id")).toMatch(/^req_[0-9A-Z]{26}$/);
    },
  );

  it("tells nothing of a failure but its id, and notes it once", async () => {
    for (const kind of ["throw", "output"]) {
      const response = await api.send("GET", `/api/v1/test-failures/${kind}`);
      expect(JSON.stringify(await expectProblem(response, 500, "internal"))).not.toMatch(/secret|schema|stack|at /);
    }
    expect(api.notes.map(({ error }) => String(error))).toEqual([
      "Error: secret internals",
      expect.stringContaining("does not fit its schema: a:"),
    ]);
  });

  it("is 503 with Retry-After when the database is gone", async () => {
    const away = connectDatabase("postgresql://ambit_app:x@127.0.0.1:4599/gone", 1);
    const response = await openTestApi(away).send("GET", "/api/v1/teams", { as: member });
    expect(JSON.stringify(await expectProblem(response, 503, "unavailable"))).not.toMatch(/4599|ECONN|prisma/i);
    expect(response.headers.get("retry-after")).toBe("5");
    await away.$disconnect();
  });
});

describe("where and how", () => {
  it.each([
    "/api/v1/nothing",
    "/api/v1/teams/%zz",
    "/api/v1/teams/%C0%AF",
    "/api/v1",
    "/api/v1/teams/not-an-id",
    "/api/v1/teams/%00",
  ])("%s is a 404", async (path) => {
    expect(await expectProblem(await api.send("GET", path, { as: member }), 404, "not_found")).not.toHaveProperty(
      "errors",
    );
  });

  it("names the methods there are", async () => {
    const response = await api.send("DELETE", "/api/v1/teams", { as: admin });
    await expectProblem(response, 405, "method_not_allowed");
    expect(response.headers.get("allow")).toBe("GET, HEAD, OPTIONS, POST");
    const options = await api.send("OPTIONS", "/api/v1/teams");
    expect([options.status, options.headers.get("allow"), await options.text()]).toEqual([
      204,
      "GET, HEAD, OPTIONS, POST",
      "",
    ]);
  });

  it("answers HEAD as GET without the body", async () => {
    const head = await api.send("HEAD", "/api/v1/teams", { as: member });
    expect([head.status, head.headers.get("content-type"), await head.text()]).toEqual([200, "application/json", ""]);
    expect((await api.send("HEAD", "/api/v1/teams")).status).toBe(401);
  });
});

describe("who", () => {
  it("asks a stranger to sign in before reading anything", async () => {
    const response = await api.send("POST", "/api/v1/teams", {
      raw: "nonsense",
      headers: { "content-type": "application/json" },
    });
    await expectProblem(response, 401, "unauthenticated");
    expect(response.headers.get("www-authenticate")).toMatch(/^Session /);
    await expectProblem(
      await api.send("POST", `/api/v1/teams/${unknownTeam}/end`, { as: { kind: "system", id: "worker" } }),
      401,
      "unauthenticated",
    );
  });

  it("refuses a missing role, says which, and records it", async () => {
    const requestId = newId("request");
    const response = await api.send("POST", "/api/v1/teams", {
      as: member,
      body: { slug: "ops", name: "Ops" },
      headers: { "x-request-id": requestId },
    });
    expect(await expectProblem(response, 403, "forbidden")).toMatchObject({
      action: "teams.create",
      needs_roles: ["admin"],
    });
    expect(await db.auditEvent.findMany({ where: { requestId }, select: { type: true, actorId: true } })).toEqual([
      { type: "access.denied", actorId: member.id },
    ]);
  });

  it("lets a lead through, for the team they lead", async () => {
    const team = await createTeam("led");
    const rename = (leads: string[]) =>
      api.send("PATCH", `/api/v1/teams/${team.id}`, {
        as: personWith(["member"], { leads }),
        body: { name: "Led" },
        headers: { "if-match": '"v1"' },
      });
    await expectProblem(await rename([unknownTeam]), 403, "forbidden");
    expect((await rename([team.id])).status).toBe(200);
  });

  it("asks for a fresh proof of identity", async () => {
    const signIn = { ...admin.signIn, authenticatedAt: new Date(Date.now() - 11 * 60_000) };
    const stale = await api.send("PATCH", `/api/v1/teams/${unknownTeam}`, {
      as: { ...admin, signIn },
      body: { name: "X" },
      headers: { "if-match": '"v1"' },
    });
    expect(await expectProblem(stale, 403, "reauthentication_required")).toMatchObject({ max_age_seconds: 600 });
  });
});

describe("a write from elsewhere", () => {
  it.each<Record<string, string>>([
    { origin: "https://evil.test" },
    { origin: "null" },
    { origin: "https://ambit.test.evil.test" },
    { origin: "http://ambit.test" },
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { origin: "https://ambit.test", "sec-fetch-site": "cross-site" },
  ])("is refused: %j", async (headers) => {
    await expectProblem(
      await api.send("POST", "/api/v1/teams", { as: admin, body: { slug: "csrf", name: "X" }, headers }),
      403,
      "cross_site_request",
    );
    await expectProblem(await api.send("POST", "/api/v1/test-sign-in", { headers }), 403, "cross_site_request");
    expect(await db.team.count({ where: { slug: "csrf" } })).toBe(0);
  });

  it("is recorded, once a minute for each person", async () => {
    const minute = new Date("2026-11-21T08:00:20.000Z");
    const timed = openTestApi(db, () => minute);
    const person = personWith(["admin"]);
    const headers = { origin: "https://evil.test" };
    const attempt = (as = person) => timed.send("POST", "/api/v1/teams", { as, headers });
    const readEvents = () =>
      db.auditEvent.findMany({ where: { actorId: person.id }, select: { type: true, subjectId: true, data: true } });
    await Promise.all([attempt(), attempt(), attempt()]);
    const event = {
      type: "access.denied",
      subjectId: "teams.create",
      data: { cause: "cross_site_request", operation: "create" },
    };
    expect(await readEvents()).toEqual([event]);
    minute.setMinutes(minute.getMinutes() + 1);
    await attempt();
    expect(await readEvents()).toEqual([event, event]);
    const before = await db.auditEvent.count();
    await timed.send("POST", "/api/v1/test-sign-in", { headers });
    expect(await db.auditEvent.count()).toBe(before);
  });

  it("is not one from our own pages or from a program", async () => {
    const own = [{ origin: "https://ambit.test", "sec-fetch-site": "same-origin" }, { "sec-fetch-site": "none" }, {}];
    for (const [index, headers] of own.entries())
      expect(await createTeam(`own-${index}`, headers)).toHaveProperty("id");
  });
});

describe("what was made", () => {
  it("is found where the answer says, and can be changed at once", async () => {
    const made = await api.send("POST", "/api/v1/teams", { as: admin, body: { slug: "made", name: "Made" } });
    const location = made.headers.get("location") ?? "";
    const { id } = (await made.json()) as { id: string };
    expect([made.status, location]).toEqual([201, `/api/v1/teams/${id}`]);
    const read = await api.send("GET", location, { as: admin });
    expect(read.headers.get("etag")).toBe(made.headers.get("etag"));
    const headers = { "if-match": made.headers.get("etag") ?? "" };
    expect((await api.send("PATCH", location, { as: admin, body: { name: "X" }, headers })).status).toBe(200);
    expect((await api.send("POST", "/api/v1/test-sign-in")).headers.get("location")).toBeNull();
  });
});

describe("versions", () => {
  it("change with If-Match alone, and the newest wins only once", async () => {
    const team = await createTeam("versioned");
    const rename = (ifMatch: string | undefined, name: string) =>
      api.send("PATCH", `/api/v1/teams/${team.id}`, {
        as: admin,
        body: { name },
        headers: ifMatch === undefined ? {} : { "if-match": ifMatch },
      });
    await expectProblem(await rename(undefined, "A"), 428, "version_required");
    await expectProblem(await rename("*", "A"), 428, "version_required");
    await expectProblem(await rename('W/"v1"', "A"), 412, "stale_version");
    const read = await api.send("GET", `/api/v1/teams/${team.id}`, { as: admin });
    const etag = read.headers.get("etag") ?? "";
    const both = await Promise.all([rename(etag, "B"), rename(etag, "C")]);
    expect(new Set(both.map(({ status }) => status))).toEqual(new Set([200, 412]));
    const listed = await rename('"v1", "v2"', "D");
    expect([listed.status, listed.headers.get("etag")]).toEqual([200, expect.stringMatching(/^"v3\./)]);
    await expectProblem(await rename('"v1", "v2"', "E"), 412, "stale_version");
  });

  it("answers 304 to who has the representation", async () => {
    const team = await createTeam("cached");
    const read = (headers = {}) => api.send("GET", `/api/v1/teams/${team.id}`, { as: member, headers });
    const etag = (await read()).headers.get("etag") ?? "";
    const again = await read({ "if-none-match": `"other", W/${etag}` });
    expect([again.status, again.headers.get("etag"), await again.text()]).toEqual([304, etag, ""]);
    expect((await read({ "if-none-match": '"v1"' })).status).toBe(200);
  });
});

describe("rate limits", () => {
  it("count per address and say when to come back", async () => {
    const minute = new Date("2026-11-21T08:00:20.000Z");
    const limited = openTestApi(db, () => minute);
    const attempt = (peer: string) =>
      limited.send("POST", "/api/v1/test-sign-in", {
        headers: { "x-ambit-peer": peer, "x-forwarded-for": String(Math.random()) },
      });
    const first = await attempt("203.0.113.1");
    expect([first.status, first.headers.get("set-cookie")]).toEqual([
      200,
      "__Host-test=a%3Bb; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure",
    ]);
    const statuses = await Promise.all(Array.from({ length: 5 }, async () => (await attempt("203.0.113.1")).status));
    expect(statuses.filter((status) => status === 200)).toHaveLength(2);
    const refused = await attempt("203.0.113.1");
    await expectProblem(refused, 429, "rate_limited");
    expect(refused.headers.get("retry-after")).toBe("40");
    expect((await attempt("203.0.113.2")).status).toBe(200);
    minute.setMinutes(minute.getMinutes() + 1);
    expect((await attempt("203.0.113.1")).status).toBe(200);
  });
});
