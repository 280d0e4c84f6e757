import { describe, expect, it, test } from "vitest";
import { parseCondition } from "@/lib/policy/rules/cel/parse";
import { answerTo, faultOf } from "@/lib/policy/rules/cel/testing/run-text";
import {
  areEqual,
  compareText,
  compareValues,
  Fault,
  Instant,
  NULL,
  Span,
  type Value,
} from "@/lib/policy/rules/cel/values";

const node = parseCondition("true");

/** Of each kind two that are equal and one that is not. Integers and doubles are one kind. */
const kinds = {
  number: ["args.one", "1", "2.0"],
  text: ["args.text", '"a"', '"b"'],
  yes: ["args.yes", "true", "false"],
  list: ["args.deep.list", '["a", 1]', '["b", 1]'],
  object: ["args.object", '{"a": 1.0}', '{"a": 2.0}'],
  time: ["now", 'timestamp("2026-09-21T13:33:20Z")', "timestamp(0)"],
  duration: ['duration("1h")', 'duration("60m")', 'duration("1s")'],
} as const;
const args = {
  one: 1,
  text: "a",
  yes: true,
  deep: { list: ["a", 1] },
  object: { a: 1 },
  nothing: null,
};
/** A list of an argument is meant whole where it stands in an object. */
const whole = (text: string): string =>
  text === "args.deep.list" ? 'args.deep.filter(k, true).map(k, ["a", 1])[0]' : text;
const pairs = Object.entries(kinds).flatMap(([kind, texts]) =>
  Object.entries(kinds).map(([other, others]) => ({ kind, other, texts, others })),
);

describe("strict equality", () => {
  test.each(pairs.filter(({ kind, other }) => kind === other))("compares $kind with $kind", ({ texts }) => {
    const [first, same, different] = texts.map(whole);
    expect(answerTo(`${first} == ${same}`, { args })).toBe(true);
    expect(answerTo(`${first} != ${same}`, { args })).toBe(false);
    expect(answerTo(`${first} == ${different}`, { args })).toBe(false);
    expect(answerTo(`${first} != ${different}`, { args })).toBe(true);
    expect(answerTo(`${first} in [${different}, ${same}]`, { args })).toBe(true);
    expect(answerTo(`${first} in [${different}]`, { args })).toBe(false);
  });

  test.each(pairs.filter(({ kind, other }) => kind !== other))(
    "cannot compare $kind with $other",
    ({ texts, others }) => {
      const [left, right] = [whole(texts[0]), whole(others[0])];
      expect(answerTo(`${left} == ${right}`, { args })).toBe("type");
      expect(answerTo(`${left} != ${right}`, { args })).toBe("type");
      expect(answerTo(`${left} in [${right}]`, { args })).toBe("type");
    },
  );

  test.each(Object.values(kinds).map((texts) => whole(texts[0])))("compares %s with the literal null alone", (text) => {
    expect(answerTo(`${text} == null`, { args })).toBe(false);
    expect(answerTo(`null != ${text}`, { args })).toBe(true);
    expect(answerTo(`${text} in [null]`, { args })).toBe(false);
    expect(answerTo(`${text} == args.nothing`, { args })).toBe("type");
    expect(answerTo(`args.nothing != ${text}`, { args })).toBe("type");
    expect(answerTo(`args.nothing in [${text}]`, { args })).toBe("type");
  });

  test.each([
    ["args.nothing == null", true],
    ["args.nothing != null", false],
    ["null == null", true],
    ["args.nothing == args.nothing", "type"],
    ["[args.nothing] == [null]", true],
    ["[args.nothing] == [args.nothing]", "type"],
    ['{"a": null} == {"a": args.text}', false],
    ["args.missing == null", "missing"],
    ["args.nothing in [null]", true],
    ["null in [args.nothing]", true],
    ["null in [args.text]", false],
    ["args.nothing < null", "type"],
  ])("answers %s with %s", (text, answer) => {
    expect(answerTo(text, { args })).toBe(answer);
  });

  test.each([
    // A part of another kind is a fault even where another part differs, on whichever side of it.
    ['["b", 1] == ["a", "1"]', "type"],
    ['["1", "b"] == [1, "a"]', "type"],
    ["[[1]] == [[true]]", "type"],
    ["[1, 2] == [1]", false],
    ['["a"] == [1, 2]', false],
    ['{"a": 1} == {"a": "1"}', "type"],
    ['{"a": 1} == {"b": "1"}', false],
    ['{"a": 1, "b": 2} == {"b": 2.0, "a": 1.0}', true],
    ['{"a": {"b": [1]}} == {"a": {"b": [1.0]}}', true],
    ["[] == {}", "type"],
    ["1 in [true, 1]", true],
    ["1 in [1, true]", true],
    ["1 in [true, 2]", "type"],
    ["1 in []", false],
    ['"a" in {"a": 1}', true],
    ['"b" in {"a": 1}', false],
    ['1 in {"a": 1}', "type"],
    ['"a" in "abc"', "type"],
    ['["evil"] != "evil"', "type"],
  ])("answers %s with %s", (text, answer) => {
    expect(answerTo(text)).toBe(answer);
  });
});

