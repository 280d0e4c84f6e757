import { beforeEach, describe, expect, test } from "vitest";
import { describeViewer } from "@/lib/auth/describe-viewer";
import { answerInvitationForm, answerLinkForm } from "@/lib/auth/forms";
import { createTerminalLink, isAwaitingFirstAdmin, resetPasskeysFromTerminal } from "@/lib/auth/terminal";
import { readJson, TestBrowser } from "@/lib/auth/testing/browser";
import { setSettings } from "@/lib/auth/testing/settings";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { describeInvitation, invitePerson, renewInvitation, revokeInvitation } from "@/lib/people/service";
import { actAs, makePerson, makeTeam, readViewer } from "@/lib/people/testing/people";

const { db } = await openTestDatabase();
const origin = "http://localhost:4600";
const readToken = (url: string | null): string => new URL(url ?? "http://none").searchParams.get("token") ?? "";
const whereTo = (response: Response): string => (response.headers.get("location") ?? "").replace(origin, "");

beforeEach(async () => {
  setSettings({ adminEmail: "boss@example.org" });
  await db.rateLimit.deleteMany();
});

describe("the terminal", () => {
  test("makes the first admin, gives them another address while nobody came, and later knows only who is here", async () => {
    await db.person.updateMany({ data: { roles: ["member"] } });
    expect(await isAwaitingFirstAdmin()).toBe(true);
    const links = await Promise.all([createTerminalLink(), createTerminalLink()]);
    expect(links.map(({ url }) => url.startsWith(`${origin}/sign-in/link?token=`))).toEqual([true, true]);
    await createTerminalLink({ email: "Real@Example.org" });
    const admins = await db.person.findMany({ where: { roles: { has: "admin" } } });
    expect(admins).toMatchObject([{ email: "real@example.org", roles: ["security", "admin"], state: "active" }]);

    const browser = new TestBrowser();
    await browser.submit(answerLinkForm, { token: readToken((await createTerminalLink()).url) });
    expect(await readViewer(db, browser.cookieHeader)).toMatchObject({
      id: admins[0]?.id,
      roles: ["security", "admin"],
    });
    expect(await isAwaitingFirstAdmin()).toBe(false);
    await expect(createTerminalLink({ email: "nobody@example.org" })).rejects.toMatchObject({ code: "not_found" });
    expect((await createTerminalLink()).url).toContain("token=");
    const gone = await makePerson(db, { state: "deactivated" });
    await expect(createTerminalLink({ email: gone.email })).rejects.toMatchObject({
      code: "conflict",
      message: /deactivated/,
    });
    const invited = await makePerson(db, { state: "invited" });
    await expect(createTerminalLink({ email: invited.email })).rejects.toMatchObject({
      code: "conflict",
      message: /invited/,
    });
  });

  test("resets lost passkeys, blocks approving for a day, and tells the console", async () => {
    const security = await actAs(db, "security");
    const person = await makePerson(db, { name: "Lost Keys" });
    const key = {
      id: "pky_01KAKZ4A6S8D2F5G9H1J3K7M0N",
      credentialId: "lost",
      personId: person.id,
      name: "Phone",
      counter: 0,
      backedUp: false,
    };
    await db.passkey.create({ data: { ...key, publicKey: new Uint8Array([1]), createdAt: new Date() } });
    const { url } = await resetPasskeysFromTerminal({ email: person.email, reason: "Phone lost" });
    expect(await db.passkey.count({ where: { personId: person.id } })).toBe(0);
    const browser = new TestBrowser();
    await browser.submit(answerLinkForm, { token: readToken(url) });
    const me = await readJson<{ approvals_blocked_until: string; notices: object[] }>(
      await browser.call("GET", "/api/v1/me"),
    );
    expect(new Date(me.approvals_blocked_until).getTime()).toBeGreaterThan(Date.now() + 23 * 3_600_000);
    expect(me.notices).toMatchObject([{ kind: "passkeys_reset", own: true }]);
    expect(await db.auditEvent.findFirst({ where: { type: "passkeys.reset" } })).toMatchObject({
      actorKind: "system",
      subjectId: person.id,
    });
    expect((await describeViewer(security)).notices).toMatchObject([{ person: { name: "Lost Keys" }, own: false }]);
    expect((await describeViewer(await actAs(db, "member"))).notices).toEqual([]);
  });
});

