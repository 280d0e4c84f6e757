import type { Fault } from "@/lib/core/errors";
import { workGently } from "@/lib/core/gently";
import { FaultList } from "@/lib/http/input/fault-list";
import { writePointer } from "@/lib/http/input/pointer";

export type StrictJson = { value: unknown; faults: readonly Fault[] };

const maxDepth = 32;
const tokensAtOnce = 1_000;
const loneSurrogate = /\p{Surrogate}/u;

/**
 * JSON that two readers cannot understand differently: no duplicate member names, no byte order mark, only well-formed
 * text without NUL (Postgres stores none), finite numbers, bounded depth, no `__proto__`.
 */
export async function parseStrictJson(bytes: Uint8Array): Promise<StrictJson> {
  const text = decodeUtf8(bytes);
  if (text === undefined) return refuse("not_utf8", "The body is not well-formed UTF-8 without a byte order mark.");
  const tooMuch = await workGently(weigh(text));
  if (tooMuch !== undefined) return refuse("too_much", tooMuch);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse("not_json", "The body is not valid JSON.");
  }
  return { value, faults: await workGently(new Scanner(text).scan()) };
}

const mostValues = 600_000;
const mostMembers = 10_000;
const signsAtOnce = 50_000;

/** JSON.parse is one step: a few megabytes of `{}` or of names hold the thread for seconds. Counts without judging. */
function* weigh(text: string): Generator<undefined, string | undefined> {
  const open: number[] = [];
  let values = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at++) {
    if (at % signsAtOnce === 0) yield undefined;
    const sign = text.charCodeAt(at);
    if (quoted) {
      if (sign === backslash) at++;
      else if (sign === quote) quoted = false;
    } else if (sign === quote) quoted = true;
    else if (sign === openBrace || sign === openBracket) {
      values += 1;
      // An object counts its members, a list only adds to the whole.
      if (open.length <= maxDepth) open.push(sign === openBrace ? 0 : -Infinity);
    } else if (sign === closeBrace || sign === closeBracket) open.pop();
    else if (sign === comma) {
      values += 1;
      const members = (open.pop() ?? 0) + 1;
      open.push(members);
      if (members >= mostMembers) return `An object has more than ${mostMembers.toLocaleString("en")} fields.`;
    }
    if (values > mostValues) return `The body holds more than ${mostValues.toLocaleString("en")} values.`;
  }
  return undefined;
}

const [quote, backslash, comma, openBrace, closeBrace, openBracket, closeBracket] = Array.from('"\\,{}[]', (sign) =>
  sign.charCodeAt(0),
);

function refuse(code: string, detail: string): StrictJson {
  return { value: undefined, faults: [{ pointer: "", code, detail }] };
}

function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.startsWith("\uFEFF") ? undefined : text;
  } catch {
    return undefined;
  }
}

/** What is wrong with a string by itself; also held against path and query. */
export function checkText(text: string): Omit<Fault, "pointer"> | undefined {
  if (text.includes("\0")) return { code: "invalid_character", detail: "Must not contain the character U+0000." };
  if (loneSurrogate.test(text))
    return { code: "invalid_character", detail: "Must not contain half of a surrogate pair." };
  return undefined;
}

type Frame = { names: Set<string> | undefined; step: string | number };

/** Walks text that JSON.parse has already accepted, so it need not check the grammar again; JSON.parse hides what it merges. */
class Scanner {
  readonly #text: string;
  readonly #faults = new FaultList();
  readonly #stack: Frame[] = [];

  constructor(text: string) {
    this.#text = text;
  }

  /** In steps, and no further than to the last fault that is told. */
  *scan(): Generator<undefined, readonly Fault[]> {
    let count = 0;
    for (const [token, isName] of this.#tokens()) {
      if (++count % tokensAtOnce === 0) yield undefined;
      if (isName) this.#enterMember(token);
      else if (token === "{") this.#stack.push({ names: new Set(), step: "" });
      else if (token === "[") this.#stack.push({ names: undefined, step: 0 });
      else if (token === "}" || token === "]") this.#stack.pop();
      else if (token === ",") this.#nextElement();
      else this.#checkScalar(token);
      if (this.#stack.length > maxDepth) {
        this.#report("too_deep", `Nested deeper than ${maxDepth} levels.`);
        break;
      }
      if (this.#faults.isFull) break;
    }
    return this.#faults.list();
  }

  *#tokens(): Generator<[token: string, isName: boolean]> {
    const token = /[\s:]*("[^"\\]*(?:\\.[^"\\]*)*"|[{}[\],]|[^\s{}[\],:"]+)(\s*:)?/y;
    for (let match = token.exec(this.#text); match?.[1] !== undefined; match = token.exec(this.#text))
      yield [match[1], match[2] !== undefined];
  }

  #enterMember(token: string): void {
    const frame = this.#stack.at(-1);
    const name = JSON.parse(token) as string;
    if (!frame?.names) return;
    frame.step = name;
    if (frame.names.has(name)) this.#report("duplicate_field", "The field is there twice.");
    if (name === "__proto__") this.#report("unknown_field", "No such field.");
    frame.names.add(name);
    this.#checkText(name);
  }

  #nextElement(): void {
    const frame = this.#stack.at(-1);
    if (frame && typeof frame.step === "number") frame.step += 1;
  }

  #checkScalar(token: string): void {
    if (token.startsWith('"')) this.#checkText(JSON.parse(token) as string);
    else if (/^[-\d]/.test(token) && !Number.isFinite(Number(token)))
      this.#report("invalid_number", "The number is too large.");
  }

  #checkText(text: string): void {
    const fault = checkText(text);
    if (fault) this.#report(fault.code, fault.detail);
  }

  #report(code: string, detail: string): void {
    this.#faults.add({ pointer: writePointer(this.#stack.map((frame) => frame.step)), code, detail });
  }
}
