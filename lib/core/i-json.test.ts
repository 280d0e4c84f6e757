import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type IJsonFault, parseIJson } from "@/lib/core/i-json";
import { findFault } from "@/lib/core/i-json/find-fault";
import type { JsonObject, JsonValue } from "@/lib/core/json";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const valueOf = (text: string): JsonValue => {
  const result = parseIJson(bytesOf(text));
  if (!result.ok) throw new Error(`${result.fault.code}: ${result.fault.detail}`);
  return result.value;
};
const faultOf = (bytes: Uint8Array, limits?: { maxDepth: number }): IJsonFault | undefined => {
  const result = parseIJson(bytes, limits);
  return result.ok ? undefined : result.fault;
};
const codeOf = (text: string): string | undefined => faultOf(bytesOf(text))?.code;

const accepted: readonly string[] = [
  "null",
  " \t\r\n[] ",
  '{"a":1,"b":{"a":1}}',
  '[{"a":1},{"a":1}]',
  '{"a":"\\"b\\":1,","b":"a\\\\"}',
  '{"\\\\":":","[[[":"{{{"}',
  '"\\ud83d\\ude00"',
  '"\u{1F600}\u{FEFF}\\u0000"',
  "9007199254740991",
  "-9007199254740991",
  "[0,-0,0.0,-0.0e5,0e-400,0E999,1e-3]",
  "[1e17,9007199254740993.0,1.5e300,5e-324,1e-300]",
  `[0,"${"0".repeat(400)}"]`,
  '[0,"e-","1e-400","1e999","NaN"]',
];

const refused: readonly [text: string, code: IJsonFault["code"]][] = [
  ["", "not_json"],
  [" ", "not_json"],
  ["\uFEFF{}", "byte_order_mark"],
  ["{}\uFEFF", "not_json"],
  ["\u00A01", "not_json"],
  ["{} {}", "not_json"],
  ["[1,]", "not_json"],
  ['{"a":1,}', "not_json"],
  ['{"a" 1}', "not_json"],
  ["{a:1}", "not_json"],
  ["[1 2]", "not_json"],
  ["[1}", "not_json"],
  ["]]]]{}", "not_json"],
  ['"a', "not_json"],
  ['"a\\"', "not_json"],
  ['"\\x41"', "not_json"],
  ['"\\u12G4"', "not_json"],
  ['"a\nb"', "not_json"],
  ["// a\n1", "not_json"],
  ["1/* a */", "not_json"],
  ["NaN", "not_json"],
  ["Infinity", "not_json"],
  ["truex", "not_json"],
  ["TRUE", "not_json"],
  ["undefined", "not_json"],
  ["+1", "not_json"],
  ["01", "not_json"],
  ["1.", "not_json"],
  [".5", "not_json"],
  ["0x10", "not_json"],
  ["'a'", "not_json"],
  ['{"a":1,"a":1}', "duplicate_field"],
  ['{"a":1,"b":2,"\\u0061":3}', "duplicate_field"],
  ['[{"x":{"":0,"":1}}]', "duplicate_field"],
  ['{"__proto__":1,"__proto__":2}', "duplicate_field"],
  ['{"__proto__":{},"\\u005f_proto__":{}}', "duplicate_field"],
  ['{"1":0,"1":1}', "duplicate_field"],
  ['"\\ud800"', "invalid_character"],
  ['"\\uDC00\\uD800"', "invalid_character"],
  ['"\\ud83d\u{1F600}"', "invalid_character"],
  ['{"\\udfff":1}', "invalid_character"],
  ['"\uFFFE"', "invalid_character"],
  ['["a",{"b":"\\ufdd0"}]', "invalid_character"],
  ['{"\\ud83f\\udfff":1}', "invalid_character"],
  ["9007199254740992", "invalid_number"],
  ["[-9007199254740993]", "invalid_number"],
  ["1" + "0".repeat(400), "invalid_number"],
  ["1e999", "invalid_number"],
  ['{"a":-1.0E+400}', "invalid_number"],
  ["[1e-400]", "invalid_number"],
  ["[0,-2.4e-324]", "invalid_number"],
  [`0.${"0".repeat(330)}1`, "invalid_number"],
];

