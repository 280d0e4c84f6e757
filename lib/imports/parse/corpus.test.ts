import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { drop } from "@/lib/imports/testing/drop";

const corpora = process.env["AMBIT_CORPORA"] ?? "../shared/corpora";
const files = ["cyclonedx-1.4", "cyclonedx-1.5", "cyclonedx-1.6", "cyclonedx-1.7"]
  .map((name) => path.join(corpora, name))
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder).map((name) => path.join(folder, name)))
  .filter((file) => file.endsWith(".json"));
const valid = files.filter((file) => path.basename(file).startsWith("valid-"));

describe.skipIf(files.length === 0)("the public CycloneDX files", () => {
  test("there are some", () => {
    expect(valid.length).toBeGreaterThanOrEqual(45);
  });

  test.each(valid)("%s is recognised and whole", (file) => {
    const draft = drop({ [path.basename(file)]: readFileSync(file) });
    expect(draft.sources.map(({ kind }) => kind)).toEqual(["cyclonedx"]);
    expect(draft.faults).toEqual([]);
    expect(draft.agents).toHaveLength(1);
  });

  test.each(files.filter((file) => !valid.includes(file)))("%s does not throw", (file) => {
    expect(drop({ [path.basename(file)]: readFileSync(file) }).agents.length).toBeLessThanOrEqual(1);
  });
});
