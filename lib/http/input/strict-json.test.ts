import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maxFaults } from "@/lib/http/input/fault-list";
import { parseStrictJson } from "@/lib/http/input/strict-json";

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const faultsOf = async (text: string) =>
  (await parseStrictJson(bytes(text))).faults.map(({ pointer, code }) => `${pointer} ${code}`);

describe("parseStrictJson", () => {
  it("reads what JSON.parse reads, without faults, whatever stands in it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 8 }), fc.constantFrom(0, 2), async (compact, indent) => {
        const value: unknown = JSON.parse(compact);
        const text = JSON.stringify(value, null, indent);
        fc.pre(!/\\u0000|\\ud[89a-f]|__proto__/i.test(text));
        expect(await parseStrictJson(bytes(text))).toEqual({ value, faults: [] });
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
  ])("%s", async (text, expected) => {
    expect(await faultsOf(text)).toEqual(expected);
  });

  it("refuses bytes that are not UTF-8", async () => {
    const { faults } = await parseStrictJson(Uint8Array.of(0x22, 0xc0, 0xaf, 0x22));
    expect(faults).toMatchObject([{ code: "not_utf8" }]);
  });

  it("refuses what is nested deeper than 32, however deep", async () => {
    const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth);
    expect(await faultsOf(nested(32))).toEqual([]);
    expect(await faultsOf(nested(33))).toEqual([expect.stringContaining("too_deep")]);
    expect(await faultsOf(nested(30_000))).toEqual([expect.stringContaining("too_deep")]);
  });

  it("takes time in proportion to the text", async () => {
    const text = JSON.stringify({ a: '\\"'.repeat(400_000) });
    const started = performance.now();
    expect((await parseStrictJson(bytes(text))).faults).toEqual([]);
    // A parser that goes back over its text needs hours for this one; the busiest machine does not.
    expect(performance.now() - started).toBeLessThan(20_000);
  });

  it("tells a hundred faults of a million, and that there are more", async () => {
    const { faults } = await parseStrictJson(bytes(`[${'"\\u0000",'.repeat(200_000)}0]`));
    expect(faults).toHaveLength(maxFaults + 1);
    expect(faults.slice(-2)).toMatchObject([{ pointer: "/99" }, { pointer: "", code: "too_many_faults" }]);
    expect(await faultsOf(`[${'"\\u0000",'.repeat(maxFaults)}0]`)).toHaveLength(maxFaults);
  });

  it("does not read what holds more values, or one object with more fields, than anybody sends", async () => {
    expect(await faultsOf(`[${"{},".repeat(700_000)}{}]`)).toEqual([" too_much"]);
    expect(await faultsOf(`[${"1,".repeat(590_000)}1]`)).toEqual([]);
    const fields = (count: number) => `{${Array.from({ length: count }, (_, n) => `"f${n}":"{,\\",["`).join(",")}}`;
    expect(await faultsOf(`[0,${fields(10_001)}]`)).toEqual([" too_much"]);
    expect(await faultsOf(`[${fields(10_000)},${fields(10_000)}]`)).toEqual([]);
    expect(await faultsOf(`"${'\\"'.repeat(1_000_000)}`)).toEqual([" not_json"]);
  });

  it("names a place in few words, however long the names on the way to it are", async () => {
    const name = "n".repeat(100_000);
    const [fault] = (await parseStrictJson(bytes(`{"${name}":1,"${name}":1}`))).faults;
    expect(fault?.pointer).toMatch(/^\/n{400,600}…$/);
  });
});
