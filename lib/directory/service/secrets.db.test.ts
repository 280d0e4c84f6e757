import { beforeEach, describe, expect, test } from "vitest";
import { TestBrowser } from "@/lib/auth/testing/browser";
import { setSettings } from "@/lib/auth/testing/settings";
import { eventually } from "@/lib/core/testing/eventually";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { createDirectory, listDirectories, readCreated, revokeDirectory } from "@/lib/directory/service";
import { connectDirectory, TestDirectory } from "@/lib/directory/testing/scim";
import { actAs, makeCtx } from "@/lib/people/testing/people";

const { db } = await openTestDatabase();
const make = { name: "Okta", days: 30 } as const;

beforeEach(async () => {
  setSettings();
  await db.rateLimit.deleteMany();
  await db.directory.updateMany({ data: { revokedAt: new Date() } });
});

describe("a secret", () => {
  test("is shown once, kept as a hash, and named in the log without itself", async () => {
    const admin = await actAs(db, "admin");
    const { id, secret, state, expires_at } = await createDirectory(admin, make);
    expect([state, secret]).toEqual(["live", expect.stringMatching(/^[\w-]{43}$/)]);
    expect(new Date(expires_at).getTime()).toBe(admin.now.getTime() + 30 * 24 * 3_600_000);
    expect(await readCreated(admin, id)).toMatchObject({ id, secret: null });
    const row = await db.directory.findUniqueOrThrow({ where: { id } });
    expect(Buffer.from(row.tokenHash).toString("utf8")).not.toContain(secret);
    expect(JSON.stringify(await listDirectories(admin, { limit: 50 }))).not.toContain(secret);
    const event = await db.auditEvent.findFirstOrThrow({ where: { type: "directory.created", subjectId: id } });
    expect(event).toMatchObject({ actorId: admin.viewer.id, data: { days: 30 } });
    expect(event.canonical).not.toContain(secret);
  });

  test("has one other beside it and no third, also when they are made at once", async () => {
    const admin = await actAs(db, "admin");
    const made = await Promise.allSettled([
      createDirectory(admin, make),
      createDirectory(admin, make),
      createDirectory(admin, make),
    ]);
    expect(made.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "fulfilled", "rejected"]);
    expect(made.find(({ status }) => status === "rejected")).toMatchObject({ reason: { code: "conflict" } });
    const [one] = (await listDirectories(admin, { limit: 50 })).data;
    await revokeDirectory(admin, one?.id ?? "");
    await createDirectory(admin, make);
  });

  test("is made and revoked by admins alone, with a fresh proof, and looked at by those who see the settings", async () => {
    const { id } = await createDirectory(await actAs(db, "admin"), make);
    const late = { ...(await actAs(db, "admin")), now: new Date(Date.now() + 11 * 60_000) };
    await expect(createDirectory(late, make)).rejects.toMatchObject({ code: "reauthentication_required" });
    await expect(revokeDirectory(late, id)).rejects.toMatchObject({ code: "reauthentication_required" });
    const security = await actAs(db, "security");
    await expect(createDirectory(security, make)).rejects.toMatchObject({ code: "forbidden" });
    await expect(revokeDirectory(security, id)).rejects.toMatchObject({ code: "forbidden" });
    expect((await listDirectories(security, { limit: 50 })).data[0]).toMatchObject({ id, abilities: [] });
    await expect(listDirectories(await actAs(db, "member"), { limit: 50 })).rejects.toMatchObject({
      code: "forbidden",
    });
    const directory = makeCtx(db, { kind: "directory", id });
    await expect(listDirectories(directory, { limit: 50 })).rejects.toMatchObject({ code: "forbidden" });
    await expect(createDirectory(directory, make)).rejects.toMatchObject({ code: "forbidden" });
  });

  test("pages through all that ever were, each once", async () => {
    const admin = await actAs(db, "admin");
    const found: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listDirectories>> = await listDirectories(admin, {
        limit: 2,
        ...(cursor === null ? {} : { cursor }),
      });
      found.push(...page.data.map(({ id }) => id));
      cursor = page.next_cursor;
    } while (cursor !== null);
    expect(found.length).toBe(await db.directory.count());
    expect(new Set(found).size).toBe(found.length);
  });
});

