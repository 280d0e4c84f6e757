import {
  getCheckingSuite,
  getComprehensionSuite,
  getConformanceSuite,
  getParsingSuite,
} from "@bufbuild/cel-spec/testdata/tests.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ConditionFault } from "@/lib/policy/rules/cel/ast";
import { expressionText, names } from "@/lib/policy/rules/cel/conformance/expressions";
import { evaluate, listTests } from "@/lib/policy/rules/cel/conformance/judge";
import { isSameValue } from "@/lib/policy/rules/cel/conformance/official-values";
import { doesPeerParse, evaluateWithPeer } from "@/lib/policy/rules/cel/conformance/peer";
import { parseCondition } from "@/lib/policy/rules/cel/parse";
import { Fault } from "@/lib/policy/rules/cel/values";

function faultOf(text: string): string | undefined {
  try {
    parseCondition(text);
    return undefined;
  } catch (error) {
    if (error instanceof ConditionFault) return error.message;
    throw error;
  }
}

/** What CEL has and conditions do not, by what is said of it. */
const unsupported = [
  /^Unsigned numbers/,
  /^Bytes are not/,
  /^Messages are not/,
  /takes a name and an expression/,
  /^has\(\) takes one member/,
  /nests at most/,
  /^A chain has at most/,
  /^Whole numbers have 64 bits/,
  /^No double holds this number/,
  /is no escape/,
  /^Expected a value, but found \.\.$/,
];

describe("another reader of CEL", () => {
  const suites = [getConformanceSuite(), getParsingSuite(), getComprehensionSuite(), getCheckingSuite()];
  const texts = suites.flatMap((suite) => listTests(suite).map(({ test }) => test.original.expr));

  it("takes what we take, of the texts of the official suites", () => {
    expect(texts.length).toBeGreaterThan(2_500);
    expect(texts.filter((text) => faultOf(text) === undefined && !doesPeerParse(text))).toEqual([]);
  });

  it("refuses what we refuse, but for what conditions do without", () => {
    const surprising = texts.filter((text) => {
      const fault = faultOf(text);
      return fault !== undefined && !unsupported.some((known) => known.test(fault)) && doesPeerParse(text);
    });
    expect(surprising).toEqual([]);
  });

  it("takes the expressions that are made up, as we do", () => {
    fc.assert(
      fc.property(expressionText(), (text) => {
        expect([text, faultOf(text), doesPeerParse(text)]).toEqual([text, undefined, true]);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("another evaluator of CEL", () => {
  it("has the same value wherever we have one", () => {
    let values = 0;
    fc.assert(
      fc.property(expressionText(), (text) => {
        const ours = evaluate(text, names);
        if (ours instanceof ConditionFault || ours instanceof Fault) return;
        values++;
        const theirs = evaluateWithPeer(text, names);
        expect([text, ours, theirs, isSameValue(ours, theirs)]).toEqual([text, ours, theirs, true]);
      }),
      { numRuns: 3_000 },
    );
    expect(values).toBeGreaterThan(500);
  });
});
