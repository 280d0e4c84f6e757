import { functionNames } from "@/lib/policy/rules/cel/functions";

const known = functionNames().join("|");

/** Why a test of the suite is not answered, by what is said of it and by its text. The first that fits. */
const reasons: readonly (readonly [reason: string, said: RegExp, text: RegExp])[] = [
  ["messages", /^Messages|kind of value that JSON|^There is no msg\./, /./s],
  ["messages", /./, /TestAllTypes|GlobalEnum|google\.protobuf|NestedEnum/],
  ["unsigned", /^Unsigned|no function uint\(\)|no uint\./, /./s],
  ["bytes", /^Bytes|no function bytes\(\)|no bytes\./, /./s],
  ["optional values", /./, /optional\.|\.\?|\[\?|\{\?/],
  [
    "types as values",
    /no function type\(\)|^There is no (?:bool|dyn|int|double|null_type|string|list|map|type)\./,
    /./s,
  ],
  ["keys of objects that are no texts written out", /^A key of an object|no name of a member/, /./s],
  ["names that nobody gave", /^There is no \w+\. Conditions read \.$/, /./s],
  ["names in namespaces", /in a namespace|^There is no \w+\. Conditions read \S*\./, /./s],
  ["member names in backticks", /^"`"/, /./s],
  [
    "macros of two variables",
    /takes a name and an expression|no function (?:existsOne|transform)/,
    /\.\w+\((?:i|k), v, /,
  ],
  ["extension functions", /./, /\b(?:cel|math|strings|base64|proto)\./],
  [
    "extension functions",
    /no function (?:format|indexOf|lastIndexOf|substring|replace|split|charAt|trim|join|\w+Ascii|reverse)\(/,
    /./s,
  ],
  ["functions that nobody has", new RegExp(`no function (?!(?:${known})\\()`), /./s],
  ["remainder of doubles", /^% takes whole numbers/, /./s],
  ["mixed arithmetic", /mixes a whole number/, /./s],
  ["strict equality", /^type: .* cannot be compared with/, /./s],
  ["no infinities and no NaN", /^zero: |^range: The result is no number/, /./s],
  ["integers that no double holds", /^range: No double/, /./s],
  ["a double has no text", /^type: string\(\) cannot take a number/, /./s],
];

export function reasonOf(said: string, text: string): string {
  return reasons.find(([, words, pattern]) => words.test(said) && pattern.test(text))?.[0] ?? said;
}
