import { isCollection, isMap, isScalar, isSeq, type Pair, type YAMLMap } from "yaml";
import { isMembers, isSame } from "@/lib/policy/rules/changing/content";
import { rewriteBlockList } from "@/lib/policy/rules/changing/text/block-list";
import { rewriteFlowList, rewriteFlowMembers } from "@/lib/policy/rules/changing/text/flow";
import { pad, renderPair } from "@/lib/policy/rules/changing/text/render";
import { writeKey } from "@/lib/policy/rules/changing/text/scalars";
import { oldStyleOf, type Rewriting } from "@/lib/policy/rules/changing/text/rewriting";
import {
  colonEnd,
  columnOf,
  endOfPair,
  isAbsent,
  isBlockText,
  lineEnd,
  lineStart,
  type Splice,
  startOf,
  withoutLines,
} from "@/lib/policy/rules/changing/text/splices";
import type { Json, JsonMembers } from "@/lib/policy/rules/snapshot";

/** What to change in the text so that a node says something else; undefined where all of it must be written anew. */
export function rewriteNode(rewriting: Rewriting, node: unknown, before: Json, after: Json): Splice[] | undefined {
  if (isSame(before, after)) return [];
  if (isMap(node) && isMembers(before) && isMembers(after)) {
    if (Object.keys(before).length === 0) return undefined;
    return node.flow === true
      ? rewriteFlowMembers(rewriting, node, before, after)
      : rewriteBlockMembers(rewriting, node, before, after);
  }
  if (isSeq(node) && Array.isArray(before) && Array.isArray(after) && before.length > 0) {
    return node.flow === true
      ? rewriteFlowList(rewriting, node, before, after)
      : rewriteBlockList(rewriting, node, before, after);
  }
  return undefined;
}

function rewriteBlockMembers(
  rewriting: Rewriting,
  node: YAMLMap,
  before: JsonMembers,
  after: JsonMembers,
): Splice[] | undefined {
  const splices: Splice[] = [];
  let column: number | undefined;
  // Only the whole document may be left without a member, and so without a sign.
  const isInner = node.items.some(({ key }) => columnOf(rewriting.text, startOf(key) ?? 0) > 0);
  if (isInner && Object.keys(after).length === 0) return undefined;
  for (const pair of node.items) {
    const start = startOf(pair.key);
    const name = nameOf(pair);
    if (start === undefined || name === undefined) return undefined;
    column ??= columnOf(rewriting.text, start);
    const was = before[name] ?? null;
    const is = Object.hasOwn(after, name) ? after[name] : undefined;
    const changed = is === undefined ? removePair(rewriting, pair) : rewritePair(rewriting, pair, was, is, column);
    if (!changed) return undefined;
    splices.push(...changed);
  }
  const added = addMembers(rewriting, node, before, after, column ?? 0);
  return added && [...splices, ...added];
}

function nameOf({ key }: Pair): string | undefined {
  return isScalar(key) && typeof key.value === "string" ? key.value : undefined;
}

/** With its line, and the comment on it; what stands above it stays. */
function removePair({ text }: Rewriting, pair: Pair): Splice[] | undefined {
  const start = startOf(pair.key);
  const end = endOfPair(text, pair);
  if (start === undefined || end === undefined) return undefined;
  const first = lineStart(text, start);
  const last = lineEnd(text, end);
  if (text.slice(first, start).trim() !== "") return [{ start, end, text: "" }];
  return [withoutLines(text, start, last)];
}

/** New members stand behind the one before them in the order they are given, or first. */
function addMembers(
  { text, style }: Rewriting,
  node: YAMLMap,
  before: JsonMembers,
  after: JsonMembers,
  column: number,
): Splice[] | undefined {
  const splices: Splice[] = [];
  const stays = node.items.filter((pair) => Object.hasOwn(after, nameOf(pair) ?? ""));
  let previous: Pair | undefined;
  for (const [name, value] of Object.entries(after)) {
    if (Object.hasOwn(before, name)) {
      previous = stays.find((pair) => nameOf(pair) === name);
      continue;
    }
    const lines = renderPair(writeKey(name), name, value, column);
    if (previous) {
      const end = endOfPair(text, previous);
      if (end === undefined) return undefined;
      const at = lineEnd(text, end);
      const own = lines.map((line, index) => style.eol + (index === 0 ? pad(column) : "") + line).join("");
      splices.push({ start: at, end: at, text: own });
    } else {
      const at = startOf(stays[0]?.key);
      if (at === undefined) return undefined;
      splices.push({ start: at, end: at, text: lines.map((line) => line + style.eol).join("") + pad(column) });
    }
  }
  return splices;
}

function rewritePair(
  rewriting: Rewriting,
  pair: Pair,
  before: Json,
  after: Json,
  column: number,
): Splice[] | undefined {
  const inner = rewriteNode(rewriting, pair.value, before, after);
  if (inner) return inner;
  const { text, style } = rewriting;
  const { key, value } = pair;
  const start = startOf(key);
  const colon = colonEnd(pair);
  const end = endOfPair(text, pair);
  if (!isScalar(key) || start === undefined || colon === undefined || end === undefined || !key.range) return undefined;
  const name = text.slice(start, key.range[1]);
  const [first = "", ...rest] = renderPair(name, String(key.value), after, column, oldStyleOf(value));
  const from = startOf(value);
  if (rest.length === 0 && !isBlockText(value) && !(isCollection(value) && value.flow !== true)) {
    const written = first.slice(name.length + 2);
    if (isAbsent(value) || from === undefined) return [{ start: colon, end: colon, text: ` ${written}` }];
    return [{ start: from, end, text: written }];
  }
  const [comment, ...others] = commentsOf(text, value, colon, end);
  const above = others.map((one) => one + style.eol + pad(column)).join("");
  const lines = [first + (comment === undefined ? "" : ` ${comment}`), ...rest];
  return [{ start, end: lineEnd(text, end), text: above + lines.join(style.eol) }];
}

/** What people wrote beside and inside a value that is written anew. What only looks like a comment is kept as one. */
function commentsOf(text: string, value: unknown, colon: number, end: number): string[] {
  const beside = [/^\s*#.*$/.exec(text.slice(end, lineEnd(text, end)))?.[0].trim()];
  const start = startOf(value) ?? colon;
  if (isBlockText(value)) beside.push(/^\S+[ \t]+(#.*)$/.exec(text.slice(start, lineEnd(text, start)))?.[1]?.trim());
  else if (!isAbsent(value)) {
    const between = text.slice(colon, isCollection(value) ? end : start).split(/\r?\n/);
    beside.push(...between.map((line) => /(?:^|\s)(#.*)$/.exec(line)?.[1]?.trim()));
  }
  return beside.filter((comment) => comment !== undefined);
}
