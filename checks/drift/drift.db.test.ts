import { expect, inject, test } from "vitest";
import { findDrift, readDatamodels } from "@/checks/drift/drift";

const { ownerUrl } = inject("testServer");

test("a column the migrations do not make is drift", async () => {
  const planted = readDatamodels().map((model) => ({
    ...model,
    content: model.content.replace("model Person {", 'model Person {\n  plantedColumn Int @map("planted_column")\n'),
  }));
  expect(await findDrift(ownerUrl, planted)).toContain('ADD COLUMN     "planted_column" INTEGER');
});

test("a table the schema forgot is drift", async () => {
  const forgotten = readDatamodels().map((model) => ({
    ...model,
    content: model.content.replace(/model RateLimit \{[^}]*\}/, ""),
  }));
  expect(await findDrift(ownerUrl, forgotten)).toContain('DROP TABLE "rate_limits"');
});
