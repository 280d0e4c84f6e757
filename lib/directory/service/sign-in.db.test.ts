import { afterAll, expect, test } from "vitest";
import { finishProvider } from "@/lib/auth/oidc/finish";
import { readJson, TestBrowser } from "@/lib/auth/testing/browser";
import { ProviderBrowser, startProvider } from "@/lib/auth/testing/provider";
import { setSettings } from "@/lib/auth/testing/settings";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { connectDirectory } from "@/lib/directory/testing/scim";
import { makeTeam, readViewer } from "@/lib/people/testing/people";

const { db } = await openTestDatabase();
const provider = await startProvider("http://localhost:4600/api/auth/callback/oidc");
afterAll(provider.stop);

test("what the directory's groups give is not taken away by a claim that does not name them", async () => {
  const directory = await connectDirectory(db);
  const groups = { "it-security": ["security"], bosses: ["approver"] };
  setSettings({
    oidc: {
      issuer: provider.issuer,
      clientId: "ambit",
      clientSecret: "a secret of the test client",
      name: "Test login",
      groupsClaim: "groups",
      groups,
      signUp: false,
    },
  });
  const team = await makeTeam(db, "Payments");
  const { id } = await directory.addUser("ada");
  await directory.addGroup("Payments", id);
  const security = await directory.addGroup("it-security", id);
  await provider.tell("ada", { email: "ada@corp.example", email_verified: true, groups: ["bosses"] });

  const signIn = async (): Promise<readonly string[]> => {
    const browser = new TestBrowser();
    const { url } = await readJson<{ url: string }>(await browser.call("POST", "/api/v1/sign-ins/oidc", {}));
    const back = await new ProviderBrowser().visit(url, "ada");
    await browser.send(finishProvider, back, { method: "GET", headers: { "sec-fetch-site": "cross-site" } });
    return (await readViewer(db, browser.cookieHeader))?.roles ?? [];
  };
  expect(await signIn()).toEqual(["member", "approver", "security"]);
  expect(await db.teamMember.count({ where: { teamId: team.id, personId: id, fromGroups: true } })).toBe(1);
  await directory.call("DELETE", `/Groups/${security.id}`);
  expect((await db.person.findUniqueOrThrow({ where: { id } })).roles).toEqual(["member", "approver"]);
  expect(await signIn()).toEqual(["member", "approver"]);
});