describe("numbers", () => {
  test.each([
    ["args.one == 1", true],
    ["1 == args.one", true],
    ["args.one in [1]", true],
    ["args.one < 2", true],
    ["args.one >= 1", true],
    ["args.one > 0x0", true],
    ["args.half == 0", false],
    ["args.half < 1", true],
    ["args.minus == 0", true],
    ["args.minus < 0.0", false],
    ["9007199254740992 == args.big", true],
    ["9007199254740994 > args.big", true],
    // A double of 2^53+1 is 2^53: who compares by value and who rounds first do not agree, so nothing is said.
    ["9007199254740993 == args.big", "range"],
    ["9007199254740993 != args.big", "range"],
    ["9007199254740993 > args.big", "range"],
    ["args.big in [9007199254740993]", "range"],
    ["[9007199254740993] == [9007199254740992.0]", "range"],
    ["9223372036854775807 < 9223372036854775808.0", "range"],
    ["9007199254740993 < 1e300", true],
    ["9007199254740993 == 9007199254740992", false],
    ["9007199254740993 > 9007199254740992", true],
    ["9007199254740993 == 1.0", false],
  ])("answers %s with %s", (text, answer) => {
    const call = { args: { one: 1, half: 0.5, minus: -0, big: 9_007_199_254_740_992 } };
    expect(answerTo(text, call)).toBe(answer);
  });
});

describe("order", () => {
  it("is that of code points, also beyond the basic plane", () => {
    const sorted = ["", "A", "a", "ab", "é", "\ud7ff", "\ue000", "\uffee", "\u{10000}", "🦊", "\u{10ffff}"];
    for (const [at, left] of sorted.entries()) {
      for (const [other, right] of sorted.entries()) {
        expect([left, right, Math.sign(compareText(left, right))]).toEqual([left, right, Math.sign(at - other)]);
      }
    }
    expect(answerTo("'\u{1f98a}' > '\uffee'")).toBe(true);
    expect(answerTo("args.a < args.b", { args: { a: "Z", b: "a" } })).toBe(true);
  });

  it("is there for numbers, texts, yes and no, times and durations alone", () => {
    expect(compareValues(false, true, node)).toBe(-1);
    expect(compareValues(new Instant(1n), new Instant(2n), node)).toBe(-1);
    expect(compareValues(new Span(2n), new Span(1n), node)).toBe(1);
    const unordered: readonly Value[] = [null, NULL, [1], { a: 1 }];
    for (const value of unordered) expect(compareValues(value, value, node)).toBeInstanceOf(Fault);
    expect(compareValues("1", 1, node)).toBeInstanceOf(Fault);
    expect(compareValues(new Instant(1n), new Span(1n), node)).toBeInstanceOf(Fault);
    expect(areEqual(new Instant(1n), new Span(1n), node)).toBeInstanceOf(Fault);
  });
});

const mixing = [
  "args.n + 1",
  "1 + args.n",
  "args.n * 2",
  "args.n / 2",
  "args.n - 1",
  "args['n'] + 1",
  "args.a.b + 1",
  "args.list[0] + 1",
  "context.n + 1",
  "resource.properties.n + 1",
  "1.5 + 1",
  "size(args.list) + args.n",
  "-args.n + 1",
  "int(args.n) + args.m",
  "double(1) + 1",
  "now.getHours() + args.n",
  "(args.n + args.m) * 2",
  "(args.yes ? args.n : args.m) + 1",
  "(args.yes ? args.n : 2.0) + 1",
  "[args.n][0] + 1",
  "[1.0, 2.0][0] + 1",
  '{"a": args.n}.a + 1',
  "args.list.map(x, x)[0] + 1",
];

describe("arithmetic", () => {
  test.each([
    ["1 / 0 == 1", "zero"],
    ["1 % 0 == 1", "zero"],
    ["args.n / 0.0 == 1.0", "zero"],
    ["args.n / args.zero == 1.0", "zero"],
    ["args.n / args.minus == 1.0", "zero"],
    ["args.zero / args.zero == 0.0", "zero"],
    ["args.huge * 10.0 > 1.0", "range"],
    ["9223372036854775807 + 1 > 0", "range"],
    ["-9223372036854775808 / -1 > 0", "range"],
    ["-(-9223372036854775808) > 0", "range"],
    ["7 / -2 == -3", true],
    ["-7 % 3 == -1", true],
    ["args.n + args.n == 3.0", true],
    ["args.n + args.text == 3.0", "type"],
    ['args.text + "b" == "ab"', true],
    ['args.text - "b" == "ab"', "type"],
    ["[1] + [2] == [1, 2]", true],
    ['[1] + {"a": 1} == [1]', "type"],
    ["-args.text == args.text", "type"],
    ["!args.n", "type"],
    ["args.n ? true : false", "type"],
  ])("answers %s with %s", (text, answer) => {
    expect(answerTo(text, { args: { n: 1.5, zero: 0, minus: -0, huge: 1e308, text: "a" } })).toBe(answer);
  });

  test.each(mixing)("refuses %s when it is written", (text) => {
    expect(faultOf(`${text} > 1`)?.message).toMatch(/mixes a whole number with a double/);
  });

  test.each([
    "args.list.all(x, x + 1 > 2)",
    "args.list.filter(x, true).exists(x, x + 1 > 2)",
    "args.list.map(x, x * 2.0).exists(x, x + 1 > 2)",
    "args.lists.all(x, x.all(y, y + 1 > 2))",
    "[args.n, 2.0].all(x, x + 1 > 2)",
    "(args.list + [1.0]).all(x, x + 1 > 2)",
  ])("refuses %s through the variable of a macro", (text) => {
    expect(faultOf(text)?.message).toMatch(/mixes a whole number with a double/);
  });

  test.each(["args.n % 2 == 0", "args.n % 2.0 == 0.0", "2.5 % 2.0 == 0.5", "args.list.all(x, x % 2 == 0)"])(
    "refuses %s",
    (text) => {
      expect(faultOf(text)?.message).toMatch(/%/);
    },
  );

  test.each([
    "args.n + 1.0 > 1",
    "int(args.n) % 2 == 0",
    "size(args.list) + 1 > 2",
    "double(size(args.list)) + args.n > 2",
  ])("takes %s", (text) => {
    expect(faultOf(text)).toBeUndefined();
  });
});
