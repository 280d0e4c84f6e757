import { isCollection, isScalar, type Pair, type YAMLMap, type YAMLSeq } from "yaml";
import { arrangeItems, matchItems } from "@/lib/policy/rules/changing/text/order";
import { renderFlow } from "@/lib/policy/rules/changing/text/render";
import { type Rewriting } from "@/lib/policy/rules/changing/text/rewriting";
import { writeKey } from "@/lib/policy/rules/changing/text/scalars";
import {
  applySplices,
  endOf,
  endOfPair,
  lineStart,
  type Splice,
  startOf,
} from "@/lib/policy/rules/changing/text/splices";
import type { Json, JsonMembers } from "@/lib/policy/rules/snapshot";

type Part = { readonly start: number; readonly end: number };

/** Between brackets, JSON among it. Comments between the items would lose their place: then all is written anew. */
export function rewriteFlowList(
  rewriting: Rewriting,
  node: YAMLSeq,
  before: readonly Json[],
  after: readonly Json[],
): Splice[] | undefined {
  const { text, style, renamed } = rewriting;
  const parts = node.items.map((item) =>
    partOf(startOf(item), isScalar(item) || isCollection(item) ? endOf(text, item) : undefined),
  );
  const known = readParts(text, node, parts);
  if (!known) return undefined;
  if (after.length === 0) return [{ ...known.whole, text: "[]" }];
  const matching = matchItems(before, after, renamed);
  const written = arrangeItems(matching, 0, undefined).flatMap((piece) => {
    if ("after" in piece) return [];
    const old = matching[piece.item];
    const value = after[piece.item] ?? null;
    const own = old === undefined ? undefined : known.parts[old];
    if (old === undefined || !own) return { separator: known.separator, text: renderFlow(value, style, known.indent) };
    const inner = rewriting.inside(node.items[old], before[old] ?? null, value);
    return {
      separator: known.separators[old] ?? known.separator,
      text: inner ? applySplices(text, inner, own.start, own.end) : renderFlow(value, style, known.indent),
    };
  });
  return [joinParts(known, written)];
}

export function rewriteFlowMembers(
  rewriting: Rewriting,
  node: YAMLMap,
  before: JsonMembers,
  after: JsonMembers,
): Splice[] | undefined {
  const { text, style } = rewriting;
  const pairs: readonly Pair[] = node.items;
  const known = readParts(
    text,
    node,
    pairs.map((pair) => partOf(startOf(pair.key), endOfPair(text, pair))),
  );
  if (!known) return undefined;
  if (Object.keys(after).length === 0) return [{ ...known.whole, text: "{}" }];
  const written: { name: string; separator: string; text: string }[] = [];
  for (const [at, { key, value }] of pairs.entries()) {
    const part = known.parts[at];
    const name = isScalar(key) && typeof key.value === "string" ? key.value : undefined;
    if (!part || name === undefined) return undefined;
    const is = Object.hasOwn(after, name) ? after[name] : undefined;
    if (is === undefined) continue;
    const inner = rewriting.inside(value, before[name] ?? null, is);
    const from = startOf(value);
    if (!inner && (from === undefined || from >= part.end)) return undefined;
    const change = inner ?? [{ start: from ?? 0, end: part.end, text: renderFlow(is, style, known.indent) }];
    const own = applySplices(text, change, part.start, part.end);
    written.push({ name, separator: known.separators[at] ?? known.separator, text: own });
  }
  let place = 0;
  for (const [name, value] of Object.entries(after)) {
    const found = written.findIndex((one) => one.name === name);
    if (found >= 0) {
      place = found + 1;
      continue;
    }
    const key = style.json ? JSON.stringify(name) : writeKey(name);
    const fresh = `${key}: ${renderFlow(value, style, known.indent)}`;
    written.splice(place++, 0, { name, separator: known.separator, text: fresh });
  }
  return [joinParts(known, written)];
}

function partOf(start: number | undefined, end: number | undefined): Part | undefined {
  return start === undefined || end === undefined ? undefined : { start, end };
}

type Parts = {
  readonly whole: Part;
  readonly parts: readonly Part[];
  /** What stands before each item, and before a new one; the first has none of its own. */
  readonly separators: readonly (string | undefined)[];
  readonly separator: string;
  readonly indent: string;
};

function readParts(
  text: string,
  { range }: YAMLMap | YAMLSeq,
  found: readonly (Part | undefined)[],
): Parts | undefined {
  const parts = found.filter((part) => part !== undefined);
  const [first] = parts;
  if (!range || !first || parts.length !== found.length) return undefined;
  const separators = parts.map(({ start }, at) => (at === 0 ? undefined : text.slice(parts[at - 1]?.end, start)));
  if (separators.some((one) => one !== undefined && !/^\s*,\s*$/.test(one))) return undefined;
  const before = text.slice(lineStart(text, first.start), first.start);
  const standsAlone = before.trim() === "";
  const ending = text.slice(0, first.start).endsWith(`\r\n${before}`) ? "\r\n" : "\n";
  const alone = standsAlone ? `,${ending}${before}` : ", ";
  const indent = /^[ \t]*/.exec(text.slice(lineStart(text, first.start)))?.[0] ?? "";
  return { whole: { start: range[0], end: range[1] }, parts, separators, separator: separators[1] ?? alone, indent };
}

function joinParts(
  { parts }: Parts,
  written: readonly { readonly separator: string; readonly text: string }[],
): Splice {
  const text = written.map((part, at) => (at === 0 ? "" : part.separator) + part.text).join("");
  return { start: parts[0]?.start ?? 0, end: parts.at(-1)?.end ?? 0, text };
}
