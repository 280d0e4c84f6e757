import { describe, expect, it, test } from "vitest";
import { answerTo, costOf } from "@/lib/policy/rules/cel/testing/run-text";

const args = {
  n: 1,
  yes: true,
  text: "a",
  nothing: null,
  list: ["a", "b"],
  sums: [1, 2, 3],
  mixed: [1, "a"],
  map: { b: 1, a: 2 },
};
/** Each a way not to be a yes or a no. */
const faults = { missing: "args.none", type: "args.text", zero: "1 / 0 == 1", list: "args.list == 1.0" } as const;

describe("&& and ||", () => {
  test.each(Object.values(faults))("absorb %s on both sides", (fault) => {
    expect(answerTo(`true || (${fault})`, { args })).toBe(true);
    expect(answerTo(`(${fault}) || true`, { args })).toBe(true);
    expect(answerTo(`false && (${fault})`, { args })).toBe(false);
    expect(answerTo(`(${fault}) && false`, { args })).toBe(false);
  });

  test.each(Object.entries(faults))("cannot be evaluated by %s where the other side does not decide", (code, fault) => {
    for (const text of [
      `false || (${fault})`,
      `(${fault}) || false`,
      `true && (${fault})`,
      `(${fault}) && true`,
      `(${fault}) && (${fault})`,
      `!(${fault})`,
      `(${fault}) ? true : true`,
    ]) {
      expect([text, answerTo(text, { args })]).toEqual([text, code]);
    }
  });

  it("says the first of two faults", () => {
    expect(answerTo("args.none || args.text", { args })).toBe("missing");
    expect(answerTo("args.text || args.none", { args })).toBe("type");
  });
});

describe("a choice", () => {
  test.each([
    ["args.yes ? true : args.none", true],
    ["!args.yes ? args.none : false", false],
    ["args.yes ? args.none : true", "missing"],
    ["args.yes ? false : true ? true : true", false],
    ["false ? false : false ? false : true", true],
  ])("answers %s with %s", (text, answer) => {
    expect(answerTo(text, { args })).toBe(answer);
  });
});

describe("macros", () => {
  test.each([
    ["args.sums.all(x, x > 0)", true],
    ["args.sums.all(x, x > 1)", false],
    ["args.sums.exists(x, x == 3)", true],
    ["args.sums.exists(x, x == 4)", false],
    ["args.sums.exists_one(x, x > 2)", true],
    ["args.sums.exists_one(x, x > 1)", false],
    ["[].all(x, x)", true],
    ["[].exists(x, x)", false],
    ["[].exists_one(x, x)", false],
    ["args.sums.filter(x, x > 1) == [2, 3]", true],
    ["args.sums.map(x, x * 2.0) == [2, 4, 6]", true],
    ["args.sums.map(x, x > 1, x * 2.0) == [4, 6]", true],
    // An answer that decides absorbs the faults of other elements, before and behind it.
    ["args.mixed.exists(x, x == 1)", true],
    ['args.mixed.exists(x, x == "a")', true],
    ["args.mixed.exists(x, x == 2)", "type"],
    ["args.mixed.all(x, x == 2)", false],
    ["args.mixed.all(x, x == 1)", "type"],
    // The others know no absorbing.
    ["args.mixed.exists_one(x, x == 1)", "type"],
    ["args.mixed.filter(x, x == 1) == [1]", "type"],
    ["args.mixed.map(x, x * 2.0) == [2]", "type"],
    ["args.mixed.map(x, x == 1, x) == [1]", "type"],
    // The body is looked at only where the filter passes.
    ["[0.0, 1.0].map(x, x != 0.0, 1.0 / x) == [1]", true],
    ["args.sums.all(x, x)", "type"],
    ["args.sums.exists(x, x)", "type"],
    ["args.sums.exists_one(x, 1)", "type"],
    ["args.sums.filter(x, 1) == []", "type"],
    ["args.n.all(x, true)", "type"],
    ["args.none.all(x, true)", "missing"],
    ["args.text.exists(x, true)", "type"],
    ["args.nothing.exists(x, true)", "type"],
    // The names of an object, in one order, whatever the order of its text.
    ['args.map.map(k, k) == ["a", "b"]', true],
    ['args.map.all(k, k in ["a", "b"])', true],
    ["args.map.filter(k, args.map[k] == 2) == ['a']", true],
    ["args.sums.all(x, args.sums.exists(y, x == y))", true],
    ["args.sums.all(x, args.sums.exists(x, x == 3))", true],
    ["args.sums.filter(x, x > 1).all(x, x > 1)", true],
    ["args.sums.exists(x, x == 1) && args.sums.exists(y, y == 3)", true],
  ])("answer %s with %s", (text, answer) => {
    expect(answerTo(text, { args })).toBe(answer);
  });

  test.each(["all", "exists", "exists_one"])("%s costs the same whatever the answer is", (macro) => {
    const text = `args.sums.${macro}(x, x == args.n)`;
    const costs = [1, 2, 3, 4].map((n) => costOf(text, { args: { ...args, n } }));
    expect(new Set(costs)).toEqual(new Set([costs[0]]));
    expect(costOf(text, { args: { n: 1, sums: [1] } })).toBeLessThan(costs[0] ?? 0);
  });
});

