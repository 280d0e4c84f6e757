import { isMembers } from "@/lib/policy/rules/changing/content";
import { blockOf, wantsBlock, writeInline, writeKey } from "@/lib/policy/rules/changing/text/scalars";
import type { Json } from "@/lib/policy/rules/snapshot";

/** How the text that is edited is written. */
export type TextStyle = {
  readonly eol: string;
  /** Undefined: YAML. */
  readonly json: { readonly unit: string; readonly keepsShortLists: boolean } | undefined;
};

/** What stood there before a value: a new one is written like it. */
export type OldStyle = {
  readonly quotes?: string | undefined;
  readonly block?: boolean;
  readonly flow?: boolean | undefined;
};

const maxInline = 100;

/** A member at a column: its first line without indent, the others with theirs. */
export function renderPair(key: string, name: string, value: Json, column: number, old: OldStyle = {}): string[] {
  if (typeof value === "string" && (old.block === true || (old.quotes === undefined && wantsBlock(name, value)))) {
    const block = blockOf(value);
    if (block)
      return [`${key}: ${block.sign}`, ...block.lines.map((line) => (line === "" ? "" : pad(column + 2) + line))];
  }
  if (isInline(value, old)) return [`${key}: ${writeInline(value, false, old.quotes)}`];
  return [`${key}:`, ...renderBlock(value, column + 2)];
}

/** An item of a list, its dash at a column. */
export function renderItem(value: Json, column: number, old: OldStyle = {}): string[] {
  if (isMembers(value) && Object.keys(value).length > 0 && old.flow !== true) {
    const [first = "", ...rest] = renderBlock(value, column + 2);
    return [`- ${first.trimStart()}`, ...rest];
  }
  return [`- ${writeInline(value, false, old.quotes)}`];
}

/** A list or an object with something in it, every line with its indent. */
export function renderBlock(value: Json, column: number): string[] {
  if (Array.isArray(value)) return value.flatMap((item: Json) => indentFirst(renderItem(item, column), column));
  if (!isMembers(value)) return [pad(column) + writeInline(value, false)];
  return Object.entries(value).flatMap(([name, member]) =>
    indentFirst(renderPair(writeKey(name), name, member, column), column),
  );
}

export function pad(column: number): string {
  return " ".repeat(column);
}

function indentFirst([first = "", ...rest]: string[], column: number): string[] {
  return [pad(column) + first, ...rest];
}

/** Short lists of words and short objects stand on one line, lists of objects never. */
function isInline(value: Json, old: OldStyle): boolean {
  if (typeof value !== "object" || value === null) return true;
  const items: readonly Json[] = Array.isArray(value) ? value : Object.values(value);
  if (items.length === 0) return true;
  if (Array.isArray(value) && value.some(isMembers)) return false;
  return old.flow ?? writeInline(value, true).length <= maxInline;
}

/** Between brackets, after a line that is indented so far. */
export function renderFlow(value: Json, style: TextStyle, indent: string): string {
  if (!style.json) return writeInline(value, true);
  return renderJson(value, style, indent);
}

export function renderJson(value: Json, style: TextStyle, indent: string): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const isList = Array.isArray(value);
  const inner = indent + (style.json?.unit ?? "");
  const parts = isList
    ? value.map((item: Json) => renderJson(item, style, inner))
    : Object.entries(value).map(
        ([name, item]) => `${renderJson(name, style, inner)}: ${renderJson(item, style, inner)}`,
      );
  const [open, close] = isList ? ["[", "]"] : ["{", "}"];
  if (parts.length === 0) return open + close;
  const flat = parts.join(", ");
  const isShort = isList && style.json?.keepsShortLists === true && flat.length <= maxInline && !/[\n{[]/.test(flat);
  if (isShort || style.json?.unit === "") return `${open}${style.json?.unit === "" ? parts.join(",") : flat}${close}`;
  return `${open}${style.eol}${parts.map((part) => inner + part).join(`,${style.eol}`)}${style.eol}${indent}${close}`;
}
