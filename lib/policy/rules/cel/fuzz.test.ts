import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { ConditionFault } from "@/lib/policy/rules/cel/ast";
import { checkCondition } from "@/lib/policy/rules/cel/check";
import { expressionText } from "@/lib/policy/rules/cel/conformance/expressions";
import { evaluate } from "@/lib/policy/rules/cel/conformance/judge";
import { doesPeerParse } from "@/lib/policy/rules/cel/conformance/peer";
import { compileNode, runCondition } from "@/lib/policy/rules/cel/evaluate";
import { type Frame, maxCost, newReads } from "@/lib/policy/rules/cel/frame";
import { parseCondition } from "@/lib/policy/rules/cel/parse";
import { faultOf, judgeText } from "@/lib/policy/rules/cel/testing/run-text";
import type { Json } from "@/lib/policy/rules/cel/values";

/** Reads, checks and runs it. Whatever else than a ConditionFault is thrown comes through. */
function run(text: string, args: Json = {}): boolean | string | undefined {
  const fault = faultOf(text);
  if (!fault) return judgeText(text, { args }).answer;
  expect(fault.start).toBeGreaterThanOrEqual(0);
  expect(fault.end).toBeGreaterThanOrEqual(fault.start);
  expect(fault.end).toBeLessThanOrEqual(text.length);
  expect(fault.message).not.toBe("");
  return undefined;
}

function faultOfReading(text: string): ConditionFault | undefined {
  try {
    parseCondition(text);
    return undefined;
  } catch (error) {
    if (error instanceof ConditionFault) return error;
    throw error;
  }
}

const tokens = [
  ..."()[]{}.,:?!-+*/%<>=&|'\"`\\@#$;~^ \n\r\t".split(""),
  ..."&& || == != <= >= in true false null args context now session has size all exists map filter matches".split(" "),
  ..."x y 0 1 1.5 0x1F 1u 1e9 1e999 9223372036854775808 'a' \"b\" r'\\d' b'' ''' \"\"\" // \\u00e9 args.a a.b".split(
    " ",
  ),
  "\u0000",
  "é",
  "🦊",
  "\ud800",
  "\u202e",
  "\u2028",
];

describe("a text that nobody meant", () => {
  it("of random tokens is read or refused", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...tokens), { maxLength: 40 }),
        fc.constantFrom("", " "),
        (parts, between) => {
          expect(() => run(parts.join(between))).not.toThrow();
        },
      ),
      { numRuns: 5_000 },
    );
  });

  it("of random characters is read or refused", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.string(), fc.string({ unit: "binary-ascii" })), (text) => {
        expect(() => run(text)).not.toThrow();
      }),
      { numRuns: 3_000 },
    );
  });

  it("of random bytes is read or refused", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        for (const text of [
          Buffer.from(bytes).toString("latin1"),
          Buffer.from(bytes).toString("utf16le"),
          new TextDecoder().decode(bytes),
        ]) {
          expect(() => run(text)).not.toThrow();
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("with one character changed, left out or put in is read or refused", () => {
    fc.assert(
      fc.property(expressionText(), fc.nat(), fc.constantFrom("", ...tokens), fc.boolean(), (text, at, put, out) => {
        const place = at % (text.length + 1);
        expect(() => run(text.slice(0, place) + put + text.slice(out ? place + 1 : place))).not.toThrow();
      }),
      { numRuns: 3_000 },
    );
  });

  it("is never taken where another reader of CEL refuses it", () => {
    const parts = tokens.filter((token) => !["'''", '"""'].includes(token));
    const wild = fc.array(fc.constantFrom(...parts), { maxLength: 8 }).map((made) => made.join(" "));
    fc.assert(
      fc.property(wild, (text) => {
        const taken = faultOfReading(text) === undefined;
        expect([text, !taken || doesPeerParse(text)]).toEqual([text, true]);
      }),
      { numRuns: 3_000 },
    );
  });
});

describe("4 KiB of one thing", () => {
  const pieces: readonly [start: string, repeated: string, end?: string][] = [
    ["", "("],
    ["", "["],
    ["", "{'a':"],
    ["", "!"],
    ["", "-"],
    ["1", "-1"],
    ["a", ".a"],
    ["args", ".a"],
    ["args", "['a']"],
    ["args", "[0]"],
    ["args", "[args"],
    ["args", ".f()"],
    ["args.a", ".size()"],
    ["[1]", ".map(x,x)"],
    ["[1]", ".filter(x,true)"],
    ["[1].all(x,", "[1].all(x,"],
    ["true", "?true:true"],
    ["", "true?", "true"],
    ["", "a?b:"],
    ["", "true?true:", "true"],
    ["true", "&&true"],
    ["true", "||false"],
    ["1", "==1"],
    ["1", "+1", "==1"],
    ["[]", "+[]", "==[]"],
    ["''", "+''", "==''"],
    ["[", "1,", "1] == []"],
    ["size(", "size(", ""],
    ["", "has(a."],
    ["'", "\\n", "' == ''"],
    ["", " ", "true"],
    ["", "//\n", "true"],
    ["", "//", ""],
    ["", "'"],
    ["", '"""'],
    ["", "0"],
    ["", "."],
    ["", ".1"],
    ["", "x"],
    ["args.a.matches('", "(", "')"],
    ["args.a.matches('", "a?", "')"],
  ];
  test.each(pieces)("%s%s…%s fills no stack", (start, repeated, end = "") => {
    const count = Math.floor((4_096 - start.length - end.length) / repeated.length);
    for (const times of [count, 47, 48, 49, 100]) run(start + repeated.repeat(times) + end, { a: "x" });
    const closing = new Map([
      ["(", ")"],
      ["[", "]"],
      ["{'a':", "}"],
    ]).get(repeated);
    if (closing) for (const times of [40, 49, 1_000]) run(repeated.repeat(times) + "1" + closing.repeat(times));
    // What is far too long is refused before it is read.
    expect(faultOf(start + repeated.repeat(200_000) + end)?.message).toMatch(/4 KiB/);
  });
});

