import { type IJsonFault, writeFault } from "@/lib/core/i-json/fault";
import { findFault, forbiddenText } from "@/lib/core/i-json/find-fault";
import { countWellFormedBytes } from "@/lib/core/i-json/utf8";
import type { JsonValue } from "@/lib/core/json";

export type { IJsonFault };
export type IJsonResult = { ok: true; value: JsonValue } | { ok: false; fault: IJsonFault };

/** A person's record, an agent's call and a policy are flatter by far; what is deeper is refused, never a full stack. */
const defaultDepth = 64;
const deepest = 500;

/** `ignoreBOM` keeps the mark in the text: it has to be seen to be refused. */
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * I-JSON (RFC 7493) from the bytes: JSON that two readers cannot understand differently.
 *
 * - Text is strict UTF-8 without a byte order mark. Strings and member names hold no half of a surrogate pair and no
 *   noncharacter, however they are written. No member name stands twice in one object, compared after unescaping.
 * - A number without fraction and exponent is an integer, and lies within ±(2^53−1). A number with one of them is a
 *   double, whatever its value (1e300, 1e17), unless no double holds it: 1e999, or 1e-400, which would silently be 0.
 *   `-0` stays -0. Writing a double from 2^53 up to 1e21 with `JSON.stringify` gives an integer that is refused here.
 * - Brackets nest at most `maxDepth` deep (at most 500, whatever is given).
 * - Nothing is normalised. Objects are ordinary ones, and `__proto__` is an own member like any other: copy them with
 *   a spread or entry by entry, never by assignment to a name that was sent.
 *
 * The engine's own parser makes the value, and cheap counts beside it tell whether something may have been lost on the
 * way. Only then the slow reader looks, which knows the whole grammar and decides.
 */
export function parseIJson(bytes: Uint8Array, limits?: { maxDepth: number }): IJsonResult {
  const maxDepth = Math.min(limits?.maxDepth ?? defaultDepth, deepest);
  const text = decode(bytes);
  if (text === undefined) return { ok: false, fault: faultInBytes(bytes) };
  if (text.startsWith("\uFEFF"))
    return { ok: false, fault: writeFault("byte_order_mark", "JSON begins without a byte order mark.", "") };

  const value = parseQuickly(text, maxDepth, text.length === bytes.length);
  if (value !== undefined) return { ok: true, value };
  const fault = findFault(text, maxDepth);
  // What the reader of the whole grammar accepts, the engine reads.
  return fault ? { ok: false, fault } : { ok: true, value: JSON.parse(text) as JsonValue };
}

/** Nothing when something may be wrong. `ascii` text holds nothing forbidden that is not escaped. */
function parseQuickly(text: string, maxDepth: number, ascii: boolean): JsonValue | undefined {
  if (!ascii && forbiddenText.test(text)) return undefined;
  const members = countMembers(text, maxDepth);
  if (members === undefined) return undefined;
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
  return new Audit(text.includes("\\u")).finds(value, members, text) ? undefined : value;
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

function faultInBytes(bytes: Uint8Array): IJsonFault {
  const before = decoder.decode(bytes.subarray(0, countWellFormedBytes(bytes)));
  return writeFault("not_utf8", "The bytes from here on are not UTF-8.", before);
}

const quote = 0x22;
const backslash = 0x5c;

/** How many members the objects of a JSON text have as written. Nothing when it nests too deep or a string has no end. */
function countMembers(text: string, maxDepth: number): number | undefined {
  let members = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case quote:
        at = endOfString(text, at);
        if (at === -1) return undefined;
        break;
      case 0x3a: // :
        members++;
        break;
      case 0x5b: // [
      case 0x7b: // {
        if (++depth > maxDepth) return undefined;
        break;
      case 0x5d: // ]
      case 0x7d: // }
        depth--;
        break;
    }
  }
  return members;
}

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (end !== -1 && isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
}

function isEscaped(text: string, at: number): boolean {
  let before = at;
  while (text.charCodeAt(before - 1) === backslash) before--;
  return (at - before) % 2 === 1;
}

/** A text without any of these has no number that is so small that it became zero. */
const smallExponent = /[eE]-/;
const manyZeros = "0".repeat(300);

/** Walks a value that was parsed, as deep as the text was found to be, and looks for what parsing may have hidden. */
class Audit {
  readonly #checkText: boolean;
  #members = 0;
  #zeros = false;
  #large = false;
  #forbidden = false;

  constructor(checkText: boolean) {
    this.#checkText = checkText;
  }

  finds(value: JsonValue, members: number, text: string): boolean {
    this.#walk(value);
    // A repeated member was merged, so the objects have fewer than the text.
    if (this.#members !== members || this.#large || this.#forbidden) return true;
    return this.#zeros && (smallExponent.test(text) || text.includes(manyZeros));
  }

  #walk(value: JsonValue): void {
    if (typeof value === "string") {
      if (this.#checkText && forbiddenText.test(value)) this.#forbidden = true;
    } else if (typeof value === "number") {
      if (value === 0) this.#zeros = true;
      else if (value > Number.MAX_SAFE_INTEGER || value < Number.MIN_SAFE_INTEGER) this.#large = true;
    } else if (Array.isArray(value)) {
      for (const item of value as readonly JsonValue[]) this.#walk(item);
    } else if (typeof value === "object" && value !== null) this.#walkMembers(value as { [name: string]: JsonValue });
  }

  #walkMembers(value: { readonly [name: string]: JsonValue }): void {
    const names = Object.keys(value);
    this.#members += names.length;
    for (const name of names) {
      if (this.#checkText && forbiddenText.test(name)) this.#forbidden = true;
      const held = value[name];
      if (held !== undefined) this.#walk(held);
    }
  }
}