describe("parseIJson", () => {
  test.each(accepted)("reads %s as every parser does", (text) => expect(valueOf(text)).toStrictEqual(JSON.parse(text)));

  test.each(refused)("refuses %j: %s", (text, code) => expect(codeOf(text)).toBe(code));

  test.each([
    ["an overlong slash", [0xc0, 0xaf], 0],
    ["a longer overlong slash", [0xe0, 0x80, 0xaf], 0],
    ["the longest overlong slash", [0xf0, 0x80, 0x80, 0xaf], 0],
    ["a surrogate", [0xed, 0xa0, 0x80], 0],
    ["two surrogates", [0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80], 0],
    ["more than U+10FFFF", [0xf4, 0x90, 0x80, 0x80], 0],
    ["a continuation alone", [0x61, 0x80], 1],
    ["a cut sequence", [0xc3, 0xa9, 0xe2, 0x82], 2],
    ["no byte of UTF-8", [0xff], 0],
  ])("refuses %s and says where it stands", (_, inside, at) => {
    const fault = faultOf(Uint8Array.from([0x22, ...inside, 0x22]));
    expect(fault).toMatchObject({ code: "not_utf8", offset: at + 1, line: 1 });
  });

  test("refuses UTF-16", () => expect(faultOf(Uint8Array.of(0xff, 0xfe, 0x31, 0))?.code).toBe("not_utf8"));

  test("names the place in bytes, lines and code points", () => {
    const text = '{\n "é": 1,\r\n "\u{1F600}": [1, nil]\r}';
    expect(faultOf(bytesOf(text))).toEqual({
      code: "not_json",
      detail: "A JSON value belongs here.",
      offset: bytesOf(text.slice(0, text.indexOf("nil"))).length,
      line: 3,
      column: 11,
    });
    expect(faultOf(bytesOf('{"a":1,\n"a":2}'))).toMatchObject({ offset: 8, line: 2, column: 1 });
    expect(faultOf(bytesOf('[0,\r"\\ud800"]'))).toMatchObject({ offset: 4, line: 2, column: 1 });
  });

  test("keeps -0", () => {
    expect(Object.is(valueOf("-0"), -0)).toBe(true);
    expect(valueOf("[-0.0,0]")).toStrictEqual([-0, 0]);
  });

  test("normalises nothing", () => expect(valueOf('["e\u0301","\u00e9","\\u00e9"]')).toEqual(["e\u0301", "é", "é"]));

  test("a member called `__proto__` is an own member, and no prototype changes", () => {
    const text = '{"__proto__":{"admin":true},"constructor":1,"a":{"__proto__":null}}';
    const value = valueOf(text) as JsonObject & { admin?: boolean };
    expect(Object.keys(value)).toEqual(["__proto__", "constructor", "a"]);
    expect(Object.hasOwn(value, "__proto__")).toBe(true);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(value.admin).toBeUndefined();
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
    expect(JSON.stringify(value)).toBe(text);
    expect(Object.hasOwn(valueOf("{}") as JsonObject, "__proto__")).toBe(false);
  });
});

describe("nesting", () => {
  const nested = (depth: number, [open, close]: readonly [string, string]): Uint8Array =>
    bytesOf(open.repeat(depth) + (open === "[" ? "" : "1") + close.repeat(depth));

  test.each([[["[", "]"]], [['{"a":', "}"]]] as const)("%j is read to the limit and refused beyond", (brackets) => {
    expect(faultOf(nested(64, brackets))).toBeUndefined();
    expect(faultOf(nested(65, brackets))?.code).toBe("too_deep");
    expect(faultOf(nested(3, brackets), { maxDepth: 3 })).toBeUndefined();
    expect(faultOf(nested(4, brackets), { maxDepth: 3 })?.code).toBe("too_deep");
    expect(faultOf(nested(500, brackets), { maxDepth: 1e9 })).toBeUndefined();
    expect(faultOf(nested(100_000, brackets), { maxDepth: 1e9 })?.code).toBe("too_deep");
  });

  test("1 MiB of brackets is a fault at the first one too many", () => {
    expect(faultOf(bytesOf("[".repeat(1 << 20)))).toMatchObject({ code: "too_deep", offset: 64, column: 65 });
  });

  test("brackets in text do not count", () => expect(valueOf(`"${"[".repeat(1000)}"`)).toHaveLength(1000));
});

/** JSON.stringify writes doubles from 2^53 up to 1e21 as integers, which is what a reader must not trust. */
const number = fc
  .double({ noNaN: true, noDefaultInfinity: true })
  .filter((value) => Number.isSafeInteger(value) || !/^-?\d+$/.test(String(value)));
const text = fc.string({ unit: "binary" }).filter((value) => !/\p{Noncharacter_Code_Point}/u.test(value));
const iJson = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.oneof(fc.constant(null), fc.boolean(), number, fc.maxSafeInteger(), text),
    fc.array(tie("value"), { maxLength: 5 }),
    fc.dictionary(fc.oneof(text, fc.constantFrom("__proto__", "a", "constructor")), tie("value"), { maxKeys: 5 }),
  ),
})).value;

describe("whatever is sent", () => {
  test("what JSON.stringify writes comes back", () => {
    fc.assert(
      fc.property(iJson, fc.constantFrom(0, 1, "\t", "\r\n  "), (value, indent) => {
        const written = JSON.stringify(value, null, indent);
        // Compared as text: -0 is written as 0, and a matcher would take a member `__proto__` for the prototype.
        expect(JSON.stringify(valueOf(written), null, indent)).toBe(written);
        expect(findFault(written, 64)).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });

  test("bytes never throw", () => {
    const json = fc.stringMatching(/^[[\]{}":,\\/ue\-+.0-9 a-f\n]{0,40}$/).map(bytesOf);
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), json), (bytes) => {
        const result = parseIJson(bytes);
        expect(result.ok ? 0 : result.fault.offset).toBeLessThanOrEqual(bytes.length);
      }),
      { numRuns: 3000 },
    );
  });

  /** Pieces that fit together often enough to be JSON, and to repeat names, half a pair and numbers no double holds. */
  const piece = fc.constantFrom(
    '"a":',
    '"\\u0061":',
    '"b":',
    '"a"',
    '"\\ud800"',
    '"\\ud83d\\ude00"',
    "1e999",
    "1e-400",
  );
  const scalar = fc.constantFrom(
    "9007199254740992",
    "9007199254740991.0",
    "0",
    "-0",
    "1e17",
    "true",
    '"é"',
    '"\\uffff"',
  );
  const mark = fc.constantFrom("{", "}", "[", "]", ",", " ", "0.", "e-");
  test("the quick path and the reader that knows the grammar agree", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, scalar, mark), { maxLength: 8 }), (pieces) => {
        const written = `{"x":[${pieces.join(",")}]${pieces.length > 4 ? `,${pieces[0]}${pieces[1]}` : ""}}`;
        for (const json of [written, pieces.join(""), `{${pieces.join("1,")}2}`])
          expect(faultOf(bytesOf(json))).toEqual(findFault(json, 64));
      }),
      { numRuns: 3000 },
    );
  });
});
