import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { itemsOf, type JsonNode, memberOf } from "@/lib/imports/parse/json/node";
import { readJson } from "@/lib/imports/parse/json/read-json";

/** Objects as lists of pairs, because a test that used objects would lose `__proto__`. */
function plain(node: JsonNode | undefined): unknown {
  switch (node?.kind) {
    case "object":
      return { pairs: node.members.map(({ name, value }) => [name, plain(value)]) };
    case "array":
      return node.items.map(plain);
    case "null":
      return null;
    case undefined:
      return undefined;
    case "string":
    case "number":
    case "boolean":
      return node.value;
  }
}

function pairs(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(pairs);
  if (typeof value !== "object" || value === null) return value;
  return { pairs: Object.entries(value).map(([name, held]) => [name, pairs(held)]) };
}

const read = (text: string): unknown => plain(readJson(text).root);
const faults = (text: string): string[] => readJson(text).faults.map(({ line, words }) => `${line}: ${words}`);

test("reads what JSON.parse reads, and has no fault to find", () => {
  fc.assert(
    fc.property(fc.json(), fc.constantFrom(undefined, 2), (text, indent) => {
      const value: unknown = JSON.parse(text);
      const written = JSON.stringify(value, null, indent);
      expect(readJson(written).faults).toEqual([]);
      // -0 is written as 0.
      expect(JSON.stringify(read(written))).toBe(JSON.stringify(pairs(JSON.parse(written))));
    }),
  );
});

test.each([
  ["comments", '// a\n{ /* b */ "a": 1, // c\n "b": /* d\n */ 2 }'],
  ["trailing commas", '{"a": 1, "b": 2,}'],
  ["a byte order mark", '\uFEFF{"a": 1, "b": 2}'],
  ["Windows line ends", '{\r\n"a": 1,\r\n"b": 2\r\n}'],
  ["old Macintosh line ends", '{\r"a": 1,\r"b": 2\r}'],
])("%s are no fault", (_, text) => {
  expect(faults(text)).toEqual([]);
  expect(read(text)).toEqual({
    pairs: [
      ["a", 1],
      ["b", 2],
    ],
  });
});

test("every value knows its line, column and offsets", () => {
  const text = '{\r\n  "a": [1,\n    "x"],\r  "b": null }';
  const { root } = readJson(text);
  const item = itemsOf(memberOf(root, "a"))[1];
  expect(item).toMatchObject({ line: 3, column: 5 });
  expect(text.slice(item?.start, item?.end)).toBe('"x"');
  expect(memberOf(root, "b")).toMatchObject({ line: 4, column: 8 });
});

describe("a mistake costs the member it is in", () => {
  test.each([
    [
      "a missing comma",
      '{\n"a": 1\n"b": 2}',
      ["2: a comma is missing here"],
      [
        ["a", 1],
        ["b", 2],
      ],
    ],
    ["a missing comma in a list", '{"b": [1\n2]}', ["1: a comma is missing here"], [["b", [1, 2]]]],
    [
      "a comma too many",
      '{"a": 1,,\n"b": 2}',
      ["1: there is a comma too many"],
      [
        ["a", 1],
        ["b", 2],
      ],
    ],
    [
      "a missing colon",
      '{"a"\n1, "b": 2}',
      ["1: a colon is missing after a name"],
      [
        ["a", 1],
        ["b", 2],
      ],
    ],
    ["a missing value", '{"a": , "b": 2}', ["1: a value is missing"], [["b", 2]]],
    ["a bare name", '{a: {"x": [1, 2]}, "b": 2}', ["1: a name needs double quotes"], [["b", 2]]],
    ["single quotes", `{"a": 'x', "b": 2}`, ["1: a text needs double quotes"], [["b", 2]]],
    ["a word", '{"a": undefined,\n"b": 2}', ["1: this is not a value"], [["b", 2]]],
    ["a number of another kind", '{"a": 0x1F, "b": 2}', ["1: this is not a value"], [["b", 2]]],
    ["an open text", '{"a": "x,\n"b": 2}', ["1: a text has no closing quote"], [["b", 2]]],
    ["an open name", '{"a: 1,\n"b": 2}', ["1: a text has no closing quote"], [["b", 2]]],
    ["the wrong bracket", '{"a": [1}, "b": 2}', ["1: `}` stands where `]` belongs"], [["a", [1]]]],
    [
      "a bracket too many",
      '{"a": 1]\n, "b": 2}',
      ["1: `]` stands where `}` belongs"],
      [
        ["a", 1],
        ["b", 2],
      ],
    ],
    ["a text after the end", '{"b": 2}\nx', ["2: text follows after the end; it was left out"], [["b", 2]]],
    [
      "an early end",
      '{\n"b": 2,\n"a": {',
      ["3: the file ends before the bracket of line 3 is closed"],
      [
        ["b", 2],
        ["a", { pairs: [] }],
      ],
    ],
    [
      "a backslash of Windows",
      String.raw`{"a": "C:\Users", "b": 2}`,
      ["1: a backslash begins an escape that JSON does not have; write `\\\\` for a backslash"],
      [
        ["a", String.raw`C:\Users`],
        ["b", 2],
      ],
    ],
    [
      "a comment that never ends",
      '{"b": 2 /* x\n',
      ["1: a comment begins here and never ends", "2: the file ends before the bracket of line 1 is closed"],
      [["b", 2]],
    ],
  ])("%s", (_, text, words, members) => {
    expect(faults(text).slice(0, words.length)).toEqual(words);
    expect(read(text)).toEqual({ pairs: members });
  });
});

