import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { nameField } from "@/lib/core/fields";
import { findHidden, removeHidden } from "@/lib/core/visible-text";

const isName = (text: string): boolean => z.safeParse(nameField, text).success;

describe("a name", () => {
  it.each(["Refund agent", "Ågent №5", "退款代理", "सहायक", "❤️ bot", "Bot 🤖", "e\u0301", "%"])(
    "can be %s",
    (text) => {
      expect(isName(text)).toBe(true);
      expect(removeHidden(text)).toBe(text);
    },
  );

  it.each([
    ["U+3164"],
    ["U+2800"],
    ["U+034F"],
    ["U+FE0F"],
    ["U+115F"],
    ["U+FFA0"],
    ["U+200B"],
    ["U+202E"],
    ["U+E0100"],
    ["U+1D159"],
    ["U+00AD"],
  ])("holds no %s, alone or among others", (point) => {
    const sign = String.fromCodePoint(Number.parseInt(point.slice(2), 16));
    for (const text of [sign, `Refund${sign} agent`]) {
      expect(isName(text)).toBe(false);
      expect(findHidden(text)).toBe(point);
    }
    expect(removeHidden(sign)).toBe("");
    expect(removeHidden(`Refund${sign} agent`)).toBe("Refund agent");
  });

  it.each(["", "  ", "\u00a0", "\u0301", "a\nb"])("is not %j", (text) => {
    expect(isName(text)).toBe(false);
  });
});
