import { expect, test } from "@/e2e/fixtures";
import { createLink } from "@/e2e/server/one-time";
import { createSignedInPerson } from "@/e2e/server/people";

const elsewhere = [
  "//evil.example",
  "///evil.example",
  "/\\evil.example",
  "\\\\evil.example",
  "/\t/evil.example",
  "/\n/evil.example",
  "/x/..//evil.example",
  "/.//evil.example",
  "https:evil.example",
  "https://evil.example/",
  "javascript:alert(1)",
  "evil.example",
  " //evil.example",
  "/api/v1/me",
  "/sign-in/link?token=x",
];

for (const next of elsewhere) {
  const shown = JSON.stringify(next);

  test(`the form of a link does not lead to ${shown}`, async ({ owner, baseURL }) => {
    const person = await createSignedInPerson(owner);
    const { token } = await createLink(owner, person);
    const answer = await fetch(`${baseURL}/api/auth/link`, {
      method: "POST",
      redirect: "manual",
      headers: { origin: baseURL ?? "", "sec-fetch-site": "same-origin" },
      body: new URLSearchParams({ token, next }),
    });
    expect(answer.status).toBe(303);
    expect(answer.headers.get("set-cookie")).toContain("ambit-session=");
    expect(answer.headers.get("location")).toBe(`${baseURL}/`);
  });

  test(`the sign-in page does not lead to ${shown}`, async ({ signIn, page, baseURL }) => {
    await signIn();
    const path = `/sign-in?${new URLSearchParams({ next })}`;
    const answer = await page.request.get(path, { maxRedirects: 0 });
    expect(answer.status()).toBe(307);
    expect(new URL(answer.headers()["location"] ?? "", baseURL).href).toBe(`${baseURL}/`);
  });
}

for (const next of ["/%2F%2Fevil.example", "/%5Cevil.example", "/%0d%0aset-cookie:a=b", "/%09/evil.example"]) {
  test(`what stays encoded stays here: ${next}`, async ({ signIn, page, baseURL }) => {
    await signIn();
    await page.goto(`/sign-in?${new URLSearchParams({ next })}`);
    expect(new URL(page.url()).origin).toBe(baseURL);
    expect((await page.context().cookies()).map(({ name }) => name)).not.toContain("a");
  });
}

test("a path of ours is kept, with its question", async ({ signIn, page, baseURL }) => {
  await signIn();
  const path = `/sign-in?${new URLSearchParams({ next: "/evidence/events?type=sign_in.opened" })}`;
  const answer = await page.request.get(path, { maxRedirects: 0 });
  expect(new URL(answer.headers()["location"] ?? "", baseURL).href).toBe(
    `${baseURL}/evidence/events?type=sign_in.opened`,
  );
});

test("a link's page with another site in its address ends here all the same", async ({ page, owner, baseURL }) => {
  const person = await createSignedInPerson(owner);
  await page.goto((await createLink(owner, person, { next: "//evil.example" })).path);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  expect(new URL(page.url()).origin).toBe(baseURL);
});
