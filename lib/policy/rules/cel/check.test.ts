import { describe, expect, it, test } from "vitest";
import { checkCondition } from "@/lib/policy/rules/cel/check";
import { parseCondition } from "@/lib/policy/rules/cel/parse";
import { faultOf } from "@/lib/policy/rules/cel/testing/run-text";

const refused: readonly (readonly [text: string, why: RegExp])[] = [
  // Names.
  ["amount > 1", /There is no amount/],
  ["toString == 'a'", /There is no toString/],
  ["[1].all(x, y == 1)", /There is no y/],
  ["[1].all(x, x == 1) && x == 1", /There is no x/],
  ["x.all(x, true)", /There is no x/],
  // A variable never takes the name of something else.
  ...["args", "resource", "session", "agent", "context", "now"].map((name): [string, RegExp] => [
    `[1].all(${name}, ${name} == 1)`,
    /is taken/,
  ]),
  ["args.list.map(args, args)", /is taken/],
  ["[1].exists(__result__, true)", /is taken/],
  ["[1].exists(for, true)", /reserved word/],
  // Macros.
  ["[1].all(a, [1].all(b, [1].all(c, true)))", /stands inside two others/],
  ["[1].all(a, [1].map(b, [1].exists(c, true)).size() == 1)", /stands inside two others/],
  ["[1].map(a, [1].map(b, true, [1].filter(c, true).size())).size() == 1", /stands inside two others/],
  ["[1].all(x)", /takes a name and an expression/],
  ["[1].all(x, true, true)", /takes a name and an expression/],
  ["[1].all(x.y, true)", /takes a name and an expression/],
  ["[1].all('x', true)", /takes a name and an expression/],
  ["[1].map(x, true, true, true) == []", /takes a name and an expression/],
  ["has(args)", /has\(\) takes one member/],
  ["has(args['a'])", /has\(\) takes one member/],
  ["has(args.a, args.b)", /has\(\) takes one member/],
  // Functions.
  ["size() == 0", /Write size\(…\) or value.size\(\)/],
  ["args.a.size(1) == 0", /Write size/],
  ["startsWith(args.a, 'a')", /Write value.startsWith\(…\)/],
  ["args.a.int() == 1", /Write int\(…\)/],
  ["eval('1') == 1", /There is no function eval\(\)/],
  ["constructor() == 1", /There is no function constructor\(\)/],
  ["args.a.toString() == ''", /There is no function toString\(\)/],
  ["args.a.has(args.b)", /There is no function has\(\)/],
  ["type(args.a) == int", /There is no function type\(\)/],
  // Patterns.
  ["args.a.matches(args.b)", /takes a pattern written out/],
  ["args.a.matches('a' + 'b')", /takes a pattern written out/],
  ["matches(args.a, args.b)", /takes a pattern written out/],
  ["args.a.matches(1)", /takes a pattern written out/],
  [`args.a.matches('${"a".repeat(257)}')`, /at most 256 characters/],
  [`args.a.matches('${"🦊".repeat(257)}')`, /at most 256 characters/],
  ["args.a.matches('(')", /no RE2 pattern/],
  ["args.a.matches('(?=a)')", /no RE2 pattern/],
  ["args.a.matches(r'(a)\\1')", /no RE2 pattern/],
  ["args.a.matches('a{1001}')", /no RE2 pattern/],
  ["args.a.matches('((a{100}){100}){100}')", /no RE2 pattern/],
  // Values that conditions do not have.
  ["args.a == 1u", /Unsigned/],
  ["args.a == b'a'", /Bytes/],
  ["args.a == {1: 2}", /A key of an object/],
  ["args.a == {args.b: 2}", /A key of an object/],
  ["args.a == {'a': 1, 'a': 2}", /stands twice/],
  ["args.a == T{}", /Messages/],
  ["args.a == 9223372036854775808", /64 bits/],
  ["args.a == 1e999", /No double/],
  // What is no yes or no.
  ["1", /a yes or a no/],
  ["'true'", /a yes or a no/],
  ["null", /a yes or a no/],
  ["now", /a yes or a no/],
  ["now - now", /a yes or a no/],
  ["args.a + 1.0 + size(args.b) == 1", /mixes/],
  ["[true]", /a yes or a no/],
  ["{'a': true}", /a yes or a no/],
  ["size(args.a)", /a yes or a no/],
  ["args.a.map(x, true)", /a yes or a no/],
  ["args.a.matches('a') ? 1 : 2", /a yes or a no/],
  // Signs.
  ["-!args.a == 1", /Expected a value/],
  ["!-args.a", /Write brackets between/],
];

