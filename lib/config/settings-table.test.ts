import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { renderSettingsTable } from "./settings-table";

test("the README's table of settings is this one (npx ambit settings --markdown)", () => {
  // The formatter pads the columns of a table; the words count.
  const squeeze = (text: string): string =>
    text.replaceAll(/ +/g, " ").replaceAll(/-+/g, "-").replaceAll("| - |", "|-|");
  const readme = squeeze(readFileSync("README.md", "utf8"));
  for (const row of renderSettingsTable()
    .split("\n")
    .filter((line) => !line.startsWith("|--")))
    expect(readme).toContain(squeeze(row));
});
