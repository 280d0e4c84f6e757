import { beforeEach, describe, expect, test } from "vitest";
import { answerLinkForm } from "@/lib/auth/forms";
import { createLink, describeLink, requestLink } from "@/lib/auth/links";
import { readJson, TestBrowser } from "@/lib/auth/testing/browser";
import { setSettings } from "@/lib/auth/testing/settings";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { inTransaction } from "@/lib/db/transaction";
import { deactivatePerson } from "@/lib/people/service";
import { actAs, makeCtx, makePerson, readViewer, type TestPerson } from "@/lib/people/testing/people";

const { db } = await openTestDatabase();
const origin = "http://localhost:4600";
const readToken = (url: string | null): string => new URL(url ?? "http://none").searchParams.get("token") ?? "";

beforeEach(async () => {
  setSettings({ adminEmail: "boss@example.org" });
  await db.rateLimit.deleteMany();
});

async function makeLink(person: TestPerson): Promise<string> {
  const ctx = makeCtx(db, { kind: "system", id: "terminal" });
  return readToken((await inTransaction(ctx, (tx) => createLink(tx, ctx, person.id, "terminal"))).url);
}

const whereTo = (response: Response): string => (response.headers.get("location") ?? "").replace(origin, "");

describe("a one-time link", () => {
  test("signs in once, by its button, and goes where it should", async () => {
    const person = await makePerson(db, { name: "Ada Park" });
    const token = await makeLink(person);
    expect(await describeLink(db, token, new Date())).toMatchObject({ state: "ready", person: { name: "Ada Park" } });
    expect(await describeLink(db, token, new Date())).toMatchObject({ state: "ready" });
    const browser = new TestBrowser();
    const response = await browser.submit(answerLinkForm, { token, next: "/agents?x=1" });
    expect([response.status, whereTo(response)]).toEqual([303, "/agents?x=1"]);
    expect(response.headers.get("referrer-policy")).toBe("no-referrer");
    expect(await readViewer(db, browser.cookieHeader)).toMatchObject({ id: person.id, signIn: { method: "link" } });
    const again = await new TestBrowser().submit(answerLinkForm, { token });
    expect(whereTo(again)).toBe("/sign-in?error=link_used");
    expect(again.headers.getSetCookie()).toEqual([]);
    expect(await describeLink(db, token, new Date())).toMatchObject({ state: "used" });
    expect(
      await db.auditEvent.count({ where: { type: "link.refused", data: { path: ["person"], equals: person.id } } }),
    ).toBe(1);
  });

  test("is kept as a hash: no table holds the token", async () => {
    const token = await makeLink(await makePerson(db));
    const tables = await db.$queryRaw<
      { name: string }[]
    >`select table_name as name from information_schema.tables where table_schema = 'public'`;
    for (const { name } of tables) {
      const rows = await db.$queryRawUnsafe<unknown[]>(`select 1 from "${name}" t where t::text like '%${token}%'`);
      expect([name, rows]).toEqual([name, []]);
    }
  });

  test("used by several at once lets one in", async () => {
    const token = await makeLink(await makePerson(db));
    const browsers = Array.from({ length: 6 }, () => new TestBrowser());
    const answers = await Promise.all(browsers.map((browser) => browser.submit(answerLinkForm, { token })));
    expect(answers.filter((answer) => whereTo(answer) === "/")).toHaveLength(1);
    expect(answers.filter((answer) => whereTo(answer) === "/sign-in?error=link_used")).toHaveLength(5);
  });

  test("runs out after ten minutes", async () => {
    const person = await makePerson(db);
    const token = await makeLink(person);
    await db.oneTimeLink.updateMany({ where: { personId: person.id }, data: { expiresAt: new Date(Date.now() - 1) } });
    expect(whereTo(await new TestBrowser().submit(answerLinkForm, { token }))).toBe("/sign-in?error=link_expired");
    expect(await describeLink(db, token, new Date())).toMatchObject({ state: "expired" });
    const { expiresAt, createdAt } = await db.oneTimeLink.findFirstOrThrow({
      where: { personId: (await linked()).id },
    });
    expect(expiresAt.getTime() - createdAt.getTime()).toBe(600_000);
  });

  async function linked(): Promise<TestPerson> {
    const person = await makePerson(db);
    await makeLink(person);
    return person;
  }

  test.each(["", "x", "A".repeat(43), "A".repeat(9_000)])(
    "that we never made (%#) is refused in words",
    async (token) => {
      expect(whereTo(await new TestBrowser().submit(answerLinkForm, { token }))).toBe("/sign-in?error=link_unknown");
      expect(await describeLink(db, token, new Date())).toEqual({ state: "unknown", person: null, expires_at: null });
    },
  );

  test("of somebody deactivated meanwhile lets nobody in", async () => {
    const person = await makePerson(db);
    const token = await makeLink(person);
    await deactivatePerson(await actAs(db, "admin"), person.id, { reason: "Left" });
    expect(whereTo(await new TestBrowser().submit(answerLinkForm, { token }))).toBe("/sign-in?error=not_active");
  });
});