describe("has()", () => {
  test.each([
    ["has(args.n)", true],
    ["has(args.none)", false],
    ["has(args.nothing)", true],
    ["has(args.map.a)", true],
    ["has(args.map.c)", false],
    ["has(args.none.a)", "missing"],
    ["has(args.none) && has(args.none.a)", false],
    ["has(args.text.a)", "type"],
    ["has(args.nothing.a)", "type"],
    ["has(args.list.a)", "list"],
    ["has(args.map['a'])", "refused"],
    ["has(args.constructor)", false],
    ["has(args.toString)", false],
    ["has(context.region)", true],
    ["has(context.none)", false],
    ["has(session.id)", false],
    ["has({'a': 1}.a)", true],
    ["args.map.all(k, has(args.map.a))", true],
  ])("answers %s with %s", (text, answer) => {
    const ask = (): unknown => answerTo(text, { args, context: { region: "eu" } });
    if (answer === "refused") expect(ask).toThrow("has() takes one member");
    else expect(ask()).toBe(answer);
  });
});

describe("members and items", () => {
  test.each([
    ['args["map"].a == 2', true],
    ['args["ma" + "p"].a == 2', true],
    ["args.map.c == 2", "missing"],
    ["args.toString == 'a'", "missing"],
    ["args['__proto__'] == {}", "missing"],
    ["args.constructor.name == 'Object'", "missing"],
    ["args.text.length == 1", "type"],
    ["args.nothing.a == 1", "type"],
    ["[1, 2][1] == 2", true],
    ["[1, 2][1.0] == 2", true],
    ["[1, 2][2] == 2", "missing"],
    ["[1, 2][-1] == 2", "missing"],
    ["[1, 2][0.5] == 2", "missing"],
    ["[1, 2]['0'] == 2", "type"],
    ["{'a': 1}[0] == 1", "type"],
    ["'ab'[0] == 'a'", "type"],
    ["{'__proto__': 1}.__proto__ == 1", true],
    ["{'a': 1}.b == 1", "missing"],
    ["args.n", "type"],
    ["args.yes", true],
    ["resource.type == 'account' && resource.id == 'acct/1'", true],
    ["agent.slug == 'refund-agent'", true],
    ["session.id == 'ses_1'", "missing"],
  ])("answers %s with %s", (text, answer) => {
    expect(answerTo(text, { args })).toBe(answer);
  });
});

describe("a list argument", () => {
  const split = { args, elements: [[["list"], "b"]] } as const;
  test.each([
    // Whole: the list itself.
    ["args.list.exists(x, x == 'a')", true],
    ["args.list.all(x, x == 'b')", false],
    ["size(args.list) == 2", true],
    ["args.list.size() == 2", true],
    ["'a' in args.list", true],
    ["has(args.list)", true],
    // Single: the element.
    ["args.list == 'b'", true],
    ["args['list'] == 'b'", true],
    ["args.list in ['a']", false],
    ["args.list.startsWith('b')", true],
    ["args.list + 'c' == 'bc'", true],
    ["[args.list] == ['b']", true],
    ["args.list == ['a', 'b']", "type"],
    ["args.list[0] == 'a'", "type"],
    ["args.list in args.list", true],
    ["size(args.list) == 2 && args.list == 'b'", true],
    ["args.sums.exists(x, args.list == 'b')", true],
    // Any other list at a single occurrence.
    ["args.sums == [1, 2, 3]", "list"],
    ["args.sums == 1", "list"],
  ])("split, answers %s with %s", (text, answer) => {
    expect(answerTo(text, split)).toBe(answer);
  });

  test.each([
    ["args.list == 'a'", "list"],
    ["args.list == ['a', 'b']", "list"],
    ["args.empty == []", "list"],
    ["size(args.empty) == 0", true],
    ["args.map == {'a': 2, 'b': 1}", true],
    ["args == {}", false],
  ])("not split, answers %s with %s", (text, answer) => {
    expect(answerTo(text, { args: { ...args, empty: [] } })).toBe(answer);
  });
});
