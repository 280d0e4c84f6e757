import { describe, expect, it, test } from "vitest";
import { answerTo, costOf, faultOf } from "@/lib/policy/rules/cel/testing/run-text";
import { countPieces, isCanonicalText } from "@/lib/policy/rules/cel/values";

/** Texts that do not look like what they are. */
const hiding: readonly [name: string, text: string][] = [
  ["not composed (NFC)", "e\u0301"],
  ["a singleton that NFC replaces", "\u212b"],
  ["a right-to-left override", "a\u202eb"],
  ["an isolate", "a\u2066b"],
  ["an Arabic letter mark", "a\u061cb"],
  ["a zero-width space", "a\u200bb"],
  ["a zero-width joiner", "a\u200db"],
  ["a byte order mark", "\ufeffa"],
  ["a new line", "a\nb"],
  ["a tab", "a\tb"],
  ["NUL", "a\u0000"],
  ["DEL", "a\u007f"],
  ["a C1 control", "a\u0085"],
  ["a soft hyphen", "a\u00adb"],
  ["a line separator", "a\u2028b"],
  ["a variation selector", "a\ufe0f"],
  ["a tag character", "a\u{e0041}"],
  ["a Hangul filler", "\u3164"],
  ["half a pair", "a\ud800"],
];

describe("text that hides something", () => {
  test.each(hiding)("%s", (_, text) => {
    expect(isCanonicalText(text)).toBe(false);
    const args = { a: text, list: ["x", text], deep: { b: [{ c: text }] }, keyed: { [text]: 1 }, plain: "x" };
    for (const condition of [
      // The whole condition, whatever || and && would make of a fault.
      "args.a == 'x' || true",
      "true && args.a != 'x'",
      "args.a == 'x' && false",
      "args.a.contains('x') ? true : true",
      "size(args.a) == 1 || true",
      "args.a.matches('x') || true",
      "'x' in args.list || true",
      "args.list.exists(x, x == 'x')",
      "args.list.filter(x, x == 'x').size() < 5",
      "args.deep == {'b': 1} || true",
      "args.deep.b.exists(b, b == {'c': 'x'}) || true",
      "[args.deep][0].b[0].c == 'x' || true",
      "args.deep.b.map(b, b.c).size() < 5",
      "args.keyed.exists(k, k == 'x') || true",
      "[args.a] == ['x'] || true",
      "{'a': args.a} == {'a': 'x'} || true",
      "int(args.a) == 1 || true",
      "args.keyed[args.a] == 1 || true",
    ]) {
      expect([condition, answerTo(condition, { args })]).toEqual([condition, "text"]);
    }
    const element = { args, elements: [[["list"], text]] } as const;
    expect(answerTo("args.list == 'x' || true", element)).toBe("text");
    expect(answerTo("context.a == 'x' || true", { context: args })).toBe("text");
  });

  test.each(hiding)("is nothing to a condition that does not read it: %s", (_, text) => {
    const args = { a: text, list: [text], plain: "x" };
    expect(answerTo("args.plain == 'x' || args.a == 'x'", { args })).toBe(true);
    expect(answerTo("has(args.a) && args.plain == 'x'", { args })).toBe(true);
    expect(answerTo("size(args.list) == 1", { args })).toBe(true);
    expect(answerTo("'plain' in args", { args })).toBe(true);
  });

  it("is no text of another script, and no emoji", () => {
    for (const text of ["Zoë", "日本語", "Привет", "مرحبا", "नमस्ते", "🦊", "a b-c_d.e/f", "İ", "½", ""]) {
      expect([text, isCanonicalText(text)]).toEqual([text, true]);
      expect(answerTo(`args.a == '${text}'`, { args: { a: text } })).toBe(true);
    }
  });
});

describe("pieces of 64 UTF-8 bytes", () => {
  const units = ["a", "é", "€", "🦊"];
  test.each([1, 20, 21, 22, 62, 63, 64, 65, 66, 127, 128, 129, 4_096])("of %i bytes and more", (bytes) => {
    for (const unit of units) {
      const size = Buffer.byteLength(unit);
      // Ends exactly there where the characters allow it, filled up with single bytes.
      const text = "a".repeat(bytes % size) + unit.repeat(Math.floor(bytes / size));
      expect(Buffer.byteLength(text)).toBe(bytes);
      expect([unit, bytes, countPieces(text)]).toEqual([unit, bytes, Math.ceil(bytes / 64)]);
    }
  });

  it("are none in an empty text", () => {
    expect(countPieces("")).toBe(0);
  });
});

describe("matches()", () => {
  test.each([
    ["usd", "^USD$", false],
    ["usd", "(?i)^USD$", true],
    ["a-b", "b", true],
    ["🦊", "^.$", true],
    ["é", "^\\\\pL$", true],
    ["", "^$", true],
  ])("of %s with %s is %s", (text, pattern, answer) => {
    expect(answerTo(`args.a.matches('${pattern}')`, { args: { a: text } })).toBe(answer);
    expect(answerTo(`matches(args.a, '${pattern}')`, { args: { a: text } })).toBe(answer);
  });

  it("needs a text", () => {
    expect(answerTo("args.a.matches('1')", { args: { a: 1 } })).toBe("type");
  });

  test.each([
    "(a+)+$",
    "(a|a)*$",
    "(a|aa)+$",
    "^(([a-z])+.)+[A-Z]([a-z])+$",
    "(.*a){20}$",
    "(a?){50}a{50}$",
    ".*.*.*.*=.*",
    "(x+x+)+y",
    "\\\\s+$",
  ])("finishes with %s over 100 KB", (pattern) => {
    for (const text of [`${"a".repeat(100_000)}!`, "x".repeat(100_000)]) {
      const answer = answerTo(`args.a.matches('${pattern}')`, { args: { a: text } });
      expect(typeof answer).toBe("boolean");
    }
  });

  test.each([
    "(((a{10}){10}){10}){10}",
    "[[:word:]]{1000}{1000}",
    "\\\\p{Nonsense}",
    "a**",
    "(?P<a>b)(?P<a>c)",
    "\\\\C",
  ])("reads or refuses %s", (pattern) => {
    const text = `args.a.matches('${pattern}')`;
    expect(faultOf(text)?.message ?? "a pattern").toMatch(/no RE2 pattern|a pattern/);
  });

  it("pays for its text and its pattern", () => {
    expect(costOf("args.a.matches('a')", { args: { a: "a".repeat(640) } })).toBe(4 + 10 + 1);
  });
});
