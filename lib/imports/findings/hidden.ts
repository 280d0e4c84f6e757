/** Formatting, control and blank-looking characters, and the tag and variation characters that carry unseen text. */
const hidden =
  /[\p{Cf}\p{Zl}\p{Zp}\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u115F\u1160\u2800\u3164\uFFA0]|[\u180B-\u180F]|[\u{E0100}-\u{E01EF}]/gu;
/** A family emoji is several joined by U+200D: that joiner is seen. */
const joined = /(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F])\u200D(?=\p{Extended_Pictographic})/gu;

/** `3 hidden characters (U+202E, U+200B)`, or undefined where all can be seen. */
export function describeHidden(text: string): string | undefined {
  const found = text.replaceAll(joined, "").match(hidden);
  if (!found) return undefined;
  const codes = [...new Set(found.map(writeCode))];
  const shown = codes.length > 5 ? [...codes.slice(0, 5), "…"] : codes;
  return `${found.length} hidden ${found.length === 1 ? "character" : "characters"} (${shown.join(", ")})`;
}

/** The offset of the first one. */
export function locateHidden(text: string): number {
  return text.replaceAll(joined, " ").search(new RegExp(hidden.source, "u"));
}

function writeCode(sign: string): string {
  return `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}
