import { type IJsonFault, writeFault } from "@/lib/core/i-json/fault";

/** What RFC 7493, 2.1 forbids in text: half a surrogate pair, and code points that Unicode gives to nobody. */
export const forbiddenText = /[\p{Surrogate}\p{Noncharacter_Code_Point}]/u;

const whitespace = /[ \t\n\r]*/y;
const number = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
const literal = /true|false|null/y;
const plainRun = /[^"\\\0-\x1f]*/y;
const escape = /\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/y;
const nonZeroDigit = /^-?[\d.]*[1-9]/;

/** The first thing in the text that is not I-JSON. It reads the whole grammar itself, so it needs nobody's word. */
export function findFault(text: string, maxDepth: number): IJsonFault | undefined {
  try {
    new Reader(text, maxDepth).readAll();
    return undefined;
  } catch (found) {
    if (found instanceof Found) return writeFault(found.code, found.detail, text.slice(0, found.at));
    throw found;
  }
}

class Found extends Error {
  readonly code: IJsonFault["code"];
  readonly detail: string;
  readonly at: number;

  constructor(code: IJsonFault["code"], detail: string, at: number) {
    super(detail);
    this.code = code;
    this.detail = detail;
    this.at = at;
  }
}

class Reader {
  readonly #text: string;
  readonly #maxDepth: number;
  #at = 0;

  constructor(text: string, maxDepth: number) {
    this.#text = text;
    this.#maxDepth = maxDepth;
  }

  readAll(): void {
    this.#skipWhitespace();
    this.#readValue(0);
    if (this.#at < this.#text.length) throw this.#notJson("The document has ended, and more text follows.");
  }

  /** Reads one value and the white space after it. */
  #readValue(depth: number): void {
    const start = this.#text[this.#at];
    if (start === "{" || start === "[") {
      if (depth >= this.#maxDepth) throw this.#found("too_deep", `Nested deeper than ${this.#maxDepth} levels.`);
      this.#at++;
      this.#skipWhitespace();
      if (start === "{") this.#readMembers(depth + 1);
      else this.#readElements(depth + 1);
    } else if (start === '"') this.#readString();
    else if (!this.#match(literal)) this.#readNumber();
    this.#skipWhitespace();
  }

  #readMembers(depth: number): void {
    if (this.#take("}")) return;
    const names = new Set<string>();
    do {
      const from = this.#at;
      if (this.#text[from] !== '"') throw this.#notJson("A member name in double quotes belongs here.");
      this.#readString();
      const name = JSON.parse(this.#text.slice(from, this.#at)) as string;
      if (names.has(name)) throw this.#found("duplicate_field", "The object has a member of this name already.", from);
      names.add(name);
      this.#skipWhitespace();
      if (!this.#take(":")) throw this.#notJson("A colon belongs after the member name.");
      this.#readValue(depth);
    } while (this.#take(","));
    if (!this.#take("}")) throw this.#notJson("A comma or `}` belongs here.");
  }

  #readElements(depth: number): void {
    if (this.#take("]")) return;
    do this.#readValue(depth);
    while (this.#take(","));
    if (!this.#take("]")) throw this.#notJson("A comma or `]` belongs here.");
  }

  #readString(): void {
    const from = this.#at++;
    let escaped = false;
    for (;;) {
      this.#match(plainRun);
      const next = this.#text[this.#at];
      if (next === '"') break;
      if (next === undefined) throw this.#found("not_json", "The text that begins here has no end.", from);
      if (next !== "\\") throw this.#notJson("A control character in text needs to be escaped.");
      if (!this.#match(escape)) throw this.#notJson("JSON has no such escape.");
      escaped = true;
    }
    this.#at++;
    this.#checkText(from, escaped);
  }

  #checkText(from: number, escaped: boolean): void {
    const written = this.#text.slice(from, this.#at);
    const match = forbiddenText.exec(escaped ? (JSON.parse(written) as string) : written);
    if (!match) return;
    const half = /^\p{Surrogate}/u.test(match[0]);
    const detail = half
      ? "The text holds half of a surrogate pair."
      : "The text holds a code point that is no character.";
    throw this.#found("invalid_character", detail, from);
  }

  #readNumber(): void {
    const from = this.#at;
    const match = this.#match(number);
    if (!match) throw this.#notJson(from < this.#text.length ? "A JSON value belongs here." : "A value is missing.");
    const [written, fraction, exponent] = match;
    const value = Number(written);
    if (fraction === undefined && exponent === undefined) {
      if (Number.isSafeInteger(value)) return;
      throw this.#found("invalid_number", "An integer beyond ±9007199254740991 travels as text.", from);
    }
    if (!Number.isFinite(value)) throw this.#found("invalid_number", "The number is too large for a double.", from);
    if (value === 0 && nonZeroDigit.test(written))
      throw this.#found("invalid_number", "The number is too small for a double, which would make it zero.", from);
  }

  #skipWhitespace(): void {
    this.#match(whitespace);
  }

  #take(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    this.#skipWhitespace();
    return true;
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (!match) return undefined;
    this.#at = pattern.lastIndex;
    return match;
  }

  #notJson(detail: string): Found {
    return this.#found("not_json", detail);
  }

  #found(code: IJsonFault["code"], detail: string, at = this.#at): Found {
    return new Found(code, detail, at);
  }
}
