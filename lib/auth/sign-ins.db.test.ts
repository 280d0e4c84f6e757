import { createHash } from "node:crypto";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { durations } from "@/lib/auth/durations";
import { listSignIns, revokeSignIn, revokeSignIns, signOut, signOutEverywhere } from "@/lib/auth/sign-ins/list";
import { endSignIns, openSignIn, writeSeen } from "@/lib/auth/sign-ins";
import { TestBrowser } from "@/lib/auth/testing/browser";
import { setSettings } from "@/lib/auth/testing/settings";
import { authenticateRequest } from "@/lib/auth/viewer";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { inTransaction } from "@/lib/db/transaction";
import { actAs, actAsPerson, makeCtx, makePerson, makeTeam, readViewer, signInAs } from "@/lib/people/testing/people";

const { db, ownerUrl } = await openTestDatabase();
setSettings();
const page = { limit: 50 } as const;

describe("a sign-in", () => {
  test("is known by the hash of its token alone, and says who and with what rights", async () => {
    const person = await makePerson(db, { roles: ["approver", "security"] });
    const team = await makeTeam(db);
    await db.teamMember.create({ data: { teamId: team.id, personId: person.id, lead: true } });
    const cookie = await signInAs(db, person);
    const token = cookie.split("=")[1] ?? "";
    const row = await db.signIn.findFirstOrThrow({ where: { personId: person.id } });
    expect(Buffer.from(row.tokenHash)).toEqual(createHash("sha256").update(token).digest());
    const viewer = await authenticateRequest(new Headers({ cookie: `other=1; ${cookie}` }));
    expect(viewer).toMatchObject({ kind: "person", id: person.id, roles: ["approver", "security"], leads: [team.id] });
  });

  test.each(["", "short", "a".repeat(43), "a".repeat(500), "%00", "' or 1=1"])(
    "is not behind the token %j",
    async (token) => {
      expect(await authenticateRequest(new Headers({ cookie: `ambit-session=${token}` }))).toEqual({
        kind: "anonymous",
      });
    },
  );

  test("ends after twelve hours, or two without a sign of life", async () => {
    const person = await makePerson(db);
    const cookie = await signInAs(db, person);
    const at = (ms: number) => readViewer(db, cookie, new Date(Date.now() + ms));
    expect(await at(durations.idleMs - 60_000)).toBeDefined();
    expect(await at(durations.idleMs + 1_000)).toBeUndefined();
    await db.signIn.updateMany({
      where: { personId: person.id },
      data: { lastSeenAt: new Date(Date.now() + durations.signInMs) },
    });
    expect(await at(durations.signInMs - 60_000)).toBeDefined();
    expect(await at(durations.signInMs + 1_000)).toBeUndefined();
  });

  test("is nobody's while its person is not active, whatever its own row says", async () => {
    const person = await makePerson(db);
    const cookie = await signInAs(db, person);
    for (const state of ["invited", "deactivated", "erased"] as const) {
      await db.person.update({ where: { id: person.id }, data: { state } });
      expect(await readViewer(db, cookie)).toBeUndefined();
    }
  });

  test("is written as seen at most forwards", async () => {
    const person = await makePerson(db);
    const viewer = await readViewer(db, await signInAs(db, person));
    if (!viewer) throw new Error("not signed in");
    const later = new Date(Date.now() + 120_000);
    await writeSeen(db, viewer, later);
    await writeSeen(db, viewer, new Date());
    expect((await db.signIn.findFirstOrThrow({ where: { personId: person.id } })).lastSeenAt).toEqual(later);
    expect((await db.person.findUniqueOrThrow({ where: { id: person.id } })).lastSeenAt).toEqual(later);
  });
});

describe("a new sign-in", () => {
  test("never takes over the token a browser brought along, and ends the one before it", async () => {
    const [victim, thief] = [await makePerson(db), await makePerson(db)];
    const planted = await signInAs(db, thief);
    const ctx = makeCtx(db, { kind: "anonymous" });
    const browser = { address: "192.0.2.7", userAgent: "x" };
    const previousToken = planted.split("=")[1];
    const { token } = await inTransaction(ctx, (tx) =>
      openSignIn(tx, ctx, { personId: victim.id, method: "link", browser, previousToken }),
    );
    expect(token).not.toBe(previousToken);
    expect(await readViewer(db, planted)).toBeUndefined();
    expect(await readViewer(db, `ambit-session=${token}`)).toMatchObject({ id: victim.id });
  });

  test("tells open streams when it ends", async () => {
    const person = await makePerson(db);
    const ctx = await actAsPerson(db, person);
    const listener = new pg.Client({ connectionString: ownerUrl });
    await listener.connect();
    const heard = new Promise((resolve) => listener.once("notification", ({ payload }) => resolve(payload)));
    await listener.query("listen ambit_sign_in_ended");
    await signOut(ctx);
    expect(await heard).toBe(ctx.viewer.signIn.id);
    await listener.end();
  });
});

