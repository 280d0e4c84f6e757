import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import { readTree, type SourceTree } from "@/checks/house/source-tree";

const flags = [
  "strict",
  "noUncheckedIndexedAccess",
  "exactOptionalPropertyTypes",
  "noImplicitOverride",
  "noImplicitReturns",
  "noFallthroughCasesInSwitch",
  "noPropertyAccessFromIndexSignature",
  "noUnusedLocals",
  "noUnusedParameters",
  "verbatimModuleSyntax",
  "erasableSyntaxOnly",
];

/** A small house in which nothing is wrong; each test plants its one violation. */
const soundHouse: Readonly<Record<string, string>> = {
  "tsconfig.json": JSON.stringify({ compilerOptions: Object.fromEntries(flags.map((flag) => [flag, true])) }),
  "app/people/page.tsx": `import { PeopleTable } from "@/components/people/people-table";\nimport { listPeople } from "@/lib/people/service";\nexport default async function Page() {\n  return <PeopleTable people={await listPeople()} />;\n}\n`,
  "components/people/people-table.tsx": `import { Button } from "@/components/ui/button";\nimport type { Person } from "@/lib/people/schema";\nexport function PeopleTable({ people }: { people: Person[] }) {\n  return <Button>{people.length}</Button>;\n}\n`,
  "components/ui/button.tsx": `"use client";\nexport function Button({ children }: { children: number }) {\n  return <button type="button">{children}</button>;\n}\n`,
  "lib/core/ids.ts": "export const newId = () => 1;\n",
  "lib/db/client.ts": `import "server-only";\nimport { PrismaClient } from "@/lib/db/generated/client";\nexport const db = new PrismaClient();\n`,
  "lib/people/schema.ts": `import * as z from "zod/mini";\nexport const person = z.object({});\nexport type Person = z.infer<typeof person>;\n`,
  "lib/people/rules.ts": `import type { Person } from "@/lib/people/schema";\nexport const mayLeave = (_: Person) => true;\n`,
  "lib/people/repository.ts": `import "server-only";\nimport { db } from "@/lib/db/client";\nexport const readPeople = () => db;\n`,
  "lib/people/service.ts": `import "server-only";\nimport { readPeople } from "@/lib/people/repository";\nimport { mayLeave } from "./rules";\nexport const listPeople = async () => [readPeople(), mayLeave];\n`,
  "lib/teams/repository.ts": `import "server-only";\nimport { db } from "@/lib/db/client";\nexport const readTeams = () => db;\n`,
  "lib/teams/service.ts": `import "server-only";\nimport { listPeople } from "@/lib/people/service";\nimport { readTeams } from "@/lib/teams/repository";\nexport const listTeams = async () => [readTeams(), listPeople];\n`,
  "lib/enforcement/server.ts": `import { newId } from "@/lib/core/ids";\nexport const answer = () => newId();\n`,
  "bin/start.mjs": `import "node:fs";\nimport "./run.mjs";\n`,
  "bin/run.mjs": `const pg = await import("pg");\nexport { pg };\n`,
  "server.ts": `import { answer } from "@/lib/enforcement/server";\nanswer();\n`,
};

/** Writes the sound house with the planted files over it into a temporary folder, gone after the test. */
export function plantTree(planted: Readonly<Record<string, string>> = {}, without: readonly string[] = []): SourceTree {
  const root = mkdtempSync(path.join(tmpdir(), "ambit-house-"));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const [name, text] of Object.entries({ ...soundHouse, ...planted })) {
    if (without.includes(name)) continue;
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
  return readTree(root);
}

/** The house reduced to a single file, as a checker with a wrong root or filter would see it. */
export function plantAlmostNothing(): SourceTree {
  return plantTree(
    {},
    Object.keys(soundHouse).filter((name) => !["tsconfig.json", "lib/core/ids.ts"].includes(name)),
  );
}