describe("a line whose quotes do not pair is not kept", () => {
  test.each([
    ["a quote too few", '{"args": ["-y", x", "pkg"], "env": {"A": "hunter2"},\n"b": 2}'],
    ["a quote too many", '{"env": {"A": "hun"ter2"},\n"b": 2}'],
    ["a quote instead of a backslash", '{"env": {"A": "hun""ter2"},\n"b": 2}'],
    ["no colon between two texts", '{"A" "hunter2",\n"b": 2}'],
  ])("%s", (_, text) => {
    expect(read(text)).toEqual({ pairs: [["b", 2]] });
    expect(readJson(text).faults[0]).toMatchObject({ line: 1, lineLost: true });
  });

  test("such a line between others costs itself only", () => {
    const text = (line: string): string => `{\n"s": {\n"a": {"x": "1"},\n${line}\n"c": {"x": "3"}\n}\n}`;
    const sound = {
      pairs: [
        [
          "s",
          {
            pairs: [
              ["a", { pairs: [["x", "1"]] }],
              ["c", { pairs: [["x", "3"]] }],
            ],
          },
        ],
      ],
    };
    for (const line of [
      '"b": {"x": "2},',
      '"b: {"x": "2"},',
      '"b": {"x": ["1, "2"]},',
      '"b": {"x": "2"", "y": "3"},',
    ]) {
      expect(read(text(line))).toEqual(sound);
      expect(faults(text(line)).map((words) => words.slice(0, 2))).toEqual(["4:"]);
    }
  });

  test("what opens on such a line and goes on is kept", () => {
    const text = '{"a": {"x": "open,\n"y": 1},\n"b": {\n"z": "open,\n"y": 1}}';
    expect(read(text)).toEqual({ pairs: [["b", { pairs: [["y", 1]] }]] });
  });

  test("a comma too few between two objects of one line keeps both", () => {
    expect(read('{"a": {"x": "1"} "b": 2}')).toEqual({
      pairs: [
        ["a", { pairs: [["x", "1"]] }],
        ["b", 2],
      ],
    });
  });
});

test("names given twice, and names of JavaScript, are told apart from the rest", () => {
  const found = readJson('{"a": 1,\n"a": 2, "__proto__": {"polluted": true}}');
  expect(found.duplicates.map(({ name, line }) => [name, line])).toEqual([["a", 2]]);
  expect(found.reserved).toHaveLength(1);
  expect(memberOf(found.root, "a")).toMatchObject({ value: 2 });
  expect(Object.hasOwn(Object.prototype, "polluted")).toBe(false);
  expect(memberOf(found.root, "toString")).toBeUndefined();
});

test.each([
  ["brackets", "[".repeat(10_000) + "]".repeat(10_000)],
  ["braces", '{"a":'.repeat(10_000) + "1" + "}".repeat(10_000)],
  ["brackets that stay open", "[".repeat(1_000_000)],
])("10,000 %s deep is a fault with its line, and no overflow", (_, text) => {
  expect(faults(`\n${text}`)[0]).toBe("2: the nesting is deeper than 200 levels; what is deeper was left out");
});

test("what stands beside a deep value is read", () => {
  const text = `{"a": ${"[".repeat(10_000)}${"]".repeat(10_000)}, "b": 2}`;
  expect(memberOf(readJson(text).root, "b")).toMatchObject({ value: 2 });
});

test("half a surrogate pair cannot be stored, so it is replaced", () => {
  expect(read(String.raw`["\ud800", "\ud83d\ude00"]`)).toEqual(["\uFFFD", "😀"]);
});

test("faults end, however broken a file is", () => {
  const found = faults(`{${"a\n".repeat(10_000)}`);
  expect(found.length).toBeLessThanOrEqual(51);
  expect(found.at(-1)).toContain("one fault too many");
});

test("no text makes it throw or go on for ever", () => {
  const signs = fc.string({ unit: fc.constantFrom(...Array.from("{}[]\",:'\\/*\n\r u0tn1-")) });
  fc.assert(
    fc.property(fc.oneof(fc.string(), signs), (text) => {
      expect(readJson(text).faults.length).toBeLessThan(60);
    }),
    { numRuns: 2000 },
  );
});

test("no fault repeats a piece of the file", () => {
  const broken = fc.json().chain((text) => fc.tuple(fc.constant(text), fc.nat(text.length)));
  fc.assert(
    fc.property(broken, ([text, at]) => {
      const words = readJson(`${text.slice(0, at)}zq9x8v7${text.slice(at)}`).faults.map((fault) => fault.words);
      expect(words.join()).not.toContain("zq9x8v7");
    }),
  );
});