const strange = fc.constantFrom(
  "__proto__",
  "constructor",
  "toString",
  "hasOwnProperty",
  "valueOf",
  "length",
  "NaN",
  "Infinity",
  "-0",
  "null",
  "undefined",
  "\ud800",
  "\udc00x",
  "\u202e",
  "e\u0301",
  "",
  "0",
  "1e999",
  "2026-01-01T00:00:00Z",
  "9999-12-31T23:59:59.999999999Z",
  "1h",
);
const numbers = fc.oneof(
  fc.constantFrom(-0, 0, 1e308, -1e308, 5e-324, 2 ** 53, -(2 ** 63), 2 ** 63, 1e21, 0.1),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 6, depthSize: "medium" },
    fc.oneof(strange, numbers, fc.boolean(), fc.constant(null), fc.string({ unit: "binary" })),
    fc.array(tie("json"), { maxLength: 4 }),
    fc.dictionary(fc.oneof(strange, fc.constantFrom("a", "b", "c")), tie("json"), {
      maxKeys: 4,
      noNullPrototype: true,
    }),
  ),
}));
/** As a call has it: made by a parser, so that `__proto__` is a member like others. */
const parsed = json.map((value): Json => JSON.parse(JSON.stringify(value)));

const conditions = [
  "args.a == args.b",
  "args.a != args.b || args.c",
  "args.a < args.b",
  "args.a in args.b",
  "args.all(k, args[k] == args.a)",
  "args.a.all(x, args.b.exists(y, x == y))",
  "args.a.map(x, x).filter(x, x in args.b).size() > size(args.c)",
  "args.a.exists_one(x, has(x.a) && x.a == args.b)",
  "args.a.__proto__ == args.constructor",
  "has(args.__proto__) || has(args.a.toString)",
  "args[args.a] == args.b[args.c]",
  "[args.a][args.b] == {'__proto__': args.c}",
  "args.a + args.b == args.c",
  "-args.a / args.b >= args.c * args.a - args.b",
  "int(args.a) % int(args.b) == 1",
  "double(args.a) > 1.0 && bool(args.b)",
  "string(args.a) + string(args.b) == args.c",
  "timestamp(args.a) - timestamp(args.b) > duration(args.c)",
  "timestamp(args.a).getHours(args.b) == 1 || duration(args.a).getMinutes() == 2",
  "timestamp(args.a) + duration(args.b) > now",
  "args.a.matches('^(a|b)*$') || args.b.contains(args.c) && args.a.startsWith(args.b)",
  "args.a ? args.b : args.c",
  "!args.a",
  "args == {'a': args.a, 'b': args.b, 'c': args.c}",
];

describe("a call that nobody meant", () => {
  it("is answered or cannot be evaluated, twice alike", () => {
    fc.assert(
      fc.property(
        fc.record({ a: parsed, b: parsed, c: parsed }, { requiredKeys: [] }),
        fc.constantFrom(...conditions),
        (args, text) => {
          const outcome = judgeText(text, { args: JSON.parse(JSON.stringify(args)) });
          expect(outcome.cost).toBeGreaterThan(0);
          expect(outcome.cost).toBeLessThan(maxCost);
          expect(judgeText(text, { args })).toEqual(outcome);
        },
      ),
      { numRuns: 6_000 },
    );
  });

  it("leaves nothing behind for the next one", () => {
    const node = parseCondition("args.a.exists(x, x == 'b') || args.c");
    checkCondition(node);
    const compiled = compileNode(node, newReads());
    const frameOf = (args: Json): Frame => ({
      names: { args },
      elements: undefined,
      variables: [],
      cost: 0,
      hidden: undefined,
    });
    fc.assert(
      fc.property(parsed, parsed, (a, c) => {
        const left = frameOf({ a: ["\u202e"], c: true });
        runCondition(compiled, node, left);
        const after = runCondition(compiled, node, { ...left, names: { args: { a, c } } });
        expect(after).toEqual(runCondition(compiled, node, frameOf({ a, c })));
      }),
    );
  });

  it("is answered for every expression that can be made up", () => {
    fc.assert(
      fc.property(expressionText(), parsed, parsed, (text, amount, to) => {
        const names = { args: { amount, to, deep: to, currency: amount, name: to }, now: amount };
        expect(() => evaluate(text, names)).not.toThrow();
      }),
      { numRuns: 3_000 },
    );
  });
});
