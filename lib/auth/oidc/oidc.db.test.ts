import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { finishProvider } from "@/lib/auth/oidc/finish";
import { readJson, TestBrowser } from "@/lib/auth/testing/browser";
import { ProviderBrowser, startProvider } from "@/lib/auth/testing/provider";
import { setSettings } from "@/lib/auth/testing/settings";
import type { Settings } from "@/lib/config/settings";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { deactivatePerson, invitePerson, setRoles } from "@/lib/people/service";
import { actAs, makePerson, makeTeam, readViewer } from "@/lib/people/testing/people";

const { db } = await openTestDatabase();
const origin = "http://localhost:4600";
const provider = await startProvider(`${origin}/api/auth/callback/oidc`);
afterAll(provider.stop);

const oidc: NonNullable<Settings["oidc"]> = {
  issuer: provider.issuer,
  clientId: "ambit",
  clientSecret: "a secret of the test client",
  name: "Test login",
  groupsClaim: "groups",
  groups: {},
  signUp: false,
};

beforeEach(async () => {
  setSettings({ oidc });
  await db.rateLimit.deleteMany();
});

type Change = (url: URL) => void;

async function leave(browser: TestBrowser, path = "/api/v1/sign-ins/oidc", next = "/agents"): Promise<URL> {
  const answer = await browser.call("POST", path, { next });
  if (answer.status !== 200) throw new Error(`${answer.status} ${await answer.text()}`);
  return new URL((await readJson<{ url: string }>(answer)).url);
}

async function comeBack(browser: TestBrowser, url: string): Promise<string> {
  const answer = await browser.send(finishProvider, url, {
    method: "GET",
    headers: { "sec-fetch-site": "cross-site" },
  });
  expect(answer.status).toBe(303);
  return (answer.headers.get("location") ?? "").replace(origin, "");
}

/** The whole way: out, in at the provider, and back. */
async function signIn(login: string, browser = new TestBrowser(), change: Change = () => undefined) {
  const url = await leave(browser);
  change(url);
  return { place: await comeBack(browser, await new ProviderBrowser().visit(url.href, login)), browser };
}

const viewerOf = (browser: TestBrowser) => readViewer(db, browser.cookieHeader);

describe("signing in at the provider", () => {
  test("goes out with PKCE, state and nonce, and accepts the invitation of a verified address", async () => {
    const admin = await actAs(db, "admin");
    const invited = await invitePerson(admin, {
      email: "ada@corp.example",
      name: "Ada",
      roles: ["approver"],
      teams: [],
      delivery: "copy",
    });
    await provider.tell("ada", { email: "Ada@Corp.example", email_verified: true, name: "Ada of Corp" });
    const { place, browser } = await signIn("ada", new TestBrowser(), (url) => {
      expect(Object.fromEntries(url.searchParams)).toMatchObject({
        code_challenge_method: "S256",
        code_challenge: expect.stringMatching(/^[\w-]{43}$/) as unknown,
        state: expect.stringMatching(/^[\w-]{40,}$/) as unknown,
        nonce: expect.stringMatching(/^[\w-]{40,}$/) as unknown,
        redirect_uri: `${origin}/api/auth/callback/oidc`,
      });
    });
    expect(place).toBe("/agents");
    expect(await viewerOf(browser)).toMatchObject({ id: invited.id, roles: ["approver"], signIn: { method: "oidc" } });
    expect([...browser.cookies.keys()]).toEqual(["ambit-session"]);
    expect(await db.account.findFirst({ where: { personId: invited.id } })).toMatchObject({
      issuer: provider.issuer,
      subject: "ada",
    });
    expect(
      await db.auditEvent.findFirst({ where: { type: "invitation.accepted", actorId: invited.id } }),
    ).not.toBeNull();
  });

  test("knows whoever came before by issuer and subject, whatever their address is now", async () => {
    await provider.tell("ada", { email: "renamed@corp.example", email_verified: false });
    const { browser } = await signIn("ada");
    expect(await viewerOf(browser)).toMatchObject({
      id: (await db.account.findFirstOrThrow({ where: { subject: "ada" } })).personId,
    });
  });

  test("does not open somebody's account to a second account with their address", async () => {
    await provider.tell("eve", { email: "ada@corp.example", email_verified: true });
    const { place, browser } = await signIn("eve");
    expect([place, browser.cookies.has("ambit-session")]).toEqual(["/sign-in?error=account_conflict", false]);
  });
});

