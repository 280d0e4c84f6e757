import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { maxCost } from "@/lib/policy/rules/cel/frame";
import { answerTo, type Call, costOf, judgeText } from "@/lib/policy/rules/cel/testing/run-text";

const long = "x".repeat(65);
const call: Call = {
  args: {
    n: 1,
    yes: true,
    text: "abc",
    long,
    list: ["a", "b", "c"],
    sums: [1, 2],
    map: { a: 1, b: 2 },
    deep: { list: [1] },
  },
};

describe("a step for each node, and for what operators and functions are given", () => {
  test.each<[text: string, cost: number, of: string]>([
    ["true", 1, "the literal"],
    ["args.yes", 2, "the name and the member"],
    ["args['yes']", 4, "the name, the member, the key, one piece of the key"],
    ["args.n == 1", 4, "the operator, two of the path, the literal"],
    ["args.text == 'abc'", 6, "four nodes, one piece each"],
    ["args.text == ''", 5, "four nodes; an empty text has no piece"],
    ["args.long == 'abc'", 7, "four nodes, two pieces and one"],
    ["!args.yes", 3, "three nodes"],
    ["-args.n == 1.0", 5, "five nodes"],
    ["true || args.yes", 2, "the operator and its left side, which decides"],
    ["args.yes && args.n == 1", 7, "the operator, two, four"],
    ["false && args.yes", 2, "the operator and its left side"],
    ["args.yes ? args.n == 1 : args.n == 2", 7, "the choice, its test, one of both"],
    ["has(args.n)", 2, "the question and the name"],
    ["has(args.map.a)", 3, "the question and two of the path"],
    ["size(args.list) == 3", 8, "the operator, the literal, the function, two of the path, three elements"],
    ["size(args.map) == 2", 5, "five nodes; an object costs nothing"],
    ["size(args.long) > 3", 7, "five nodes and two pieces"],
    ["args.text.startsWith('a')", 6, "four nodes and two pieces"],
    ["'a' in args.list", 8, "four nodes, one piece, three elements"],
    ["'a' in args.map", 5, "four nodes, one piece"],
    ["args.n in [1, 2, 3]", 10, "the operator, two, the list and three in it, three elements"],
    ["[1, 2] == [1, 2]", 11, "seven nodes, four elements"],
    ["{'a': 1} == {'a': 2}", 7, "the operator, and of both the object, key and value"],
    ["[1, 2][0] == 1", 9, "the operator, the literal, the index, the list of three, the key, two elements"],
    ["args.sums.all(x, x > 0)", 3 + 2 * 3, "the macro, two, and three for each element"],
    ["args.sums.exists(x, x == 1)", 3 + 2 * 3, "the same where the first decides"],
    ["args.sums.map(x, x > 1, x * 2.0) == [4]", 1 + 3 + (3 + 3 + 3) + 2 + 2, "the body only where the filter passes"],
    ["args.map.exists(k, k == 'a')", 3 + 2 * (3 + 2), "three and two pieces for each name"],
    ["args.sums.all(x, args.list.exists(y, y == 'a'))", 3 + 2 * (3 + 3 * (3 + 2)), "one in the other"],
    ["args.missing == 1", 3, "up to the fault"],
    ["args.missing || true", 4, "the fault, and what absorbs it"],
    ["{'a': args.missing, 'b': 1} == {}", 5, "up to the fault: nothing behind it"],
    ["[args.missing, 1, 2] == []", 4, "up to the fault"],
    ["now > timestamp('2026-01-01T00:00:00Z')", 5, "four nodes and one piece"],
    ["args.text.matches('^a')", 6, "four nodes, one piece each of text and pattern"],
  ])("%s costs %i: %s", (text, cost) => {
    expect(costOf(text, call)).toBe(cost);
  });

  it("is charged for the element where one stands for a list", () => {
    const split: Call = { ...call, elements: [[["list"], long]] };
    expect(costOf("args.list == 'a'", split)).toBe(4 + 2 + 1);
    expect(costOf("args.list == 'a'", call)).toBe(3);
  });

  it("counts characters of several bytes by their bytes", () => {
    for (const [text, pieces] of [
      ["é".repeat(32), 1],
      [`${"é".repeat(32)}a`, 2],
      ["🦊".repeat(16), 1],
      ["🦊".repeat(17), 2],
      [`${"€".repeat(21)}a`, 1],
      ["€".repeat(22), 2],
    ] as const) {
      expect([text, costOf("args.a == ''", { args: { a: text } })]).toEqual([text, 4 + pieces]);
    }
  });
});

