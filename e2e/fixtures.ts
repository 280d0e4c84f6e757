import process from "node:process";
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test as base } from "@playwright/test";
import pg from "pg";
import { createSignedInPerson, type PersonOptions, type TestPerson } from "@/e2e/server/people";

const accessibilityTags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/** Makes a person and signs this test's browser in as them. */
export type SignIn = (options?: PersonOptions) => Promise<TestPerson>;

type TestFixtures = { signIn: SignIn };

type WorkerFixtures = {
  /** Where the server is, for requests that no page sends. */
  site: string;
  /** The server's database as its owner, to prepare what no screen can and to look behind the screens. */
  owner: pg.Pool;
};

export const test = base.extend<TestFixtures, WorkerFixtures>({
  baseURL: async ({}, provide) => provide(readEnvironment("AMBIT_E2E_URL")),

  site: [async ({}, provide) => provide(readEnvironment("AMBIT_E2E_URL")), { scope: "worker" }],

  owner: [
    async ({}, provide) => {
      const pool = new pg.Pool({ connectionString: readEnvironment("AMBIT_E2E_OWNER_URL"), max: 2 });
      pool.on("error", () => undefined);
      await provide(pool);
      await pool.end();
    },
    { scope: "worker" },
  ],

  signIn: async ({ context, baseURL, owner }, provide) => {
    await provide(async (options) => {
      const person = await createSignedInPerson(owner, options);
      await context.addCookies([
        { name: "ambit-session", value: person.token, url: baseURL ?? "", httpOnly: true, sameSite: "Lax" },
      ]);
      return person;
    });
  },
});

export { expect };

/** Fails with what axe found, in its own words. */
export async function expectAccessible(page: Page): Promise<void> {
  expect(await findAccessibilityFaults(page)).toEqual([]);
}

export async function findAccessibilityFaults(page: Page): Promise<string[]> {
  const { violations, passes } = await new AxeBuilder({ page }).withTags(accessibilityTags).analyze();
  // A page on which no rule applied was not there to be read.
  expect(passes.length, "axe found nothing to check").toBeGreaterThan(0);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.target.join(" ")}: ${node.failureSummary ?? ""}`),
  );
}

function readEnvironment(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: e2e/server/global-setup.ts sets it`);
  return value;
}
