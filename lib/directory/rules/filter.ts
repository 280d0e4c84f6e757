import { refuseInput } from "@/lib/directory/rules/scim-error";

export const compareOperators = ["eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le"] as const;
export type CompareOperator = (typeof compareOperators)[number];
export type Literal = string | number | boolean | null;

/** RFC 7644 3.4.2.2. Paths are in lower case, without the schema's name; `where` looks at the parts of one value. */
export type Filter =
  | { kind: "compare"; path: string; operator: CompareOperator; value: Literal }
  | { kind: "present"; path: string }
  | { kind: "both" | "either"; left: Filter; right: Filter }
  | { kind: "not"; inner: Filter }
  | { kind: "where"; path: string; inner: Filter };

const limits = { length: 4_000, terms: 60, depth: 12 } as const;
const token = /\s*(?:([()[\]])|("(?:[^"\\]|\\.)*")|([^\s()[\]"]+))/y;
const attributePath = /^[a-z][\w$-]*(?:\.[a-z$][\w$-]*)?$/;
const number = /^-?\d{1,15}(?:\.\d{1,15})?$/;

export function parseFilter(text: string): Filter {
  const parser = new Parser(text);
  const filter = parser.parseEither(0);
  parser.expectEnd();
  return filter;
}

const coreSchema = /^urn:ietf:params:scim:schemas:core:2\.0:(?:user|group):/;

/** `urn:ietf:params:scim:schemas:core:2.0:User:userName` → `username`. Nothing for what is of another schema. */
export function readAttributePath(text: string): string | undefined {
  const name = text.toLowerCase().replace(coreSchema, "");
  return attributePath.test(name) ? name : undefined;
}

/** `or` binds loosest, then `and`, then `not`; parentheses first. */
class Parser {
  readonly #tokens: readonly string[];
  #at = 0;
  #terms = 0;

  constructor(text: string) {
    if (text.length > limits.length) throw this.#refuse(`It is longer than ${limits.length} characters.`);
    this.#tokens = this.#split(text);
  }

  #split(text: string): string[] {
    const found: string[] = [];
    token.lastIndex = 0;
    const end = text.trimEnd().length;
    while (token.lastIndex < end) {
      const from = token.lastIndex;
      const match = token.exec(text);
      if (!match) throw this.#refuse(`It cannot be read from character ${from + 1} on.`);
      found.push(match[1] ?? match[2] ?? match[3] ?? "");
    }
    return found;
  }

  parseEither(depth: number): Filter {
    let left = this.#parseBoth(depth);
    while (this.#take("or")) left = { kind: "either", left, right: this.#parseBoth(depth) };
    return left;
  }

  #parseBoth(depth: number): Filter {
    let left = this.#parseOne(depth);
    while (this.#take("and")) left = { kind: "both", left, right: this.#parseOne(depth) };
    return left;
  }

  #parseOne(depth: number): Filter {
    if (depth > limits.depth) throw this.#refuse(`It is nested deeper than ${limits.depth} levels.`);
    if (this.#tokens[this.#at + 1] === "(" && this.#take("not")) {
      this.#at++;
      return { kind: "not", inner: this.#parseUntil(")", depth) };
    }
    if (this.#take("(")) return this.#parseUntil(")", depth);
    return this.#parseTerm(depth);
  }

  #parseUntil(end: string, depth: number): Filter {
    const inner = this.parseEither(depth + 1);
    if (!this.#take(end)) throw this.#refuse(`A "${end}" is missing.`);
    return inner;
  }

  #parseTerm(depth: number): Filter {
    if (++this.#terms > limits.terms) throw this.#refuse(`It has more than ${limits.terms} terms.`);
    const written = this.#next("an attribute");
    const path = readAttributePath(written);
    if (path === undefined) throw this.#refuse(`${shorten(written)} is not an attribute.`);
    if (this.#take("[")) return { kind: "where", path, inner: this.#parseUntil("]", depth) };
    if (this.#take("pr")) return { kind: "present", path };
    const word = this.#next("an operator");
    const operator = compareOperators.find((known) => known === word.toLowerCase());
    if (!operator) throw this.#refuse(`${shorten(word)} is not an operator.`);
    return { kind: "compare", path, operator, value: this.#readLiteral(this.#next("a value")) };
  }

  #readLiteral(text: string): Literal {
    if (text.startsWith('"')) {
      const value = readText(text);
      if (value === undefined) throw this.#refuse(`${shorten(text)} is not a JSON text.`);
      return value;
    }
    const word = text.toLowerCase();
    if (word === "true" || word === "false") return word === "true";
    if (word === "null") return null;
    if (number.test(text)) return Number(text);
    throw this.#refuse(`${shorten(text)} is not a value: write texts in double quotes.`);
  }

  expectEnd(): void {
    const rest = this.#tokens[this.#at];
    if (rest !== undefined) throw this.#refuse(`${shorten(rest)} is one too many.`);
  }

  #take(word: string): boolean {
    if (this.#tokens[this.#at]?.toLowerCase() !== word) return false;
    this.#at++;
    return true;
  }

  #next(wanted: string): string {
    const found = this.#tokens[this.#at++];
    if (found === undefined) throw this.#refuse(`It ends where ${wanted} should stand.`);
    return found;
  }

  #refuse(why: string): Error {
    return refuseInput("invalidFilter", `The filter cannot be used. ${why}`);
  }
}

/** Half a character and U+0000 are in nothing that Postgres keeps. */
function readText(quoted: string): string | undefined {
  try {
    const text = JSON.parse(quoted) as string;
    return /\0|\p{Surrogate}/u.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

function shorten(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}…` : text);
}