describe("whom the provider vouches for", () => {
  test("refuses strangers in words and writes it down, unless the settings let them in as members", async () => {
    await provider.tell("bob", { email: "bob@corp.example", email_verified: true, name: "Bob" });
    expect((await signIn("bob")).place).toBe("/sign-in?error=not_invited");
    expect(
      await db.auditEvent.findFirst({ where: { type: "sign_in.refused" }, orderBy: { id: "desc" } }),
    ).toMatchObject({
      data: { method: "oidc", cause: "not_invited" },
    });
    setSettings({ oidc: { ...oidc, signUp: true } });
    const { browser } = await signIn("bob");
    expect(await viewerOf(browser)).toMatchObject({ roles: ["member"] });
    expect(await db.person.findUnique({ where: { email: "bob@corp.example" } })).toMatchObject({
      name: "Bob",
      state: "active",
    });
  });

  test.each([
    [{ email_verified: false }],
    [{}],
    [{ email_verified: "true" }],
    [{ email_verified: true, email: "not an address" }],
  ])("believes verified addresses alone (%j)", async (claims) => {
    await makePerson(db, { email: "carla@corp.example" }).catch(() => undefined);
    await provider.tell("carla", { email: "carla@corp.example", ...claims });
    expect((await signIn("carla")).place).toBe("/sign-in?error=email_unverified");
  });

  test("lets nobody in who was deactivated", async () => {
    const person = await makePerson(db, { email: "gone@corp.example" });
    await provider.tell("gone", { email: person.email, email_verified: true });
    await signIn("gone");
    await deactivatePerson(await actAs(db, "admin"), person.id, { reason: "Left" });
    expect((await signIn("gone")).place).toBe("/sign-in?error=not_active");
  });

  test("can be cancelled there, and says when the provider is away", async () => {
    const browser = new TestBrowser();
    const url = await leave(browser);
    expect(await comeBack(browser, await new ProviderBrowser().visit(url.href, "cancel"))).toBe(
      "/sign-in?error=provider_denied",
    );
    setSettings({ oidc: { ...oidc, issuer: "http://127.0.0.1:1" } });
    expect((await new TestBrowser().call("POST", "/api/v1/sign-ins/oidc", {})).status).toBe(503);
    setSettings({ oidc: null });
    expect((await new TestBrowser().call("POST", "/api/v1/sign-ins/oidc", {})).status).toBe(409);
  });
});

describe("the way back", () => {
  async function arrive(): Promise<{ browser: TestBrowser; back: string }> {
    await provider.tell("dora", { email: "dora@corp.example", email_verified: true });
    await makePerson(db, { email: "dora@corp.example" }).catch(() => undefined);
    const browser = new TestBrowser();
    return { browser, back: await new ProviderBrowser().visit((await leave(browser)).href, "dora") };
  }

  test("works once, and only in the browser that left", async () => {
    const { browser, back } = await arrive();
    expect(await comeBack(new TestBrowser(), back)).toBe("/sign-in?error=attempt_expired");
    const copy = new TestBrowser();
    for (const [name, value] of browser.cookies) copy.cookies.set(name, value);
    expect(await comeBack(browser, back)).toBe("/agents");
    expect(await comeBack(copy, back)).toBe("/sign-in?error=attempt_expired");
    expect(copy.cookies.has("ambit-session")).toBe(false);
  });

  test.each(["ambit-oidc-state", "ambit-oidc-pkce", "ambit-oidc-nonce"])(
    "fails with another attempt's %s",
    async (name) => {
      const [mine, other] = [await arrive(), await arrive()];
      mine.browser.cookies.set(name, other.browser.cookies.get(name) ?? "");
      expect(await comeBack(mine.browser, mine.back)).toBe("/sign-in?error=provider_failed");
      expect(await viewerOf(mine.browser)).toBeUndefined();
    },
  );

  test("fails with a state nobody gave out", async () => {
    const { browser, back } = await arrive();
    const forged = new URL(back);
    forged.searchParams.set("state", "A".repeat(43));
    expect(await comeBack(browser, forged.href)).toBe("/sign-in?error=provider_failed");
  });

  test.each(["//evil.example", "https://evil.example/x", "/api/v1/people"])("never leads to %s", async (next) => {
    await arrive();
    const browser = new TestBrowser();
    const url = await leave(browser, "/api/v1/sign-ins/oidc", next);
    expect(await comeBack(browser, await new ProviderBrowser().visit(url.href, "dora"))).toBe("/");
  });
});

