import { randomBytes } from "node:crypto";
import { expect, test } from "@/e2e/fixtures";
import { createSignedInPerson } from "@/e2e/server/people";
import { sendRequest } from "@/e2e/server/raw-request";

async function askAs(site: string, cookie: string | readonly string[]): Promise<number> {
  const api = await sendRequest(site, "/api/v1/me", { headers: { cookie } });
  const page = await sendRequest(site, "/me", { headers: { cookie } });
  // The page and the API must never disagree about who is there.
  expect(page.status).toBe(api.status === 200 ? 200 : 307);
  if (api.status !== 200) expect(page.headers["location"]).toBe("/sign-in?next=%2Fme");
  return api.status;
}

test("tokens that were made up, cut, bent or decorated are nobody's", async ({ owner, site }) => {
  const { token } = await createSignedInPerson(owner);
  expect(await askAs(site, `ambit-session=${token}`)).toBe(200);
  const last = token.endsWith("A") ? "B" : "A";
  const forged = [
    "",
    "x",
    "A".repeat(43),
    randomBytes(32).toString("base64url"),
    token.slice(0, -1),
    token.slice(0, -1) + last,
    `${token}A`,
    `${token}=`,
    `${token}%00`,
    `%20${token}`,
    `"${token}"`,
    token.toUpperCase(),
    "A".repeat(4_000),
    "' or 1=1 --",
    "%E0%A4%A",
    "null",
    "[object Object]",
    "eyJhbGciOiJub25lIn0.eyJzdWIiOiJhZG1pbiJ9.",
  ];
  for (const value of forged) expect([value, await askAs(site, `ambit-session=${value}`)]).toEqual([value, 401]);
});

test("only the exact name counts, and the name of https not on http", async ({ owner, site }) => {
  const { token } = await createSignedInPerson(owner);
  for (const name of [
    "__Host-ambit-session",
    "__Secure-ambit-session",
    "Ambit-Session",
    "ambit-session2",
    "ambit_session",
    "__proto__",
  ])
    expect([name, await askAs(site, `${name}=${token}`)]).toEqual([name, 401]);
  expect(
    await askAs(site, `__Host-ambit-session=${randomBytes(32).toString("base64url")}; ambit-session=${token}`),
  ).toBe(200);
});

test("of two different ones none counts, so nobody can plant one before or behind", async ({ owner, site }) => {
  const victim = await createSignedInPerson(owner);
  const attacker = await createSignedInPerson(owner);
  const pairs = [
    [attacker.token, victim.token],
    [victim.token, attacker.token],
    [victim.token, "x"],
    ["", victim.token],
  ];
  for (const pair of pairs) {
    const lines = pair.map((token) => `ambit-session=${token}`);
    expect(await askAs(site, lines.join("; "))).toBe(401);
    expect(await askAs(site, lines), "in two header lines").toBe(401);
  }
  expect(await askAs(site, `ambit-session=${victim.token}; ambit-session=${victim.token}`)).toBe(200);
});

const endings: readonly [what: string, sql: string][] = [
  ["expired", "update sign_ins set expires_at = now() - interval '1 second' where person_id = $1"],
  ["revoked", "update sign_ins set revoked_at = now() where person_id = $1"],
  ["idle", "update sign_ins set last_seen_at = now() - interval '3 hours' where person_id = $1"],
  ["of a deactivated person", "update people set state = 'deactivated' where id = $1"],
  ["of an erased sign-in", "delete from sign_ins where person_id = $1"],
];

for (const [what, sql] of endings) {
  test(`a cookie ${what} is nobody's at once`, async ({ owner, site }) => {
    const { id, token } = await createSignedInPerson(owner);
    expect(await askAs(site, `ambit-session=${token}`)).toBe(200);
    await owner.query(sql, [id]);
    expect(await askAs(site, `ambit-session=${token}`)).toBe(401);
  });
}

test("one's cookie opens nothing of another's", async ({ owner, site }) => {
  const victim = await createSignedInPerson(owner);
  const attacker = await createSignedInPerson(owner);
  const cookie = `ambit-session=${attacker.token}`;
  expect((await sendRequest(site, `/api/v1/people/${victim.id}/sign-ins`, { headers: { cookie } })).status).toBe(403);
  const { rows } = await owner.query<{ id: string }>("select id from sign_ins where person_id = $1", [victim.id]);
  const revoke = await sendRequest(site, `/api/v1/sign-ins/${rows[0]?.id}/revoke`, {
    method: "POST",
    headers: { cookie },
  });
  expect(revoke.status).toBe(403);
  expect(await askAs(site, `ambit-session=${victim.token}`)).toBe(200);
});

test("deactivated through the API, a person is out with the next request, stream included", async ({ owner, site }) => {
  const admin = await createSignedInPerson(owner, { roles: ["member", "admin"] });
  const person = await createSignedInPerson(owner);
  const stream = await fetch(`${site}/api/v1/events`, { headers: { cookie: `ambit-session=${person.token}` } });
  expect(stream.status).toBe(200);
  const ended = stream.text();
  const answer = await sendRequest(site, `/api/v1/people/${person.id}/deactivate`, {
    method: "POST",
    headers: { cookie: `ambit-session=${admin.token}`, "content-type": "application/json" },
    body: JSON.stringify({ reason: "They left." }),
  });
  expect(answer.body).not.toContain('"errors"');
  expect(answer.status).toBe(200);
  expect(await askAs(site, `ambit-session=${person.token}`)).toBe(401);
  await ended;
});
