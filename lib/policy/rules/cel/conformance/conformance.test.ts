import { readFileSync, writeFileSync } from "node:fs";
import { getConformanceSuite } from "@bufbuild/cel-spec/testdata/tests.js";
import { beforeAll, expect, it } from "vitest";
import { judge, listTests, type Verdict } from "@/lib/policy/rules/cel/conformance/judge";
import { reasonOf } from "@/lib/policy/rules/cel/conformance/reasons";

type Answer = Verdict["answer"];
type Found = {
  /** By suite. */
  readonly counts: { [suite: string]: { [answer in Answer]?: number } };
  /** Names of tests, by reason. */
  readonly refused: { [reason: string]: string[] };
  readonly fault: { [reason: string]: string[] };
  readonly unjudged: string[];
};

/** RECORD_CONFORMANCE=1 writes it anew; the difference is to be read line by line before it is kept. */
const recorded = new URL("recorded.json", import.meta.url);
const found: Found = { counts: {}, refused: {}, fault: {}, unjudged: [] };
const differing: string[] = [];

beforeAll(() => {
  for (const { suite, name, test } of listTests(getConformanceSuite())) {
    const { answer, why } = judge(test);
    const counts = (found.counts[suite] ??= {});
    counts[answer] = (counts[answer] ?? 0) + 1;
    if (answer === "differs") differing.push(`${name}: ${test.original.expr}`);
    if (answer === "unjudged") found.unjudged.push(name);
    if (answer === "refused" || answer === "fault") {
      (found[answer][reasonOf(why, test.original.expr)] ??= []).push(name);
    }
  }
});

it("answers nothing of the official suite in another way, silently", () => {
  expect(differing).toEqual([]);
});

it("answers each test of the official suite as recorded", () => {
  if (process.env["RECORD_CONFORMANCE"]) writeFileSync(recorded, `${JSON.stringify(found, null, 2)}\n`);
  expect(found).toEqual(JSON.parse(readFileSync(recorded, "utf8")));
});

it("reads a whole suite, and answers a good part of it", () => {
  const sums = Object.values(found.counts);
  const total = sums.flatMap((counts) => Object.values(counts)).reduce((sum, count) => sum + count, 0);
  expect(total).toBeGreaterThan(2_300);
  expect(sums.reduce((sum, { same = 0 }) => sum + same, 0)).toBeGreaterThan(650);
});
