import { describe, expect, test } from "vitest";
import { findCeilingFaults } from "@/checks/house/ceilings";
import { findGraphFaults } from "@/checks/house/module-graph";
import { findNameFaults } from "@/checks/house/names";
import { findStrictnessFaults } from "@/checks/house/strictness";
import { plantAlmostNothing, plantTree } from "@/checks/house/testing/planted-tree";

const lines = (count: number, text = "// line") => `${text}\n`.repeat(count);
const checkers = { findCeilingFaults, findGraphFaults, findNameFaults, findStrictnessFaults };

describe.each(Object.entries(checkers))("%s", (_name, check) => {
  test("a sound house passes", () => expect(check(plantTree())).toEqual([]));
  test("a checker that read almost nothing fails", () => {
    expect(check(plantAlmostNothing())[0]?.message).toContain("only 1 files");
  });
});

type Planted = readonly [file: string, text: string, words: string];

const ceilingViolations: readonly Planted[] = [
  ["lib/people/rules.ts", lines(301), "301 lines; the ceiling is 300"],
  ["lib/people/rules.test.ts", lines(301), "301 lines"],
  ["lib/people/rules.ts", `export function long() {\n${lines(79)}}\n`, "a function of 81 lines"],
  ["lib/people/rules.ts", `export const long = () => {\n${lines(79)}};\n`, "a function of 81 lines"],
  ["components/a.tsx", `export function A() {\n${lines(118)}  return <a />;\n}\n`, "a component of 121 lines"],
  ["components/a.tsx", `export function long() {\n${lines(79)}}\n`, "a function of 81 lines"],
  ["app/people/page.tsx", lines(61), "61 lines; the ceiling is 60"],
  ["app/api/route.ts", lines(26), "26 lines; the ceiling is 25"],
];

test.each(ceilingViolations)("ceilings: %s", (file, text, words) => {
  expect(findCeilingFaults(plantTree({ [file]: text }))).toEqual([
    expect.objectContaining({ path: file, message: expect.stringContaining(words) }),
  ]);
});

test("ceilings: at the ceiling nothing is said", () => {
  const planted = {
    "lib/people/rules.ts": lines(300),
    "lib/people/schema.ts": `export function f() {\n${lines(78)}}\n`,
    "components/a.tsx": `export function A() {\n${lines(117)}  return <a />;\n}\n`,
  };
  expect(findCeilingFaults(plantTree(planted))).toEqual([]);
});

test("ceilings: a folder of 21 entries fails, its tests not counted", () => {
  const files = (count: number, ending: string) =>
    Object.fromEntries(Array.from({ length: count }, (_, i) => [`lib/jobs/a${i}${ending}`, "\n"]));
  expect(findCeilingFaults(plantTree({ ...files(20, ".ts"), ...files(20, ".test.ts") }))).toEqual([]);
  expect(findCeilingFaults(plantTree(files(21, ".ts")))).toEqual([
    { path: "lib/jobs", line: 1, message: "21 entries; the ceiling is 20" },
  ]);
});

const cast = ["as", "unknown", "as"].join(" ");
const strictnessViolations: readonly Planted[] = [
  ["lib/people/rules.ts", "export const x: any = 1;\n", "`any`"],
  ["lib/people/rules.ts", "export const x = ([] as number[])[0]!;\n", "`!` claims"],
  ["lib/people/rules.ts", "export class A {\n  x!: string;\n}\n", "`!:`"],
  ["lib/people/rules.ts", "let x!: string;\n", "`!:`"],
  ["lib/people/rules.ts", `export const x = 1 ${cast} string;\n`, "anything into anything"],
  ["lib/people/rules.ts", "// @ts-ignore\n", "silences the type checker"],
  ["lib/people/rules.ts", "/* @ts-expect-error why not */\n", "silences the type checker"],
  ["lib/people/rules.ts", "// @ts-nocheck\n", "silences the type checker"],
  ["lib/people/rules.ts", "// oxlint-disable-next-line no-console\n", "without a reason"],
  ["lib/people/rules.test.ts", 'vi.mock("./rules");\n', "no mocks"],
  ["tsconfig.json", "{}\n", "strict must be true"],
];

test.each(strictnessViolations)("strictness: %s %s", (file, text, words) => {
  const faults = findStrictnessFaults(plantTree({ [file]: text }));
  expect(faults[0]).toEqual(expect.objectContaining({ path: file, message: expect.stringContaining(words) }));
});

const nameViolations: readonly Planted[] = [
  ["lib/http/utils.ts", "export const x = 1;\n", "`utils` says nothing"],
  ["lib/http/helpers/cookie.ts", "export const x = 1;\n", "`helpers` says nothing"],
  ["lib/people/types.ts", "export type X = 1;\n", "`types` says nothing"],
  ["lib/http/index.ts", "export const x = 1;\n", "barrel"],
  ["lib/http/all.ts", 'export * from "@/lib/core/ids";\n', "barrel"],
  ["lib/people/mailer.ts", "export const x = 1;\n", "a domain folder holds"],
];

test.each(nameViolations)("names: %s", (file, text, words) => {
  expect(findNameFaults(plantTree({ [file]: text }))).toEqual([
    expect.objectContaining({ path: file, message: expect.stringContaining(words) }),
  ]);
});

const graphViolations: readonly Planted[] = [
  ["bin/run.mjs", 'import pg from "pg";\n', "a package before npm install: bin/start.mjs → bin/run.mjs → pg"],
  [
    "lib/core/ids.ts",
    'import * as z from "zod/mini";\n',
    "the plane would load zod: lib/enforcement/server.ts → lib/core/ids.ts",
  ],
  ["lib/core/ids.ts", 'import "next/server";\n', "the plane would load Next"],
  ["lib/core/ids.ts", 'import { db } from "@/lib/db/generated/client";\n', "the plane would load Prisma"],
  [
    "lib/people/rules.ts",
    'import "@/lib/core/clock";\n',
    "the browser would load Node: lib/people/rules.ts → lib/core/clock.ts",
  ],
  ["components/ui/button.tsx", '"use client";\nimport "server-only";\n', "a server-only module"],
  [
    "components/ui/label.tsx",
    '"use client";\nimport "@/lib/people/service";\n',
    "components/ui/label.tsx → lib/people/service.ts",
  ],
];

test.each(graphViolations)("module graph: %s %s", (file, text, words) => {
  const faults = findGraphFaults(plantTree({ "lib/core/clock.ts": 'import "node:fs";\n', [file]: text }));
  expect(faults[0]?.message).toContain(words);
});

test("module graph: types are free", () => {
  const tree = plantTree({ "lib/core/ids.ts": 'import type { Db } from "@/lib/db/generated/client";\n' });
  expect(findGraphFaults(tree)).toEqual([]);
});
