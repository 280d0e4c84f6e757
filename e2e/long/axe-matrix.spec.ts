import type { Page } from "@playwright/test";
import { expect, expectAccessible, test } from "@/e2e/fixtures";
import { listPageRoutes } from "@/e2e/routes";

const widths = [320, 768, 1440];
const schemes = ["light", "dark"] as const;
const roleSets = [["member"], ["auditor"], ["member", "admin", "security"]] as const;

// One test a page: each page is read in every width, scheme and set of roles, also where the answer is "not allowed".
for (const route of listPageRoutes()) {
  test(`${route.pattern} is accessible at every width, in the light and in the dark, for every role`, async ({
    page,
    signIn,
    owner,
  }) => {
    // What is the same for everybody is read as one person: the reference alone keeps axe busy for half a minute.
    for (const roles of route.sameForAll ? roleSets.slice(0, 1) : roleSets) {
      const address = await route.findAddress(owner, await signIn({ roles }));
      if (route.signedOut) await page.context().clearCookies();
      for (const width of widths) {
        for (const colorScheme of schemes) {
          await page.setViewportSize({ width, height: 900 });
          await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
          await page.goto(address);
          await test.step(`${roles.join(" ")}, ${width} px, ${colorScheme}`, () => expectAccessible(page));
          await test.step("nothing is wider than the screen", () => expectNoSidewaysScroll(page, width));
        }
      }
    }
  });
}

async function expectNoSidewaysScroll(page: Page, width: number): Promise<void> {
  const wanted = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wanted, "the page scrolls sideways").toBeLessThanOrEqual(width);
}