describe("the door", () => {
  const closed = async (directory: TestDirectory, headers?: Record<string, string>) => {
    const { status, headers: sent, body } = await directory.call("GET", "/Users", undefined, headers);
    expect([status, body["status"], sent.get("content-type")]).toEqual([
      401,
      "401",
      "application/scim+json;charset=utf-8",
    ]);
    return sent.get("www-authenticate");
  };

  test("opens to a living secret and says what it can do", async () => {
    const directory = await connectDirectory(db);
    const { status, headers, body } = await directory.call("GET", "/ServiceProviderConfig");
    expect([status, headers.get("x-request-id")]).toEqual([200, expect.stringMatching(/^req_/)]);
    expect(body).toMatchObject({ bulk: { supported: false }, patch: { supported: true }, filter: { supported: true } });
    expect((await directory.call("GET", "/Schemas")).body.totalResults).toBe(2);
    expect((await directory.call("GET", "/Schemas?filter=id%20pr")).status).toBe(403);
    expect((await directory.call("GET", "/ResourceTypes/Group")).body).toMatchObject({ endpoint: "/Groups" });
    expect((await directory.call("GET", "/Schemas/urn:ietf:params:scim:schemas:core:2.0:User")).status).toBe(200);
    await eventually(async () => {
      const row = await db.directory.findUniqueOrThrow({ where: { id: directory.id } });
      expect(row.lastUsedAt).toBeInstanceOf(Date);
    });
  });

  test("stays shut to no secret, a wrong one, an expired one and a revoked one", async () => {
    const { id, secret } = await connectDirectory(db);
    expect(await closed(new TestDirectory("", ""), { authorization: "" })).toBe('Bearer realm="ambit-scim"');
    expect(await closed(new TestDirectory("", "A".repeat(43)))).toContain('error="invalid_token"');
    expect(await closed(new TestDirectory("", `${secret}x`))).toContain("invalid_token");
    expect(await closed(new TestDirectory("", ""), { authorization: `Basic ${secret}` })).toContain("Bearer");
    await db.directory.update({ where: { id }, data: { expiresAt: new Date(Date.now() - 1) } });
    await closed(new TestDirectory(id, secret));
    await db.directory.update({ where: { id }, data: { expiresAt: new Date(Date.now() + 60_000) } });
    expect((await new TestDirectory(id, secret).call("GET", "/Users")).status).toBe(200);
    await revokeDirectory(await actAs(db, "admin"), id);
    await closed(new TestDirectory(id, secret));
  });

  test("shuts also on what was on its way when the secret was revoked", async () => {
    const directory = await connectDirectory(db);
    const admin = await actAs(db, "admin");
    const body = { userName: "slow@corp.example" };
    const opened = async () => {
      await eventually(async () =>
        expect(await db.rateLimit.count({ where: { key: `scim:${directory.id}` } })).toBe(1),
      );
      await revokeDirectory(admin, directory.id);
    };
    expect(await directory.postSlowly("/Users", body, opened)).toBe(401);
    expect(await db.person.count({ where: { email: body.userName } })).toBe(0);
  });

  test("is the only one the secret opens, and a browser's session does not open it", async () => {
    const { secret } = await connectDirectory(db);
    const browser = new TestBrowser();
    expect((await browser.call("GET", "/api/v1/me", undefined, { authorization: `Bearer ${secret}` })).status).toBe(
      401,
    );
    browser.cookies.set("ambit-session", secret);
    expect((await browser.call("GET", "/api/v1/me")).status).toBe(401);
    await closed(new TestDirectory("", ""), { authorization: "", cookie: `ambit-session=${secret}` });
  });
});

describe("the open door", () => {
  test("counts those who guess and those who hurry", async () => {
    const directory = await connectDirectory(db);
    const guess = () => new TestDirectory("", "B".repeat(43)).call("GET", "/Users");
    /** As if all attempts were used up, also those of the minute that may begin in between. */
    const useUp = async () => {
      await db.$executeRaw`insert into rate_limits (key, window_end, used)
        select key, window_end + interval '1 minute', 5000 from rate_limits on conflict do nothing`;
      await db.rateLimit.updateMany({ data: { used: 5_000 } });
    };
    expect((await guess()).status).toBe(401);
    await useUp();
    const refused = await guess();
    expect([refused.status, Number(refused.headers.get("retry-after")) > 0]).toEqual([429, true]);
    expect((await directory.call("GET", "/Users")).status).toBe(200);
    await useUp();
    expect((await directory.call("GET", "/Users")).status).toBe(429);
  });

  test("knows its addresses and methods", async () => {
    const directory = await connectDirectory(db);
    const statuses = async (...calls: [string, string][]) =>
      Promise.all(calls.map(async ([method, path]) => (await directory.call(method, path)).status));
    expect(await statuses(["POST", "/Bulk"], ["GET", "/Me"], ["POST", "/.search"])).toEqual([501, 501, 501]);
    expect(await statuses(["GET", "/Things"], ["GET", "/Users/a/b"], ["GET", "/Users/%E0%A4%A"], ["GET", ""])).toEqual([
      404, 404, 404, 404,
    ]);
    expect(
      await statuses(["GET", "/Users/../../api/v1/me"], ["GET", "/__proto__"], ["GET", "/Schemas/constructor"]),
    ).toEqual([404, 404, 404]);
    const wrong = await directory.call("DELETE", "/Users");
    expect([wrong.status, wrong.headers.get("allow")]).toEqual([405, "GET, POST"]);
  });
});

describe("a secret that does not open the door", () => {
  test("leaves an event, once a minute for an address", async () => {
    await db.rateLimit.deleteMany();
    const denied = () =>
      db.auditEvent.findMany({ where: { type: "access.denied", actorKind: "anonymous" }, orderBy: { id: "asc" } });
    const before = (await denied()).length;
    const wrong = new TestDirectory("", "B".repeat(43));
    await wrong.call("POST", "/Users", { userName: "x@corp.example" });
    for (let times = 0; times < 3; times++) await wrong.call("GET", "/Users");
    const events = (await denied()).slice(before);
    expect(events).toMatchObject([
      { subjectId: "people.deactivate", data: { cause: "directory_secret", directory: null } },
    ]);
    expect(JSON.stringify(events)).not.toContain("192.0.2.7");
    const personal = await db.auditPrivate.findUniqueOrThrow({ where: { eventId: events[0]?.id ?? "" } });
    expect(personal).toMatchObject({ data: { address: "192.0.2.7" } });
  });
});