describe("too many steps", () => {
  const numbers = Array.from({ length: 700 }, (_, at) => at);

  it("end a condition, behind the most that a decision may cost", () => {
    const { cost } = judgeText("args.l.all(x, args.l.all(y, x == y || true))", { args: { l: numbers } });
    expect(cost).toBeGreaterThan(maxCost);
    expect(cost).toBeLessThan(maxCost + 100);
  });

  it("end it whatever the answer was going to be", () => {
    const text = "true || args.l.all(x, args.l.all(y, x == y)) || args.l.exists(x, args.l.all(y, x == y))";
    expect(answerTo(text, { args: { l: numbers } })).toBe(true);
    expect(costOf(text, { args: { l: numbers } })).toBe(3);
    expect(costOf(text.replace("true || ", ""), { args: { l: numbers } })).toBeGreaterThan(maxCost);
  });

  it("keep a text from growing past what a machine holds", () => {
    const doubled = (name: string): string => Array.from({ length: 300 }, () => name).join("+");
    const text = `[${doubled("args.s")}].map(a, [${doubled("a")}].map(b, ${doubled("b")})[0]).size() == 1`;
    expect(costOf(text, { args: { s: "x".repeat(200_000) } })).toBeGreaterThan(maxCost);
  });

  it("keep a list from growing past it", () => {
    const doubled = (name: string): string => Array.from({ length: 300 }, () => name).join("+");
    const text = `[args.l.filter(x, true)].map(a, [${doubled("a")}].map(b, ${doubled("b")})[0]).size() == 1`;
    expect(costOf(text, { args: { l: numbers } })).toBeGreaterThan(maxCost);
  });

  it("look at an object once, however often it is compared", () => {
    const big = Object.fromEntries(Array.from({ length: 15_000 }, (_, at) => [`k${at}`, at]));
    const items = Array.from({ length: 30_000 }, () => 0);
    expect(answerTo("args.items.exists(i, i == args.big)", { args: { items, big } })).toBe("type");
    expect(answerTo("args.items.all(i, size(args.big) > 3)", { args: { items, big } })).toBe(true);
    expect(answerTo("args.maps.exists(i, args.big == i)", { args: { maps: items.map(() => ({})), big } })).toBe(false);
    expect(answerTo("args.items.all(i, args.big == args.copy)", { args: { items, big, copy: { ...big } } })).toBe(true);
    const other = { ...big, k14999: "x" };
    expect(answerTo("args.items.all(i, args.big == args.other)", { args: { items, big, other } })).toBe("type");
  });
});

it("costs the same each time, and whatever the order of an object's members", () => {
  const conditions = [
    "args.all(k, args[k] == 'a')",
    "args.map(k, k)[0] == 'a'",
    "args.filter(k, k > 'm').exists(k, args[k] == 1)",
    "size(args) > 2 && args.a == args.b",
  ];
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.string(),
        fc.oneof(fc.string(), fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean()),
      ),
      fc.constantFrom(...conditions),
      (args, text) => {
        const turned = Object.fromEntries(Object.entries(args).toReversed());
        const first = judgeText(text, { args });
        expect(judgeText(text, { args })).toEqual(first);
        expect(judgeText(text, { args: turned })).toEqual(first);
      },
    ),
    { numRuns: 500 },
  );
});
