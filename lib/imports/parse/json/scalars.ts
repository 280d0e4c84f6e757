import type { JsonNode, StringNode } from "@/lib/imports/parse/json/node";
import type { Scanner } from "@/lib/imports/parse/json/scanner";

const escapes = new Map(
  Object.entries({ '"': '"', "\\": "\\", "/": "/", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" }),
);

/** Undefined when the closing quote is missing: nobody knows then where the value was meant to end. */
export function readString(scanner: Scanner): StringNode | undefined {
  const place = scanner.mark();
  let value = "";
  scanner.at++;
  for (;;) {
    const end = endOfRun(scanner.text, scanner.at);
    value += scanner.text.slice(scanner.at, end);
    scanner.at = end;
    const sign = scanner.peek();
    if (sign === '"') break;
    if (sign === undefined || sign === "\n" || sign === "\r") {
      scanner.report("a text has no closing quote", place);
      return undefined;
    }
    if (sign === "\\") value += readEscape(scanner);
    else {
      scanner.report("a control character stands in a text", place);
      value += sign;
      scanner.at++;
    }
  }
  scanner.at++;
  return { ...place, end: scanner.at, kind: "string", value: mendPairs(value) };
}

/** Up to a quote, a backslash, a control character or the end. */
function endOfRun(text: string, from: number): number {
  let at = from;
  for (let code = text.charCodeAt(at); code >= 32 && code !== 34 && code !== 92; code = text.charCodeAt(at)) at++;
  return at;
}

const anySurrogate = /[\uD800-\uDFFF]/;
const halfPair = /\p{Surrogate}/gu;

/** Half a surrogate pair cannot be stored or sent as UTF-8. */
function mendPairs(value: string): string {
  return anySurrogate.test(value) ? value.replaceAll(halfPair, "\uFFFD") : value;
}

function readEscape(scanner: Scanner): string {
  const sign = scanner.text[scanner.at + 1] ?? "";
  const known = escapes.get(sign);
  if (known !== undefined) {
    scanner.at += 2;
    return known;
  }
  const code = /^u([0-9a-fA-F]{4})/.exec(scanner.text.slice(scanner.at + 1, scanner.at + 6))?.[1];
  if (code !== undefined) {
    scanner.at += 6;
    return String.fromCharCode(Number.parseInt(code, 16));
  }
  scanner.report("a backslash begins an escape that JSON does not have; write `\\\\` for a backslash");
  scanner.at++;
  return "\\";
}

const word = /[A-Za-z0-9+\-._$]+/y;
const numeral = /^-?(?:0|[1-9]\d{0,400})(?:\.\d{1,400})?(?:[eE][+-]?\d{1,10})?$/;

/** Numbers, `true`, `false` and `null`; undefined for every other word. */
export function readWord(scanner: Scanner): JsonNode | undefined {
  const place = scanner.mark();
  word.lastIndex = scanner.at;
  const found = word.exec(scanner.text)?.[0];
  if (found === undefined) return undefined;
  const end = scanner.at + found.length;
  if (found === "true" || found === "false") {
    scanner.at = end;
    return { ...place, end, kind: "boolean", value: found === "true" };
  }
  if (found === "null") {
    scanner.at = end;
    return { ...place, end, kind: "null" };
  }
  if (!numeral.test(found)) return undefined;
  scanner.at = end;
  return { ...place, end, kind: "number", value: Number(found) };
}