describe("the button of a link", () => {
  test.each(["//evil.example", "https://evil.example", "/\\evil.example", "/api/v1/people"])(
    "never leads to %s",
    async (next) => {
      const token = await makeLink(await makePerson(db));
      expect(whereTo(await new TestBrowser().submit(answerLinkForm, { token, next }))).toBe("/");
    },
  );

  test.each([
    [{ "sec-fetch-site": "cross-site" }],
    [{ "sec-fetch-site": "same-site" }],
    [{ "sec-fetch-site": "none" }],
  ])("is not used by a form of another site %j", async (headers) => {
    const token = await makeLink(await makePerson(db));
    const browser = new TestBrowser();
    expect(whereTo(await browser.submit(answerLinkForm, { token }, headers))).toBe("/sign-in?error=cross_site");
    expect(await describeLink(db, token, new Date())).toMatchObject({ state: "ready" });
  });

  test("asks the origin where a browser says nothing else", async () => {
    const body = async (headers: Record<string, string>) => {
      const request = new Request(`${origin}/api/auth/link`, {
        method: "POST",
        headers: { "content-type": "application/x-www-form-urlencoded", ...headers },
        body: `token=${await makeLink(await makePerson(db))}`,
      });
      return whereTo(await answerLinkForm(request));
    };
    expect(await body({ origin })).toBe("/");
    expect(await body({ origin: "null" })).toBe("/sign-in?error=cross_site");
    expect(await body({ origin: "https://evil.example" })).toBe("/sign-in?error=cross_site");
    expect(await body({})).toBe("/sign-in?error=cross_site");
  });

  test("in the browser of the same person confirms that sign-in, and opens no other", async () => {
    const person = await makePerson(db);
    const browser = new TestBrowser();
    await browser.submit(answerLinkForm, { token: await makeLink(person) });
    const before = browser.cookieHeader;
    await db.signIn.updateMany({ where: { personId: person.id }, data: { authenticatedAt: new Date(0) } });
    const response = await browser.submit(answerLinkForm, { token: await makeLink(person), next: "/people" });
    expect([whereTo(response), response.headers.getSetCookie()]).toEqual(["/people", []]);
    expect((await readViewer(db, before))?.signIn.authenticatedAt.getTime()).toBeGreaterThan(Date.now() - 60_000);
    expect(await db.signIn.count({ where: { personId: person.id } })).toBe(1);
  });

  test("in somebody else's browser replaces their sign-in", async () => {
    const browser = new TestBrowser();
    await browser.submit(answerLinkForm, { token: await makeLink(await makePerson(db)) });
    const old = browser.cookieHeader;
    const other = await makePerson(db);
    await browser.submit(answerLinkForm, { token: await makeLink(other) });
    expect(await readViewer(db, old)).toBeUndefined();
    expect(await readViewer(db, browser.cookieHeader)).toMatchObject({ id: other.id });
  });

  test("is tried thirty times a minute from one address, not more", async () => {
    const minute = 60_000;
    const windowEnds = [1, 2].map((windows) => new Date((Math.floor(Date.now() / minute) + windows) * minute));
    await db.rateLimit.createMany({
      data: windowEnds.map((windowEnd) => ({ key: "form:unknown", windowEnd, used: 29 })),
    });
    const browser = new TestBrowser();
    expect(whereTo(await browser.submit(answerLinkForm, { token: "x" }))).toBe("/sign-in?error=link_unknown");
    await db.rateLimit.updateMany({ data: { used: 30 } });
    const refused = await browser.submit(answerLinkForm, { token: "x" });
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await refused.json()).toMatchObject({ type: "urn:ambit:problem:rate_limited" });
    const shown = await browser.submit(answerLinkForm, { token: "x" }, { accept: "text/html,*/*;q=0.8" });
    expect([shown.status, shown.headers.get("content-type")]).toEqual([429, "text/html; charset=utf-8"]);
    expect(Number(shown.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await shown.text()).toContain("Too many attempts. Wait a minute, then try again.");
  });
});

describe("a mailed link", () => {
  test("is answered the same whoever asks, and for the known alone a job makes one", async () => {
    setSettings({ mail: { url: "smtp://127.0.0.1:1", from: "ambit@example.org" } });
    const person = await makePerson(db);
    const ctx = makeCtx(db, { kind: "anonymous" });
    const answers = [
      await requestLink(ctx, person.email, "//evil.example"),
      await requestLink(ctx, "stranger@example.org", undefined),
    ];
    expect(answers).toEqual([{ minutes: 10 }, { minutes: 10 }]);
    const jobs = await readJobs();
    expect(jobs).toEqual([
      { person: person.id, next: "/" },
      { person: null, next: "/" },
    ]);
    for (let attempt = 0; attempt < 6; attempt++) await requestLink(ctx, person.email, undefined);
    expect((await readJobs()).filter((job) => job.person === person.id)).toHaveLength(5);
  });

  async function readJobs(): Promise<{ person: string | null }[]> {
    const rows = await db.$queryRaw<
      { payload: { person: string | null } }[]
    >`select payload from graphile_worker._private_jobs order by id`;
    return rows.map(({ payload }) => payload);
  }

  test("is not offered without a mail server", async () => {
    const response = await new TestBrowser().call("POST", "/api/v1/sign-in-links", { email: "a@example.org" });
    expect([response.status, (await readJson<{ type: string }>(response)).type]).toEqual([
      409,
      "urn:ambit:problem:conflict",
    ]);
  });
});
