import { beforeEach, describe, expect, test } from "vitest";
import { Authenticator, type Faults } from "@/lib/auth/testing/authenticator";
import { readJson, TestBrowser } from "@/lib/auth/testing/browser";
import { setSettings } from "@/lib/auth/testing/settings";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { deactivatePerson } from "@/lib/people/service";
import { actAs, makePerson, signInAs, type TestPerson } from "@/lib/people/testing/people";

const { db } = await openTestDatabase();
const origin = "http://localhost:4600";
type Ceremony = { challenge_id: string; options: { challenge: string } };

beforeEach(async () => {
  setSettings();
  await db.rateLimit.deleteMany();
});

async function open(person: TestPerson, age = 0): Promise<TestBrowser> {
  const browser = new TestBrowser();
  const cookie = await signInAs(db, person, { now: new Date(Date.now() - age) });
  browser.cookies.set("ambit-session", cookie.split("=")[1] ?? "");
  return browser;
}

async function begin(browser: TestBrowser, path: string): Promise<Ceremony> {
  const response = await browser.call("POST", path);
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  return readJson<Ceremony>(response);
}

async function register(browser: TestBrowser, faults: Faults = {}, key = new Authenticator(origin)) {
  const { challenge_id, options } = await begin(browser, "/api/v1/passkeys/options");
  const answer = await browser.call("POST", "/api/v1/passkeys", {
    challenge_id,
    name: "Laptop",
    response: key.register(options, faults),
  });
  return { key, answer };
}

async function signIn(browser: TestBrowser, key: Authenticator, faults: Faults = {}) {
  const { challenge_id, options } = await begin(browser, "/api/v1/sign-ins/passkey/options");
  return browser.call("POST", "/api/v1/sign-ins/passkey", {
    challenge_id,
    response: key.answer(options, faults),
    next: "/agents",
  });
}

async function confirm(browser: TestBrowser, key: Authenticator) {
  const { challenge_id, options } = await begin(browser, "/api/v1/sign-ins/confirm/passkey/options");
  return browser.call("POST", "/api/v1/sign-ins/confirm/passkey", { challenge_id, response: key.answer(options) });
}

describe("a passkey", () => {
  test("is added, signs in elsewhere, is renamed and removed", async () => {
    const person = await makePerson(db, { name: "Ada Park" });
    const browser = await open(person);
    const { key, answer } = await register(browser);
    expect(answer.status).toBe(201);
    // Who has a passkey and came by a link has proven nothing that counts.
    expect(await readJson(await (await open(person)).call("GET", "/api/v1/me"))).toMatchObject({
      sign_in: { method: "link", authenticated_at: null },
    });
    const elsewhere = new TestBrowser();
    const signedIn = await signIn(elsewhere, key);
    expect(await signedIn.json()).toEqual({ next: "/agents" });
    expect(await readJson(await elsewhere.call("GET", "/api/v1/me"))).toMatchObject({
      name: "Ada Park",
      passkeys: 1,
      sign_in: { method: "passkey", authenticated_at: expect.stringMatching(/^20/) },
    });
    const { data } = await readJson<{ data: { id: string; last_used_at: string | null }[] }>(
      await browser.call("GET", "/api/v1/passkeys"),
    );
    expect(data).toMatchObject([{ name: "Laptop", synced: false }]);
    expect(data[0]?.last_used_at).not.toBeNull();
    const path = `/api/v1/passkeys/${data[0]?.id ?? ""}`;
    expect(await readJson(await browser.call("POST", `${path}/rename`, { name: "Work laptop" }))).toMatchObject({
      name: "Work laptop",
    });
    expect((await browser.call("DELETE", path)).status).toBe(204);
    expect((await signIn(new TestBrowser(), key)).status).toBe(403);
    const types = (await db.auditEvent.findMany({ where: { actorId: person.id, subjectKind: "passkey" } })).map(
      ({ type }) => type,
    );
    expect(types.toSorted()).toEqual(["passkey.added", "passkey.removed", "passkey.renamed"]);
  });

  test("belongs to its owner: nobody else sees, renames or removes it", async () => {
    const { answer } = await register(await open(await makePerson(db)));
    const { id } = await readJson<{ id: string }>(answer);
    const stranger = await open(await makePerson(db, { roles: ["admin"] }));
    expect((await stranger.call("POST", `/api/v1/passkeys/${id}/rename`, { name: "Mine" })).status).toBe(404);
    expect((await stranger.call("DELETE", `/api/v1/passkeys/${id}`)).status).toBe(404);
  });

  const wrong: [string, Faults][] = [
    ["another site's page", { origin: "http://localhost:4699" }],
    ["another host", { rpId: "evil.example" }],
    ["no user verification", { verified: false }],
    ["the other ceremony", { type: "webauthn.get" }],
  ];
  test.each(wrong)("is not added with %s", async (_what, faults) => {
    const { answer } = await register(await open(await makePerson(db)), faults);
    expect(answer.status).toBe(409);
  });
  test.each([
    ...wrong.slice(0, 3),
    ["the other ceremony", { type: "webauthn.create" }],
    ["another person", { userHandle: "cGVyXzAx" }],
  ] satisfies [string, Faults][])("does not sign in with %s, and the log knows", async (_what, faults) => {
    const { key } = await register(await open(await makePerson(db)));
    const before = await db.auditEvent.count({ where: { type: "sign_in.refused" } });
    expect((await signIn(new TestBrowser(), key, faults)).status).toBe(403);
    expect(await db.auditEvent.count({ where: { type: "sign_in.refused" } })).toBe(before + 1);
  });
});

