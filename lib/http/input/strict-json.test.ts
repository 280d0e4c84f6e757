import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseStrictJson } from "@/lib/http/input/strict-json";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const faultsOf = (text: string) => parseStrictJson(bytes(text)).faults.map(({ pointer, code }) => `${pointer} ${code}`);

describe("parseStrictJson", () => {
  it("reads what JSON.parse reads, without faults, whatever stands in it", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), fc.constantFrom(0, 2), (compact, indent) => {
        const value: unknown = JSON.parse(compact);
        const text = JSON.stringify(value, null, indent);
        fc.pre(!/\\u0000|\\ud[89a-f]|__proto__/i.test(text));
        expect(parseStrictJson(bytes(text))).toEqual({ value, faults: [] });
      }),
    );
  });

  it.each([
    ['{"a":1,"a":1}', ["/a duplicate_field"]],
    ['{"a":1,"\\u0061":2}', ["/a duplicate_field"]],
    ['{"x":[{"a":1},{"b":{"c":1,"c":2}}]}', ["/x/1/b/c duplicate_field"]],
    ['[{"a":1},{"a":1}]', []],
    ['{"a":{"a":1},"b":{"a":1}}', []],
    ['{"a":"\\"b\\":1","b":"a\\\\"}', []],
    ['{"a~/b":1,"a~/b":1}', ["/a~0~1b duplicate_field"]],
    ['{"__proto__":{"admin":true}}', ["/__proto__ unknown_field"]],
    ['{"a":"\\ud800"}', ["/a invalid_character"]],
    ['{"a":"\\udc00\\ud800"}', ["/a invalid_character"]],
    ['{"a":"\\ud83d\\ude00"}', []],
    ['{"a":["x","\\u0000"]}', ["/a/1 invalid_character"]],
    ['{"\\ud800":1}', ["/\ud800 invalid_character"]],
    ['{"a":1e999,"b":-1e999,"c":1e10}', ["/a invalid_number", "/b invalid_number"]],
    ['{"a":1,"a":2,"b":"\\u0000"}', ["/a duplicate_field", "/b invalid_character"]],
    ["\uFEFF{}", [" not_utf8"]],
    ['{"a":1,}', [" not_json"]],
    ["{'a':1}", [" not_json"]],
    ["NaN", [" not_json"]],
  ])("%s", (text, expected) => {
    expect(faultsOf(text)).toEqual(expected);
  });

  it("refuses bytes that are not UTF-8", () => {
    expect(parseStrictJson(Uint8Array.of(0x22, 0xc0, 0xaf, 0x22)).faults).toMatchObject([{ code: "not_utf8" }]);
  });

  it("refuses what is nested deeper than 32, however deep", () => {
    const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
    expect(faultsOf(nested(32))).toEqual([]);
    expect(faultsOf(nested(33))).toEqual([expect.stringContaining("too_deep")]);
    expect(faultsOf(nested(30_000))).toEqual([expect.stringContaining("too_deep")]);
  });

  it("takes time in proportion to the text", () => {
    const text = JSON.stringify({ a: '\\"'.repeat(400_000) });
    const started = performance.now();
    expect(parseStrictJson(bytes(text)).faults).toEqual([]);
    // A parser that goes back over its text needs hours for this one; the busiest machine does not.
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});
