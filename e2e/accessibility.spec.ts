import { expect, findAccessibilityFaults, test } from "@/e2e/fixtures";

const knownBad = `<html><head></head><body><img src="data:,"><input><p style="color:#aaa;background:#fff">too pale to read</p></body></html>`;

test("axe sees what is wrong with a page made to be wrong", async ({ page }) => {
  await page.setContent(knownBad);
  const faults = (await findAccessibilityFaults(page)).map((fault) => fault.split(":")[0]);
  expect(faults).toEqual(
    expect.arrayContaining(["color-contrast", "document-title", "html-has-lang", "image-alt", "label"]),
  );
});