describe("an answer", () => {
  test("counts once, also when it comes twice at once", async () => {
    const { key } = await register(await open(await makePerson(db)));
    const browser = new TestBrowser();
    const { challenge_id, options } = await begin(browser, "/api/v1/sign-ins/passkey/options");
    const body = { challenge_id, response: key.answer(options) };
    const answers = await Promise.all(
      [new TestBrowser(), new TestBrowser()].map((one) => one.call("POST", "/api/v1/sign-ins/passkey", body)),
    );
    expect(answers.map(({ status }) => String(status)).toSorted()).toEqual(["200", "403"]);
    expect((await browser.call("POST", "/api/v1/sign-ins/passkey", body)).status).toBe(403);
  });

  test("to one question does not answer another: purpose, person and time", async () => {
    const { key, answer } = await register(await open(await makePerson(db)));
    expect(answer.status).toBe(201);
    const other = await open(await makePerson(db));
    const { key: otherKey } = await register(other);
    const third = await open(await makePerson(db));
    await register(third);
    const ofThird = await begin(third, "/api/v1/sign-ins/confirm/passkey/options");
    const borrowed = { challenge_id: ofThird.challenge_id, response: otherKey.answer(ofThird.options) };
    expect((await other.call("POST", "/api/v1/sign-ins/confirm/passkey", borrowed)).status).toBe(403);
    const confirmation = await begin(other, "/api/v1/sign-ins/confirm/passkey/options");
    const asSignIn = { challenge_id: confirmation.challenge_id, response: key.answer(confirmation.options) };
    expect((await new TestBrowser().call("POST", "/api/v1/sign-ins/passkey", asSignIn)).status).toBe(403);
    expect((await confirm(other, key)).status).toBe(403);
    const late = await begin(new TestBrowser(), "/api/v1/sign-ins/passkey/options");
    await db.challenge.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });
    const body = { challenge_id: late.challenge_id, response: key.answer(late.options) };
    expect((await new TestBrowser().call("POST", "/api/v1/sign-ins/passkey", body)).status).toBe(403);
  });

  test("of a copy, whose counter did not grow, is refused", async () => {
    const { key } = await register(await open(await makePerson(db)));
    expect((await signIn(new TestBrowser(), key, { counter: 40 })).status).toBe(200);
    expect((await signIn(new TestBrowser(), key, { counter: 40 })).status).toBe(403);
    expect((await signIn(new TestBrowser(), key, { counter: 41 })).status).toBe(200);
    const atOnce = await Promise.all([1, 2, 3].map(() => signIn(new TestBrowser(), key, { counter: 50 })));
    expect(atOnce.filter(({ status }) => status === 200)).toHaveLength(1);
  });
});

describe("proof", () => {
  const tooOld = 11 * 60_000;

  test("a first passkey needs a sign-in of the last ten minutes", async () => {
    const stale = await open(await makePerson(db), tooOld);
    const response = await stale.call("POST", "/api/v1/passkeys/options");
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ type: "urn:ambit:problem:reauthentication_required" });
  });

  test("a further one needs an existing one's proof: a fresh link is not enough", async () => {
    const person = await makePerson(db);
    const { key } = await register(await open(person));
    const byLink = await open(person);
    expect((await byLink.call("POST", "/api/v1/passkeys/options")).status).toBe(403);
    expect(await readJson(await byLink.call("GET", "/api/v1/sign-ins/confirm"))).toMatchObject({ method: "passkey" });
    expect((await confirm(byLink, key)).status).toBe(200);
    expect((await register(byLink)).answer.status).toBe(201);
  });

  test("so does removing the last one", async () => {
    const person = await makePerson(db);
    const { answer } = await register(await open(person));
    const { id } = await readJson<{ id: string }>(answer);
    expect((await (await open(person)).call("DELETE", `/api/v1/passkeys/${id}`)).status).toBe(403);
  });

  test("confirming renews this sign-in and no other", async () => {
    const person = await makePerson(db);
    const { key } = await register(await open(person));
    const [here, there] = [await open(person, tooOld), await open(person, tooOld)];
    await confirm(here, key);
    expect((await here.call("POST", "/api/v1/passkeys/options")).status).toBe(200);
    expect((await there.call("POST", "/api/v1/passkeys/options")).status).toBe(403);
  });
});

test("whoever was deactivated does not come in by passkey", async () => {
  const person = await makePerson(db);
  const { key } = await register(await open(person));
  await deactivatePerson(await actAs(db, "admin"), person.id, { reason: "Left" });
  expect((await signIn(new TestBrowser(), key)).status).toBe(403);
  expect(await db.auditEvent.count({ where: { type: "sign_in.refused", subjectId: person.id } })).toBe(1);
});

test.each([
  ["http://ambit.example.org", "https only"],
  ["https://192.0.2.10", "host name"],
  ["http://127.0.0.1:3000", "host name"],
])("at %s passkeys are off, and the answer says why", async (publicUrl, why) => {
  setSettings({ publicUrl });
  const browser = new TestBrowser();
  const response = await browser.call("POST", "/api/v1/sign-ins/passkey/options");
  expect(response.status).toBe(409);
  expect((await readJson<{ detail: string }>(response)).detail).toContain(why);
  expect(await readJson(await browser.call("GET", "/api/v1/sign-in-options"))).toMatchObject({
    passkeys: { available: false },
  });
});