describe("an invitation", () => {
  test("is shown once, accepted once, and makes its person active, in their teams", async () => {
    const admin = await actAs(db, "admin");
    const team = await makeTeam(db);
    const input = {
      email: "new@example.org",
      name: "New Person",
      roles: ["approver", "member"],
      teams: [team.id],
      delivery: "mail",
    } as const;
    const invited = await invitePerson(admin, { ...input, roles: [...input.roles], teams: [...input.teams] });
    expect(invited).toMatchObject({
      state: "invited",
      roles: ["member", "approver"],
      teams: [{ id: team.id, lead: false }],
      new_invitation: { mailed: false },
    });
    const token = readToken(invited.new_invitation?.url ?? null);
    expect(await describeInvitation(db, token, new Date())).toMatchObject({
      state: "ready",
      person: { email: "new@example.org" },
    });
    const browsers = [new TestBrowser(), new TestBrowser(), new TestBrowser()];
    const answers = await Promise.all(
      browsers.map((browser) => browser.submit(answerInvitationForm, { token, next: "/agents" })),
    );
    expect(answers.map(whereTo).toSorted()).toEqual([
      "/agents",
      "/sign-in?error=invitation_used",
      "/sign-in?error=invitation_used",
    ]);
    const signedIn = browsers.filter((browser) => browser.cookies.size > 0);
    expect(await readViewer(db, signedIn[0]?.cookieHeader ?? "")).toMatchObject({
      id: invited.id,
      roles: ["member", "approver"],
    });
    expect(await db.auditEvent.findFirst({ where: { type: "invitation.accepted" } })).toMatchObject({
      actorId: invited.id,
    });
  });

  test("runs out after seven days, is renewed, and a revoked or replaced one is dead", async () => {
    const admin = await actAs(db, "admin");
    const invited = await invitePerson(admin, {
      email: "slow@example.org",
      name: "Slow",
      roles: ["member"],
      teams: [],
      delivery: "copy",
    });
    const first = readToken(invited.new_invitation?.url ?? null);
    const days = (count: number): Date => new Date(Date.now() + count * 86_400_000);
    expect(await describeInvitation(db, first, days(6.9))).toMatchObject({ state: "ready" });
    expect(await describeInvitation(db, first, days(7.1))).toMatchObject({ state: "expired" });
    const second = readToken((await renewInvitation(admin, invited.id, { delivery: "copy" })).url);
    expect(whereTo(await new TestBrowser().submit(answerInvitationForm, { token: first }))).toBe(
      "/sign-in?error=invitation_revoked",
    );
    await db.invitation.updateMany({ where: { personId: invited.id }, data: { expiresAt: days(-1) } });
    expect(whereTo(await new TestBrowser().submit(answerInvitationForm, { token: second }))).toBe(
      "/sign-in?error=invitation_expired",
    );
    const third = readToken((await renewInvitation(admin, invited.id, { delivery: "copy" })).url);
    expect(await revokeInvitation(admin, invited.id)).toMatchObject({ state: "invited", invitation: null });
    expect(whereTo(await new TestBrowser().submit(answerInvitationForm, { token: third }))).toBe(
      "/sign-in?error=invitation_revoked",
    );
    expect(whereTo(await new TestBrowser().submit(answerInvitationForm, { token: "x" }))).toBe(
      "/sign-in?error=invitation_unknown",
    );
  });
});

describe("inviting", () => {
  test("is for admins to give, with a fresh proof where it gives rights, and for one address once", async () => {
    const invitation = {
      email: "once@example.org",
      name: "Once",
      roles: ["member"],
      teams: [],
      delivery: "copy",
    } satisfies Parameters<typeof invitePerson>[1];
    await expect(invitePerson(await actAs(db, "security"), invitation)).rejects.toMatchObject({ code: "forbidden" });
    const admin = await actAs(db, "admin");
    const later = { ...admin, now: new Date(Date.now() + 11 * 60_000) };
    await expect(invitePerson(later, { ...invitation, roles: ["admin"] })).rejects.toMatchObject({
      code: "reauthentication_required",
    });
    await invitePerson(later, invitation);
    await expect(invitePerson(admin, invitation)).rejects.toMatchObject({ code: "conflict" });
    const race = { ...invitation, email: "race@example.org" };
    const outcomes = await Promise.allSettled([invitePerson(admin, race), invitePerson(admin, race)]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  });
});