describe("groups", () => {
  test("give roles and teams, take theirs away again, and leave alone what people gave", async () => {
    const team = await makeTeam(db, "Risk");
    const byHand = await makeTeam(db, "By hand");
    setSettings({
      oidc: { ...oidc, groups: { "it-security": ["security", `team:${team.slug}`], bosses: ["approver"] } },
    });
    const person = await makePerson(db, { email: "grace@corp.example", roles: ["member"] });
    await db.teamMember.create({ data: { teamId: byHand.id, personId: person.id } });
    const claims = { email: person.email, email_verified: true };
    await provider.tell("grace", { ...claims, groups: ["it-security", "bosses", "constructor", "strangers"] });
    expect(await viewerOf((await signIn("grace")).browser)).toMatchObject({
      roles: ["member", "approver", "security"],
    });
    expect(
      await db.teamMember.findMany({ where: { personId: person.id }, orderBy: { fromGroups: "asc" } }),
    ).toMatchObject([
      { teamId: byHand.id, fromGroups: false },
      { teamId: team.id, fromGroups: true },
    ]);
    await provider.tell("grace", { ...claims, groups: "bosses" });
    expect(await viewerOf((await signIn("grace")).browser)).toMatchObject({ roles: ["member", "approver"] });
    expect(await db.teamMember.count({ where: { personId: person.id } })).toBe(1);
    await provider.tell("grace", claims);
    expect(await viewerOf((await signIn("grace")).browser)).toMatchObject({ roles: ["member"] });
  });

  test("never take the last admin away, and take any other", async () => {
    await db.person.updateMany({ data: { roles: ["member"] } });
    setSettings({ oidc: { ...oidc, groups: { admins: ["admin"] } } });
    const person = await makePerson(db, { email: "last@corp.example" });
    const claims = { email: person.email, email_verified: true };
    await provider.tell("last", { ...claims, groups: ["admins"] });
    await signIn("last");
    await provider.tell("last", { ...claims, groups: [] });
    expect(await viewerOf((await signIn("last")).browser)).toMatchObject({ roles: ["member", "admin"] });
    const other = await makePerson(db);
    const admin = await actAs(db, "admin");
    await setRoles(admin, other.id, { roles: ["admin"] }, 1);
    expect(await viewerOf((await signIn("last")).browser)).toMatchObject({ roles: ["member"] });
  });
});

describe("step-up at the provider", () => {
  const confirmPath = "/api/v1/sign-ins/confirm/oidc";

  async function openStale(login: string) {
    await makePerson(db, { email: `${login}@corp.example` }).catch(() => undefined);
    await provider.tell(login, { email: `${login}@corp.example`, email_verified: true });
    const [browser, there] = [new TestBrowser(), new ProviderBrowser()];
    await comeBack(browser, await there.visit((await leave(browser)).href, login));
    await db.signIn.updateMany({ data: { authenticatedAt: new Date(0) } });
    return { browser, there };
  }
  const isFresh = async (browser: TestBrowser) =>
    ((await viewerOf(browser))?.signIn.authenticatedAt.getTime() ?? 0) > Date.now() - 60_000;

  test("asks again although the provider still knows the person, and renews this sign-in", async () => {
    const { browser, there } = await openStale("frida");
    expect(await readJson(await browser.call("GET", "/api/v1/sign-ins/confirm"))).toMatchObject({ method: "oidc" });
    const cookie = browser.cookieHeader;
    const url = await leave(browser, confirmPath, "/people");
    expect([url.searchParams.get("max_age"), url.searchParams.get("prompt")]).toEqual(["0", "login"]);
    expect(await comeBack(browser, await there.visit(url.href, "frida"))).toBe("/people");
    expect(there.asked).toBe(2);
    expect([browser.cookieHeader, await isFresh(browser)]).toEqual([cookie, true]);
    expect(await db.signIn.count({ where: { person: { email: "frida@corp.example" } } })).toBe(1);
  });

  test("is not passed by an old sign-in at the provider", async () => {
    const { browser, there } = await openStale("hugo");
    const url = await leave(browser, confirmPath);
    // What a person in between could change on the way out; without `max_age` there would be no `auth_time` at all.
    url.searchParams.set("max_age", "3600");
    url.searchParams.delete("prompt");
    await db.challenge.updateMany({ data: { expiresAt: new Date(Date.now() + 15 * 60_000 + 30_000) } });
    expect(await comeBack(browser, await there.visit(url.href, "hugo"))).toBe("/sign-in?error=confirm_stale");
    expect([there.asked, await isFresh(browser)]).toEqual([1, false]);
  });

  test("is not passed by somebody else, nor in another browser", async () => {
    const { browser } = await openStale("ines");
    await openStale("jakob");
    const url = await leave(browser, confirmPath);
    expect(await comeBack(browser, await new ProviderBrowser().visit(url.href, "jakob"))).toBe(
      "/sign-in?error=confirm_other_person",
    );
    const again = await leave(browser, confirmPath);
    const back = await new ProviderBrowser().visit(again.href, "ines");
    browser.cookies.delete("ambit-session");
    expect(await comeBack(browser, back)).toBe("/sign-in?error=attempt_expired");
    expect(await viewerOf(browser)).toBeUndefined();
  });
});
