import { isCollection, isNode, isScalar, isSeq, type YAMLSeq } from "yaml";
import { isMembers, isSame } from "@/lib/policy/rules/changing/content";
import { arrangeItems, findNamed, matchItems } from "@/lib/policy/rules/changing/text/order";
import { pad, renderItem } from "@/lib/policy/rules/changing/text/render";
import { oldStyleOf, type Rewriting, type WrittenItem } from "@/lib/policy/rules/changing/text/rewriting";
import { writeInline } from "@/lib/policy/rules/changing/text/scalars";
import {
  applySplices,
  columnOf,
  dashesOf,
  endOf,
  isAbsent,
  isBlockText,
  lineEnd,
  lineStart,
  type Splice,
  startOf,
  withoutLines,
} from "@/lib/policy/rules/changing/text/splices";
import type { Json } from "@/lib/policy/rules/snapshot";

/** The lines of an item: with the comments right above its dash and those further in than the dash below it. */
type Lines = { readonly start: number; readonly end: number };

/** A list of dashes: items keep their lines, and so their comments, wherever they go. */
export function rewriteBlockList(
  rewriting: Rewriting,
  node: YAMLSeq,
  before: readonly Json[],
  after: readonly Json[],
): Splice[] | undefined {
  const { text, style, renamed } = rewriting;
  const dashes = dashesOf(node);
  const items = dashes?.length === node.items.length ? findItems(text, node, dashes) : undefined;
  const [first] = items ?? [];
  const last = items?.at(-1);
  if (!dashes || !items || !first || !last) return undefined;
  if (after.length === 0) return emptyList(text, items);
  const column = columnOf(text, dashes[0] ?? 0);
  const matching = matchItems(before, after, renamed);
  const gaps = items.map((item, at) => splitGap(text, items[at - 1]?.end, item.start));
  const usual = gaps[1]?.empty ?? "";
  const written: string[] = [];
  for (const piece of arrangeItems(matching, items.length, findNamed(after, rewriting.moved))) {
    if ("after" in piece) {
      const kept = gaps[piece.after + 1]?.kept ?? "";
      if (kept !== "") written.push(kept);
      continue;
    }
    const old = matching[piece.item];
    const value = after[piece.item] ?? null;
    const own = old === undefined ? undefined : rewriteItem(rewriting, node, items, old, before[old] ?? null, value);
    const taken = old === undefined ? takeOver(rewriting, value, column) : undefined;
    const fresh = taken ?? pad(column) + renderItem(value, column, { flow: isFlow(node.items[0]) }).join(style.eol);
    const empty = old === undefined || old === 0 ? usual : (gaps[old]?.empty ?? "");
    written.push((written.length === 0 ? "" : empty) + (own ?? fresh));
  }
  return [{ start: first.start, end: last.end, text: written.join(style.eol) }];
}

function takeOver({ sources, style }: Rewriting, value: Json, column: number): string | undefined {
  const source = sources.find((one) => one.column === column && isSame(one.value, value));
  return source?.text.replaceAll(/\r?\n/g, style.eol);
}

/** Each item of a list as it is written. */
export function readItems(text: string, node: unknown, values: readonly Json[]): WrittenItem[] {
  const dashes = isSeq(node) && node.flow !== true ? dashesOf(node) : undefined;
  const items = isSeq(node) && dashes?.length === values.length ? findItems(text, node, dashes) : undefined;
  return (items ?? []).map(({ start, end }, at) => ({
    value: values[at] ?? null,
    column: columnOf(text, dashes?.[at] ?? 0),
    text: text.slice(start, end),
  }));
}

function findItems(text: string, node: YAMLSeq, dashes: readonly number[]): Lines[] | undefined {
  const found: Lines[] = [];
  for (const [at, dash] of dashes.entries()) {
    const start = lineStart(text, dash);
    if (text.slice(start, dash).trim() !== "") return undefined;
    const item = node.items[at];
    const end = isNode(item) && !isAbsent(item) ? endOf(text, item) : dash + 1;
    if (end === undefined) return undefined;
    const floor = found.at(-1)?.end ?? lineEnd(text, text.lastIndexOf("\n", start - 2));
    found.push({ start: withCommentsAbove(text, start, floor), end: withCommentsBelow(text, end, dash - start) });
  }
  return found;
}

/** Not further up than the end of what stands there. */
function withCommentsAbove(text: string, start: number, floor: number): number {
  let from = start;
  while (from > floor + 1) {
    const above = lineStart(text, from - 1);
    if (above <= floor || !/^[ \t]*#/.test(text.slice(above, from))) break;
    from = above;
  }
  return from;
}

function withCommentsBelow(text: string, end: number, column: number): number {
  let until = lineEnd(text, end);
  for (let next = text.indexOf("\n", until); next >= 0; next = text.indexOf("\n", next + 1)) {
    const stop = lineEnd(text, next + 1);
    const line = text.slice(next + 1, stop);
    if (line.trim() === "") continue;
    if (!/^\s*#/.test(line) || line.search(/\S/) <= column) break;
    until = stop;
  }
  return until;
}

/** Empty lines go with the item below them; comments that stand apart stay where they are. */
function splitGap(text: string, end: number | undefined, start: number): { kept: string; empty: string } {
  const from = end === undefined ? start : text.indexOf("\n", end) + 1;
  if (from >= start || from === 0) return { kept: "", empty: "" };
  const gap = text.slice(from, start);
  const empty = /(?<=^|\n)(?:[ \t]*\r?\n)*$/.exec(gap)?.[0] ?? "";
  return { kept: gap.slice(0, gap.length - empty.length).replace(/\r?\n$/, ""), empty };
}

function rewriteItem(
  rewriting: Rewriting,
  node: YAMLSeq,
  items: readonly Lines[],
  at: number,
  before: Json,
  after: Json,
): string | undefined {
  const item = node.items[at];
  const lines = items[at];
  const inner = rewriting.inside(item, before, after) ?? rewriteScalar(rewriting, item, after);
  return lines && inner && applySplices(rewriting.text, inner, lines.start, lines.end);
}

/** Behind the name of the list; comments that stood apart from the items stay. */
function emptyList(text: string, items: readonly Lines[]): Splice[] | undefined {
  const [first] = items;
  if (!first) return undefined;
  const colon = /:[ \t]*(?:#[^\n]*)?\r?\n(?:[ \t]*(?:#[^\n]*)?\r?\n)*$/.exec(text.slice(0, first.start));
  if (!colon) return undefined;
  const at = colon.index + 1;
  const gone = items.map(({ start, end }) => withoutLines(text, start, end));
  return [{ start: at, end: at, text: " []" }, ...gone];
}

function isFlow(item: unknown): boolean {
  return isCollection(item) ? item.flow === true : isScalar(item) || isMembers(item);
}

/** One value in place of another where both stand on one line. */
function rewriteScalar({ text }: Rewriting, node: unknown, after: Json): Splice[] | undefined {
  if (!isScalar(node) || isBlockText(node) || isAbsent(node)) return undefined;
  const start = startOf(node);
  const end = endOf(text, node);
  if (start === undefined || end === undefined || (typeof after === "object" && after !== null)) return undefined;
  return [{ start, end, text: writeInline(after, false, oldStyleOf(node).quotes) }];
}
