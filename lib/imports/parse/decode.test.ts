import { expect, test } from "vitest";
import { decodeText } from "@/lib/imports/parse/decode";
import { bytesOf } from "@/lib/imports/testing/drop";

const wide = (text: string, swap: boolean): Uint8Array =>
  Uint8Array.from(
    Array.from(`\uFEFF${text}`, (sign) => sign.charCodeAt(0)).flatMap((code) =>
      swap ? [code >> 8, code & 255] : [code & 255, code >> 8],
    ),
  );

test.each([
  ["UTF-8", bytesOf("{é}")],
  ["UTF-8 with its mark", bytesOf("\uFEFF{é}")],
  ["UTF-16, little end first", wide("{é}", false)],
  ["UTF-16, big end first", wide("{é}", true)],
])("%s", (_, bytes) => {
  expect(decodeText(bytes)).toEqual({ text: "{é}" });
});

test("bytes that are not UTF-8 are named by their line, and the rest is read", () => {
  const bytes = Uint8Array.from([...bytesOf("name\nAda\n"), 0xc4, ...bytesOf("rzte\nBob")]);
  expect(decodeText(bytes)).toEqual({ text: "name\nAda\n\uFFFDrzte\nBob", badLine: 3 });
});

test.each([
  ["a sequence that ends with the file", [0x61, 0x0a, 0xe2, 0x82], 2],
  ["a sequence that a line end cuts", [0xe2, 0x0a, 0x61], 1],
  ["half a pair in UTF-16", [0xff, 0xfe, 0x0a, 0, 0x00, 0xd8], 2],
])("%s", (_, bytes, badLine) => {
  expect(decodeText(Uint8Array.from(bytes)).badLine).toBe(badLine);
});

test("a file with zero bytes is no text", () => {
  expect(decodeText(Uint8Array.from([0x50, 0x4b, 0, 0])).refusal).toContain("UTF-8");
});

test("nothing is text too", () => {
  expect(decodeText(new Uint8Array())).toEqual({ text: "" });
});
