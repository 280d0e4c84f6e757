import type { IncrementalTest, IncrementalTestSuite } from "@bufbuild/cel-spec/testdata/tests.js";
import { ConditionFault } from "@/lib/policy/rules/cel/ast";
import { checkExpression } from "@/lib/policy/rules/cel/check";
import { isSameValue, readOfficial } from "@/lib/policy/rules/cel/conformance/official-values";
import { compileNode } from "@/lib/policy/rules/cel/evaluate";
import { newReads } from "@/lib/policy/rules/cel/frame";
import { parseCondition } from "@/lib/policy/rules/cel/parse";
import { Fault, type Value } from "@/lib/policy/rules/cel/values";

/**
 * What conditions make of a test of the official suite.
 * - same: the suite's value, or a fault where the suite has an error
 * - refused: when it is written, so that nobody can rely on it
 * - fault: it cannot be evaluated, which counts against the agent
 * - differs: another value, silently. There is none.
 * - unjudged: the test has no value but a static type, which conditions do not speak of
 */
export type Verdict = {
  readonly answer: "same" | "refused" | "fault" | "differs" | "unjudged";
  readonly why: string;
};
export type Official = { readonly suite: string; readonly name: string; readonly test: IncrementalTest };

/** All tests below a suite. A name that stands twice gets a number. */
export function listTests(suite: IncrementalTestSuite): Official[] {
  const found: Official[] = [];
  const seen = new Map<string, number>();
  const visit = ({ tests, suites }: IncrementalTestSuite, path: readonly string[]): void => {
    for (const test of tests) {
      const name = [...path, test.name].join("/");
      const count = (seen.get(name) ?? 0) + 1;
      seen.set(name, count);
      found.push({ suite: path[0] ?? suite.name, name: count === 1 ? name : `${name}#${count}`, test });
    }
    for (const inner of suites) visit(inner, [...path, inner.name]);
  };
  visit(suite, []);
  return found;
}

export function judge({ original }: IncrementalTest): Verdict {
  const names: { [name: string]: Value } = {};
  if (original.container !== "" && Object.keys(original.bindings).some((name) => name.includes("."))) {
    return { answer: "refused", why: "A name is looked up in a namespace." };
  }
  for (const [name, { kind }] of Object.entries(original.bindings)) {
    const value = kind.case === "value" ? readOfficial(kind.value) : undefined;
    if (value === undefined)
      return { answer: "refused", why: "The variable is a kind of value that JSON does not have." };
    names[name] = value;
  }
  // dyn() only quiets a type checker that conditions do not have.
  const found = evaluate(original.expr.replaceAll(/\bdyn\(/g, "("), names);
  if (found instanceof ConditionFault) return { answer: "refused", why: found.message };
  return compare(found, original);
}

function compare(found: Value, { resultMatcher, checkOnly }: IncrementalTest["original"]): Verdict {
  if (checkOnly) return { answer: "unjudged", why: "" };
  if (resultMatcher.case === "evalError") {
    return found instanceof Fault
      ? { answer: "same", why: "" }
      : { answer: "differs", why: "A value where the suite has an error." };
  }
  if (found instanceof Fault) return { answer: "fault", why: `${found.code}: ${found.detail}` };
  const expected = expectedOf(resultMatcher);
  return isSameValue(found, expected) ? { answer: "same", why: "" } : { answer: "differs", why: "Another value." };
}

/** A test that says nothing expects a yes. */
function expectedOf(matcher: IncrementalTest["original"]["resultMatcher"]): Value | undefined {
  if (matcher.case === undefined) return true;
  if (matcher.case === "value") return readOfficial(matcher.value);
  return matcher.case === "typedResult" ? readOfficial(matcher.value.result) : undefined;
}

/** An expression over these variables, from its text to its value. */
export function evaluate(text: string, names: { readonly [name: string]: Value }): Value | ConditionFault {
  try {
    const node = parseCondition(text);
    checkExpression(node, new Set(Object.keys(names)));
    const run = compileNode(node, newReads());
    const frame = { names, elements: undefined, variables: [], cost: 0, hidden: undefined };
    const value = run(frame);
    return frame.hidden ?? value;
  } catch (error) {
    if (error instanceof ConditionFault) return error;
    throw error;
  }
}
