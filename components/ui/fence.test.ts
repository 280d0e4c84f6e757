import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { showHiddenCharacters } from "./fence";

describe("showHiddenCharacters", () => {
  it.each([
    ["a\u202Eb", "a⟦U+202E⟧b"],
    ["zero\u200Bwidth", "zero⟦U+200B⟧width"],
    ["soft\u00ADhyphen", "soft⟦U+00AD⟧hyphen"],
    ["\u{E0041}", "⟦U+E0041⟧"],
    ["\u0000\u001B[31m", "⟦U+0000⟧⟦U+001B⟧[31m"],
    ["line\u2028two", "line⟦U+2028⟧two"],
    ["two\r\nlines\tand a tab", "two\nlines\tand a tab"],
    ["**Approve** [link](https://x) <img>", "**Approve** [link](https://x) <img>"],
    ["日本語 é 😀", "日本語 é 😀"],
  ])("shows %j as %j", (text, shown) => {
    expect(showHiddenCharacters(text)).toBe(shown);
  });

  it("leaves nothing that hides or reorders, whatever comes in", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(showHiddenCharacters(text)).not.toMatch(/[\p{Cf}\p{Zl}\p{Zp}]|(?![\n\t])\p{Cc}/u);
      }),
    );
  });
});
