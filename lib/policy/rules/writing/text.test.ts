import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { readPolicyText } from "@/lib/policy/rules/writing/text";

const faultsOf = (text: string): string[] => {
  const outcome = readPolicyText(text);
  return outcome.ok ? [] : outcome.faults.map(({ line, column, detail }) => `${line}:${column} ${detail}`);
};
const valueOf = (text: string): unknown => {
  const outcome = readPolicyText(text);
  if (!outcome.ok) throw new Error(outcome.faults.map(({ detail }) => detail).join(" "));
  return outcome.read.value;
};

test("YAML with comments and JSON say the same", () => {
  expect(valueOf("# why\nrules: [] # none\ntests:\n  - name: a\n")).toEqual({ rules: [], tests: [{ name: "a" }] });
  expect(valueOf('{"rules": [], "tests": [{"name": "a"}]}')).toEqual({ rules: [], tests: [{ name: "a" }] });
  expect(valueOf("")).toEqual({});
  expect(valueOf("a: 1\n<<: {b: 2}\n")).toEqual({ a: 1, "<<": { b: 2 } });
});

describe("what a reader of JSON could not hold is refused where it stands", () => {
  test.each([
    ["an anchor", "a: &x 1\nb: *x\n", /^1:/],
    ["a member twice", "a: 1\na: 2\n", /^2:/],
    ["no number", "a: .nan\n", /^1:4 .*number/],
    ["infinity", "a: -.inf\n", /^1:4 .*number/],
    ["a whole number that no double holds", "a: 9007199254740993\n", /^1:4 .*number/],
    ["a tag", "a: !!binary aGk=\n", /^1:/],
    ["a key that is no text", "? [a, b]\n: 1\n", /^1:/],
    ["two documents", "a: 1\n---\nb: 2\n", /documents/],
    ["a tab for indentation", "a:\n\tb: 1\n", /^2:/],
    ["a list without its end", "a: [1, 2\nb: 3\n", /^\d:/],
    ["no character", 'a: "x\\0"\n', /^1:4/],
    ["half a character", 'a: "\\ud800"\n', /^1:/],
  ])("%s", (_, text, fault) => {
    const [first] = faultsOf(text);
    expect(first).toMatch(fault);
  });
});

test("a member called __proto__ is refused, others of that kind are members, and no prototype changes", () => {
  expect(faultsOf("a: {__proto__: {admin: true}}\n")[0]).toMatch(/^1:5 /);
  const value = valueOf("a: {constructor: {prototype: {x: 1}}, toString: 2}\n");
  expect(JSON.stringify(value)).toBe('{"a":{"constructor":{"prototype":{"x":1}},"toString":2}}');
  expect(Object.hasOwn(Object.prototype, "admin")).toBe(false);
});

test("fifty thousand members of one object are read, and the one that stands twice is found", () => {
  const many = Array.from({ length: 50_000 }, (_, at) => `k${at}`);
  expect(faultsOf(`{${[...many, "k7"].join(",")}}`)).toHaveLength(1);
});

it.each([
  ["lists in flow", `a: ${"[".repeat(50_000)}`],
  ["closed lists", `a: ${"[".repeat(20_000)}${"]".repeat(20_000)}`],
  ["objects in flow", `a: ${"{a: ".repeat(20_000)}`],
  ["nested blocks", Array.from({ length: 3_000 }, (_, at) => `${" ".repeat(at)}a:`).join("\n")],
  ["keys in keys", `a:\n  b: ${"? - ".repeat(20_000)}`],
  ["sequences in sequences", `a:\n${"- ".repeat(20_000)}x`],
])("%s too deep are a fault", (_, text) => {
  expect(faultsOf(text)).toEqual([expect.stringMatching(/nested too deep/)]);
});

test("no text makes the reader throw", () => {
  const parts = fc.constantFrom(
    "a",
    ":",
    " ",
    "\n",
    "-",
    "[",
    "]",
    "{",
    "}",
    ",",
    "#",
    '"',
    "'",
    "|",
    ">",
    "&",
    "*",
    "!",
    "%",
    "?",
    "\t",
    "0",
    ".",
    "~",
    "é",
    "\u2028",
  );
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 60 }), (signs) => {
      const outcome = readPolicyText(signs.join(""));
      expect(outcome.ok ? outcome.read.locate("/a/0/b", 3).line : outcome.faults.length).toBeGreaterThan(0);
    }),
    { numRuns: 2_000 },
  );
});

test("places are those of the value, in every way of writing it", () => {
  const outcome = readPolicyText('a:\n  - when: x == 1\n  - when: "y == 2"\n  - when: |\n      z ==\n      3\n');
  if (!outcome.ok) throw new Error("The text is no YAML.");
  const { locate } = outcome.read;
  expect(locate("/a/0/when", 2)).toEqual({ line: 2, column: 13 });
  expect(locate("/a/1/when", 2)).toEqual({ line: 3, column: 14 });
  expect(locate("/a/2/when", 5)).toEqual({ line: 6, column: 7 });
  expect(locate("/a/9/when", 1)).toEqual({ line: 2, column: 3 });
  expect(locate("")).toEqual({ line: 1, column: 1 });
});
