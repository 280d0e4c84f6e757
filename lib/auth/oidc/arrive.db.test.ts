import { expect, test } from "vitest";
import { arriveFromProvider } from "@/lib/auth/oidc/arrive";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { inTransaction } from "@/lib/db/transaction";
import { makePerson } from "@/lib/people/testing/people";

const { db } = await openTestDatabase();
const oidc = {
  issuer: "https://login.example.org",
  clientId: "ambit",
  clientSecret: "secret",
  name: "Example",
  groupsClaim: "groups",
  groups: {},
  signUp: false,
};

test("a newcomer whose two browsers come back from the provider at once is signed in by both", async () => {
  const { id, email } = await makePerson(db, { state: "active", email: "twice@example.org" });
  const arrive = (requestId: string) => {
    const ctx = { viewer: { kind: "anonymous" }, requestId, now: new Date(), db } as const;
    const claims = { iss: oidc.issuer, sub: "sub-twice", email, email_verified: true };
    const browser = { userAgent: "", address: "127.0.0.1" };
    return inTransaction(ctx, (tx) => arriveFromProvider(tx, ctx, { claims, oidc, browser, previousToken: undefined }));
  };

  const arrived = await Promise.all(["req_one", "req_two", "req_three"].map(arrive));

  expect(arrived).toEqual([1, 2, 3].map(() => ({ ok: true, token: expect.any(String) })));
  expect(await db.account.findMany({ select: { personId: true } })).toEqual([{ personId: id }]);
  expect(await db.signIn.count({ where: { personId: id } })).toBe(3);
});