describe("refused when it is written", () => {
  test.each(refused)("%s", (text, why) => {
    expect(faultOf(text)?.message).toMatch(why);
  });

  test.each([
    "true",
    "args.a",
    "args.a == 1",
    "args.a ? true : args.b",
    "!!args.a",
    "--1 == 1",
    "!(-args.a == 1.0)",
    "[1].all(a, [1].all(b, a == b)) && [1].all(c, true)",
    "[1].filter(a, true).map(b, b).all(c, true)",
    "[1].all(a, [1].all(a, a == 1))",
    `args.a.matches('${"a".repeat(256)}')`,
    `args.a.matches('${"🦊".repeat(256)}')`,
    "matches(args.a, '^a+$')",
    "now - session.started_at > duration('1h')",
    "now.getHours('Europe/Vienna') >= 9",
    "args.for == args.has",
    "[1,].size() == 1",
    "args.a == 'x' // Why it is so.",
    "args.a == // Why\r\n 'x'",
  ])("but not %s", (text) => {
    expect(faultOf(text)).toBeUndefined();
  });
});

it("lets no lone carriage return end a comment, since readers disagree on what it does", () => {
  expect(faultOf("true // only\r && false")).toBeDefined();
  expect(faultOf("true\r || false")).toBeUndefined();
});

it("takes 4 KiB of UTF-8 and no more", () => {
  const most = `args.a == '${"a".repeat(4_084)}'`;
  expect(Buffer.byteLength(most)).toBe(4_096);
  expect(faultOf(most)).toBeUndefined();
  expect(faultOf(`${most} `)?.message).toMatch(/at most 4 KiB/);
  expect(faultOf(`args.a == '${"€".repeat(1_361)}'`)).toBeUndefined();
  expect(faultOf(`args.a == '${"€".repeat(1_362)}'`)?.message).toMatch(/at most 4 KiB/);
});

it("warns of members that are never there", () => {
  const warningsOf = (text: string): string[] =>
    checkCondition(parseCondition(text)).map(({ start, end }) => text.slice(start, end));
  expect(warningsOf("session.user == 'a' || has(agent.name) || resource['kind'] == 'b'")).toEqual([
    "session.user",
    "has(agent.name)",
    "resource['kind']",
  ]);
  expect(warningsOf("session.id == 'a' && resource.properties.kind == 'b' && args.any == 1")).toEqual([]);
});

describe("a fault stands in the text", () => {
  test.each([
    ["args.a == ", 9, 9],
    ["", 0, 0],
    ["args.a == b'x'", 10, 11],
    ["args.a == 12u", 10, 13],
    ["args.a == 'x", 10, 12],
    ["args.a == '\\q'", 11, 13],
    ["args.a == '\\", 11, 12],
    ["args.a == '\\ud800'", 11, 17],
    ["amount > 1", 0, 6],
    ["args.a == 1 + args.n", 10, 20],
    ["args.a.matches('(')", 15, 18],
    ["true && context.session == 1", 8, 23],
    ["true && has(context.session)", 8, 28],
    ["[1].all(a, [1].all(b, [1].all(c, true)))", 22, 38],
    ["args.a == {'a': 1, 'a': 2}", 19, 22],
    ["args.a = 1", 7, 8],
    ["true true", 5, 9],
    ["1 +\n  (true", 11, 11],
  ])("%s", (text, start, end) => {
    expect(faultOf(text)).toMatchObject({ start, end });
  });
});

it("takes chains of 512 parts, and no longer ones", () => {
  expect(faultOf(`true${"&&true".repeat(511)}`)).toBeUndefined();
  expect(faultOf(`true${"&&true".repeat(512)}`)?.message).toMatch(/A chain has at most 512 parts/);
  expect(faultOf(`(args${".a".repeat(300)})${".a".repeat(212)}`)?.message).toMatch(/A chain has at most 512 parts/);
});
