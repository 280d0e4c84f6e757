import fc from "fast-check";
import { expect, test } from "vitest";
import { type Canonical, writeCanonical } from "@/lib/crypto/canonical";

test("the example of RFC 8785, section 3.2.2", () => {
  const value = {
    numbers: [JSON.parse("333333333.33333329"), 1e30, 4.5, 2e-3, 0.000000000000000000000000001],
    string: "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"/",
    literals: [null, true, false],
  };
  expect(writeCanonical(value)).toBe(
    String.raw`{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}`,
  );
});

test("members stand in the order of their UTF-16 units, section 3.2.3", () => {
  const value = { "\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\u{1f600}": 5, "\u0080": 6, "\u00f6": 7 };
  expect(
    Object.values(
      JSON.parse(
        writeCanonical(value)
          .replaceAll(/"[^"]*":/g, "")
          .replace("{", "[")
          .replace("}", "]"),
      ),
    ),
  ).toEqual([2, 4, 6, 7, 1, 5, 3]);
});

test("undefined members are left out, whatever stands around them", () => {
  expect(writeCanonical({ b: 1, a: undefined, c: { d: undefined } })).toBe('{"b":1,"c":{}}');
});

test.each<[string, Canonical]>([
  ["half a surrogate pair", { a: "\ud800" }],
  ["half a surrogate pair as a name", { "\udc00": 1 }],
  ["not a number", { a: Number.NaN }],
  ["infinity", [Number.POSITIVE_INFINITY]],
  ["nothing", undefined],
  [
    "a circle",
    (() => {
      const a: { self?: Canonical } = {};
      a.self = a;
      return a;
    })(),
  ],
])("refuses %s", (_, value) => {
  expect(() => writeCanonical(value)).toThrow();
});

test("a text that only looks like half a pair is taken", () => {
  for (const text of ["\\ud800", "\\\\udc00", "\u{1f600}", "ud800"])
    expect(JSON.parse(writeCanonical([text]))).toEqual([text]);
  for (const text of ["\ud83d \ude00", "\\\ud800", "\ude00\ud83d"])
    expect(() => writeCanonical([text])).toThrow(/Half/);
});

test("the text says the same as the value, and is its own canonical form", () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = writeCanonical(value);
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      expect(writeCanonical(JSON.parse(text))).toBe(text);
    }),
  );
});
