import { expect, type Locator, type Page } from "@playwright/test";

export function importSummary(page: Page): Locator {
  return page.getByTestId("import-summary");
}

/** Presses the button that imports, again while somebody else's import runs: one runs at a time in an installation. */
export async function runImport(page: Page, button: string, result: string): Promise<void> {
  await expect(async () => {
    const start = page.getByRole("button", { name: button });
    if (await start.isVisible()) await start.click();
    await expect(importSummary(page)).toContainText(result, { timeout: 3_000 });
  }).toPass({ timeout: 40_000 });
}
