import { describe, expect, test } from "vitest";
import { findBoundaryFaults } from "@/checks/house/boundaries";
import { plantAlmostNothing, plantTree } from "@/checks/house/testing/planted-tree";

test("a sound house passes", () => {
  expect(findBoundaryFaults(plantTree())).toEqual([]);
});

test("a checker that read almost nothing fails", () => {
  expect(findBoundaryFaults(plantAlmostNothing()).map((fault) => fault.message)).toEqual([
    expect.stringContaining("only 1 files"),
    expect.stringContaining("only 0 imports"),
  ]);
});

/** Where, what is written there, and the words of the fault. */
const violations: readonly [file: string, text: string, words: string][] = [
  ["lib/people/service.ts", `import { Button } from "@/components/ui/button";`, "lib never imports components"],
  ["lib/people/service.ts", `import Page from "@/app/people/page";`, "lib never imports components or app"],
  ["lib/people/service.ts", `const x = import("../../app/people/page");`, "lib never imports components or app"],
  ["components/people/list.tsx", `import Page from "@/app/people/page";`, "components never import app"],
  ["components/ui/card.tsx", `import type { Person } from "@/lib/people/schema";`, "knows no domain"],
  ["components/ui/card.tsx", `import { PeopleTable } from "@/components/people/people-table";`, "knows no domain"],
  ["components/people/list.tsx", `import { listPeople } from "@/lib/people/service";`, "components use schema"],
  ["components/people/list.tsx", `type P = import("@/lib/people/service").P;`, "components use schema"],
  ["components/people/list.tsx", `import * as z from "zod";`, "zod/mini"],
  ["lib/people/schema.ts", `import * as z from "zod";`, "zod/mini"],
  ["lib/people/rules.ts", `import { listPeople } from "@/lib/people/service";`, "runs in browsers too"],
  ["lib/people/rules.ts", `import { db } from "@/lib/db/client";`, "runs in browsers too"],
  ["lib/teams/service.ts", `import { readPeople } from "@/lib/people/repository";`, "belongs to its own folder"],
  ["lib/teams/service.ts", `import type { Row } from "@/lib/people/repository";`, "belongs to its own folder"],
  ["lib/teams/service.ts", `export { readPeople } from "../people/repository";`, "belongs to its own folder"],
  ["lib/teams/service.ts", `export * from "../people/repository";`, "belongs to its own folder"],
  ["lib/audit/export.ts", `import { readPeople } from "@/lib/people/repository";`, "belongs to its own folder"],
  ["lib/people/rules.test.ts", `import { readTeams } from "@/lib/teams/repository";`, "belongs to its own folder"],
  ["lib/people/present.ts", `import { listPeople } from "@/lib/people/service";`, "only other services"],
  ["lib/people/service.ts", `import { PrismaClient } from "@/lib/db/generated/client";`, "Prisma only"],
  ["lib/people/service.ts", `import { Prisma } from "@prisma/client";`, "Prisma only"],
  ["lib/people/service.ts", `import { testDb } from "@/lib/db/testing/test-database";`, "test machinery"],
  ["app/people/page.tsx", `import { db } from "@/lib/db/client";`, "app never imports lib/db"],
  ["app/people/page.tsx", `import { readPeople } from "@/lib/people/repository";`, "belongs to its own folder"],
  ["app/people/page.tsx", `import { answer } from "@/lib/enforcement/server";`, "app never imports lib/enforcement"],
  ["lib/core/ids.ts", `import { db } from "@/lib/db/client";`, "core imports nothing"],
  ["lib/enforcement/doors/authzen.ts", `import { listPeople } from "@/lib/people/service";`, "sources/postgres only"],
  ["lib/enforcement/server.ts", `import { db } from "@/lib/db/client";`, "sources/postgres only"],
  ["lib/enforcement/server.ts", `import next from "next";`, "without Next"],
  ["lib/clients/hook.ts", `import { listPeople } from "@/lib/people/service";`, "clients use rules"],
  ["lib/clients/hook.ts", `import react from "react";`, "without Next and React"],
  ["lib/http/dispatch.ts", `import { answer } from "@/lib/enforcement/server";`, "nothing in lib stands on"],
  ["lib/people/service.ts", `import { dispatch } from "@/lib/openapi/document";`, "does not import this"],
  ["app/teams/page.tsx", `import { x } from "@/lib/people/rules/patterns";`, "only its siblings"],
  ["lib/people/service.ts", `import { x } from "./nowhere";`, "leads nowhere"],
  ["lib/people/service.ts", `import { x from`, "does not parse"],
];

describe("a planted violation fails", () => {
  const others = {
    "lib/people/rules/patterns.ts": "export const x = 1;\n",
    "lib/openapi/document.ts": "export const dispatch = 1;\n",
    "lib/db/testing/test-database.ts": "export const testDb = 1;\n",
  };
  test.each(violations)("%s: %s", (file, text, words) => {
    const faults = findBoundaryFaults(plantTree({ ...others, [file]: `${text}\n` }));
    expect(faults).toEqual([expect.objectContaining({ path: file, message: expect.stringContaining(words) })]);
  });
});

describe("what the house allows passes", () => {
  test.each([
    ["lib/people/rules.ts", `import { x } from "@/lib/people/rules/patterns";`],
    ["lib/people/service.ts", `import { x } from "./rules/patterns";`],
    ["lib/people/service.db.test.ts", `import { listTeams } from "@/lib/teams/service";`],
    ["lib/enforcement/sources/postgres.ts", `import { listPeople } from "@/lib/people/service";`],
    ["lib/clients/hook.ts", `import { mayLeave } from "@/lib/people/rules";`],
    ["lib/sample/people.ts", `import { listPeople } from "@/lib/people/service";`],
    ["lib/people/rules.test.ts", `import { test } from "vitest";`],
  ])("%s: %s", (file, text) => {
    expect(
      findBoundaryFaults(plantTree({ "lib/people/rules/patterns.ts": "export const x = 1;\n", [file]: text })),
    ).toEqual([]);
  });
});
