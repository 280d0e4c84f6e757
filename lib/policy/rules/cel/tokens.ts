import { ConditionFault } from "@/lib/policy/rules/cel/ast";

export type Token = {
  readonly kind: "name" | "symbol" | "string" | "int" | "double" | "end";
  /** A string's value, a number's digits, or the token as it stands. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
};

/** Readers disagree on whether a lone carriage return ends a comment, so none may stand in one. */
const space = /(?:[ \t\n\f\r]+|\/\/[^\n\r]*(?:\r?\n|$))*/y;
const name = /[_a-zA-Z][_a-zA-Z0-9]*/y;
const float = /(?:\d*\.\d+(?:[eE][+-]?\d+)?|\d+[eE][+-]?\d+)/y;
const whole = /(?:0x[0-9a-fA-F]+|\d+)/y;
const symbol = /&&|\|\||==|!=|<=|>=|[!<>+\-*/%?:.,()[\]{}]/y;
const quote = /([rR]?)("""|'''|"|')/y;
const bytes = /[bB][rR]?["']|[rR][bB]["']/y;
const escape = /\\(?:([abfnrtv\\?"'`])|[xX]([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-3][0-7]{2}))/y;

const escaped = new Map(
  Object.entries({
    a: "\u0007",
    b: "\b",
    f: "\f",
    n: "\n",
    r: "\r",
    t: "\t",
    v: "\v",
    "\\": "\\",
    "?": "?",
    '"': '"',
    "'": "'",
    "`": "`",
  }),
);

export function readTokens(source: string): Token[] {
  const tokens: Token[] = [];
  let at = take(space, source, 0);
  while (at < source.length) {
    const token = readToken(source, at);
    tokens.push(token);
    at = take(space, source, token.end);
  }
  // Where something is missing is behind what stands there, not behind the space that follows.
  const end = tokens.at(-1)?.end ?? source.length;
  tokens.push({ kind: "end", text: "the end", start: end, end });
  return tokens;
}

/** Where the pattern ends when it fits here, else `at`. */
function take(pattern: RegExp, source: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(source) ? pattern.lastIndex : at;
}

function readToken(source: string, start: number): Token {
  if (take(bytes, source, start) > start) {
    throw new ConditionFault("Bytes are not supported. Write a string.", start);
  }
  quote.lastIndex = start;
  const opened = quote.exec(source);
  if (opened) return readString(source, start, opened[2] ?? "", opened[1] !== "");
  const kinds = [
    ["name", name],
    ["double", float],
    ["int", whole],
    ["symbol", symbol],
  ] as const;
  for (const [kind, pattern] of kinds) {
    const end = take(pattern, source, start);
    if (end === start) continue;
    if (kind === "int" && /[uU]/.test(source.charAt(end))) {
      throw new ConditionFault("Unsigned numbers are not supported. Write the number without u.", start, end + 1);
    }
    return { kind, text: source.slice(start, end), start, end };
  }
  const found = String.fromCodePoint(source.codePointAt(start) ?? 0);
  throw new ConditionFault(`${JSON.stringify(found)} cannot stand here.`, start, start + found.length);
}

function readString(source: string, start: number, mark: string, raw: boolean): Token {
  let at = start + mark.length + (raw ? 1 : 0);
  let text = "";
  while (!source.startsWith(mark, at)) {
    const found = source.charAt(at);
    if (found === "" || (mark.length === 1 && (found === "\n" || found === "\r"))) {
      throw new ConditionFault(`The string that begins here has no closing ${mark}.`, start, at);
    }
    if (found === "\\" && !raw) {
      const { value, end } = readEscape(source, at);
      text += value;
      at = end;
    } else {
      text += found;
      at++;
    }
  }
  return { kind: "string", text, start, end: at + mark.length };
}

function readEscape(source: string, at: number): { value: string; end: number } {
  escape.lastIndex = at;
  const match = escape.exec(source);
  if (!match) {
    throw new ConditionFault(
      `\\${source.charAt(at + 1)} is no escape. Write \\\\ for a backslash.`,
      at,
      Math.min(at + 2, source.length),
    );
  }
  const end = escape.lastIndex;
  const [, letter, two, four, eight, octal] = match;
  if (letter !== undefined) return { value: escaped.get(letter) ?? "", end };
  const code = octal === undefined ? Number.parseInt(two ?? four ?? eight ?? "", 16) : Number.parseInt(octal, 8);
  if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
    throw new ConditionFault("This escape is no character.", at, end);
  }
  return { value: String.fromCodePoint(code), end };
}
