import { afterAll, expect, test } from "vitest";
import { answerInvitationForm, answerLinkForm } from "@/lib/auth/forms";
import { finishProvider } from "@/lib/auth/oidc/finish";
import { TestBrowser } from "@/lib/auth/testing/browser";
import { setSettings } from "@/lib/auth/testing/settings";
import { closeDatabase } from "@/lib/db/client";

const gone = "postgresql://ambit_app:x@127.0.0.1:4599/gone";
const oidc = {
  name: "Example",
  issuer: "https://id.example",
  clientId: "ambit",
  clientSecret: "x",
  signUp: false,
  groupsClaim: "groups",
  groups: {},
};
setSettings({ databaseUrl: gone, oidc });
afterAll(() => closeDatabase());

const page = { accept: "text/html,application/xhtml+xml;q=0.9", "content-security-policy": "style-src 'nonce-abc='" };
const browser = new TestBrowser();
const ways = [
  ["a link's form", (headers: Record<string, string>) => browser.submit(answerLinkForm, { token: "x" }, headers)],
  ["an invitation's form", (headers: Record<string, string>) => browser.submit(answerInvitationForm, {}, headers)],
  ["the way back", (headers: Record<string, string>) => browser.send(finishProvider, "/back?code=x", { headers })],
] as const;

test.each(ways)("%s without the database is 503 in words, for people and for programs", async (_, send) => {
  const shown = await send(page);
  expect([shown.status, shown.headers.get("content-type")]).toEqual([503, "text/html; charset=utf-8"]);
  expect(shown.headers.get("retry-after")).toBe("5");
  expect(shown.headers.get("cache-control")).toBe("private, no-store");
  const text = await shown.text();
  expect(text).toContain("The database does not answer.");
  expect(text).toContain('<style nonce="abc=">');
  expect(text).not.toMatch(/4599|ECONN|prisma/i);
  const told = await send({ "x-request-id": "named-by-caller" });
  expect([told.status, told.headers.get("content-type")]).toEqual([503, "application/problem+json"]);
  expect(await told.json()).toMatchObject({
    type: "urn:ambit:problem:unavailable",
    instance: "urn:ambit:request:named-by-caller",
  });
});
