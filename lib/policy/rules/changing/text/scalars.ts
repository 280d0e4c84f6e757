import type { Json } from "@/lib/policy/rules/snapshot";

/** Unseen or unprintable: written as an escape, so that whoever reads the text sees that something is there. */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Default_Ignorable_Code_Point}]/u;
const allUnseen = new RegExp(unseen.source, "gu");
const word = /^(?:null|true|false|yes|no|on|off|y|n)$/i;

/** A value on one line. `inFlow`: between brackets, where commas and brackets end a bare text. */
export function writeInline(value: Json, inFlow: boolean, quotes?: string): string {
  if (typeof value === "string") return writeText(value, inFlow, quotes);
  if (typeof value === "number") return Object.is(value, -0) ? "-0" : JSON.stringify(value);
  if (typeof value !== "object" || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map((item: Json) => writeInline(item, true)).join(", ")}]`;
  const members = Object.entries(value).map(([name, member]) => `${writeKey(name)}: ${writeInline(member, true)}`);
  return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}

export function writeKey(name: string): string {
  return writeText(name, true);
}

/** Bare where that is plain to everybody, in single quotes where it holds double ones. */
function writeText(text: string, inFlow: boolean, quotes?: string): string {
  if (quotes === undefined && isPlain(text, inFlow)) return text;
  const single = quotes === "'" || (quotes === undefined && /["\\]/.test(text));
  return single && !unseen.test(text) ? `'${text.replaceAll("'", "''")}'` : writeDouble(text);
}

function isPlain(text: string, inFlow: boolean): boolean {
  if (!/^[\p{L}_(/$]/u.test(text) || unseen.test(text) || word.test(text)) return false;
  if (/:(?:\s|$)|\s#|\s$|[^\S ]/u.test(text)) return false;
  return !inFlow || !/[,[\]{}:]/.test(text);
}

function writeDouble(text: string): string {
  return JSON.stringify(text).replaceAll(allUnseen, (sign) => {
    const code = sign.codePointAt(0) ?? 0;
    return code > 0xffff ? `\\U${code.toString(16).padStart(8, "0")}` : `\\u${code.toString(16).padStart(4, "0")}`;
  });
}

const longCondition = 100;

/** The lines of a text as a block, and the sign that begins it; undefined where a block could not hold it exactly. */
export function blockOf(text: string): { sign: string; lines: string[] } | undefined {
  if (!/^\S/u.test(text) || text.endsWith("\n\n") || unseen.test(text.replaceAll("\n", ""))) return undefined;
  const ends = text.endsWith("\n");
  return { sign: ends ? "|" : "|-", lines: (ends ? text.slice(0, -1) : text).split("\n") };
}

/** Texts of several lines, and conditions too long for one. */
export function wantsBlock(name: string, value: Json): value is string {
  return typeof value === "string" && (value.includes("\n") || (name === "when" && value.length > longCondition));
}
