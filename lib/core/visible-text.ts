/** Characters that change what a text is and not what it looks like, or look like nothing: controls, directions, fillers, blanks. */
const unseen = String.raw`\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\u{1D159}`;
/** The one that makes a sign a picture may stand behind such a sign. */
const picture = String.raw`\p{Extended_Pictographic}\uFE0F`;

/** One line in which all can be seen, with something to see in it. */
export const visibleLine = new RegExp(String.raw`^(?=.*[\p{L}\p{N}\p{P}\p{S}])(?:[^${unseen}]|${picture})+$`, "u");

const hidden = new RegExp(String.raw`(?!\uFE0F)[${unseen}]|(?<!\p{Extended_Pictographic})\uFE0F`, "gu");

/** The first character that nobody sees, as `U+202E`. */
export function findHidden(text: string): string | undefined {
  const [found] = text.match(hidden) ?? [];
  return found === undefined ? undefined : nameCharacter(found);
}

export function nameCharacter(sign: string): string {
  return `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** For where no person is there to be told. Nothing is left of a text in which nothing can be seen. */
export function removeHidden(text: string): string {
  const line = text.replaceAll(hidden, "").trim();
  return visibleLine.test(line) ? line : "";
}