describe("a person's list", () => {
  test("shows browsers in words, the newest first, this one marked, and nobody else's", async () => {
    const person = await makePerson(db);
    const safari =
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1";
    const hourAgo = new Date(Date.now() - 3_600_000);
    await signInAs(db, person, { userAgent: `${safari}\n\u202Eevil`, now: hourAgo });
    const ctx = await actAsPerson(db, person);
    const { data } = await listSignIns(ctx, person.id, page);
    expect(data.map(({ browser, current }) => [browser, current])).toEqual([
      ["Firefox 128 on Linux", true],
      ["Safari 17 on iPhone", false],
    ]);
    await expect(listSignIns(await actAs(db, "member"), person.id, page)).rejects.toMatchObject({ code: "forbidden" });
    expect((await listSignIns(await actAs(db, "security"), person.id, page)).data).toHaveLength(2);
  });

  test("is paged", async () => {
    const person = await makePerson(db);
    for (let hour = 1; hour >= 0; hour -= 0.25)
      await signInAs(db, person, { now: new Date(Date.now() - hour * 3_600_000) });
    const ctx = await actAsPerson(db, person);
    const first = await listSignIns(ctx, person.id, { limit: 4 });
    const second = await listSignIns(ctx, person.id, { limit: 4, cursor: first.next_cursor ?? "" });
    expect(new Set([...first.data, ...second.data].map(({ id }) => id)).size).toBe(6);
    expect(second.next_cursor).toBeNull();
  });
});

describe("ending sign-ins", () => {
  test("one, the others, all: at once, and the log tells who did it", async () => {
    const person = await makePerson(db);
    const [here, there, far] = [await signInAs(db, person), await signInAs(db, person), await signInAs(db, person)];
    const viewer = await readViewer(db, here);
    if (!viewer) throw new Error("not signed in");
    const ctx = { ...makeCtx(db, viewer), viewer };
    const farId = (await readViewer(db, far))?.signIn.id ?? "";
    await revokeSignIn(ctx, farId);
    expect(await readViewer(db, far)).toBeUndefined();
    expect(await revokeSignIns(ctx, person.id, { keep_this: true })).toEqual({ ended: 1 });
    expect(await readViewer(db, there)).toBeUndefined();
    expect(await readViewer(db, here)).toBeDefined();
    expect(await signOutEverywhere(ctx)).toEqual({ ended: 1 });
    expect(await readViewer(db, here)).toBeUndefined();
    const events = await db.auditEvent.findMany({
      where: { actorId: person.id, type: { in: ["sign_in.revoked", "sign_in.ended"] } },
    });
    expect(events.map(({ type }) => type).toSorted()).toEqual(["sign_in.ended", "sign_in.revoked", "sign_in.revoked"]);
  });

  test("of others is for security and admins", async () => {
    const person = await makePerson(db);
    const id = (await readViewer(db, await signInAs(db, person)))?.signIn.id ?? "";
    await expect(revokeSignIn(await actAs(db, "auditor"), id)).rejects.toMatchObject({ code: "forbidden" });
    await revokeSignIn(await actAs(db, "security"), id);
    await expect(revokeSignIn(await actAs(db, "security"), "sgn_01KAKZ3QW7E5R2T9Y4M1N8B6V3")).rejects.toMatchObject({
      code: "not_found",
    });
  });

  test("keeps a reader who is nobody out", async () => {
    const ctx = makeCtx(db, { kind: "anonymous" });
    await expect(revokeSignIns(ctx, (await makePerson(db)).id, { keep_this: false })).rejects.toMatchObject({
      code: "unauthenticated",
    });
    expect(
      await inTransaction(ctx, (tx) => endSignIns(tx, ctx, { id: "sgn_01KAKZ3QW7E5R2T9Y4M1N8B6V3" }, "revoked")),
    ).toBe(0);
  });
});

describe("over HTTP", () => {
  test("signing out here clears the cookie, and the next request is nobody's", async () => {
    const browser = new TestBrowser();
    const cookie = await signInAs(db, await makePerson(db, { name: "Ada Park" }));
    browser.cookies.set("ambit-session", cookie.split("=")[1] ?? "");
    expect(await (await browser.call("GET", "/api/v1/me")).json()).toMatchObject({
      name: "Ada Park",
      sign_in: { method: "link" },
    });
    const out = await browser.call("POST", "/api/v1/sign-ins/end");
    expect(out.status).toBe(204);
    expect(out.headers.getSetCookie()).toEqual(["ambit-session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"]);
    browser.cookies.set("ambit-session", cookie.split("=")[1] ?? "");
    expect((await browser.call("GET", "/api/v1/me")).status).toBe(401);
  });

  test("on https the cookie is bound to the host", async () => {
    setSettings({ publicUrl: "https://ambit.example.org" });
    const person = await makePerson(db);
    const cookie = await signInAs(db, person);
    expect(cookie).toMatch(/^__Host-ambit-session=/);
    expect(await authenticateRequest(new Headers({ cookie }))).toMatchObject({ id: person.id });
    expect(await authenticateRequest(new Headers({ cookie: cookie.replace("__Host-", "") }))).toEqual({
      kind: "anonymous",
    });
    setSettings();
  });
});
