import { isCollection, isMap, isScalar, type Node, type Pair, type YAMLSeq } from "yaml";

/** A stretch of the text and what stands there instead. */
export type Splice = { readonly start: number; readonly end: number; readonly text: string };

/** Puts splices that do not overlap into the part of a text between two places. */
export function applySplices(text: string, splices: readonly Splice[], from = 0, to = text.length): string {
  let written = "";
  let at = from;
  for (const { start, end, text: instead } of splices.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    // Lines that are taken away one after the other may share a line break.
    if (start < at && instead !== "") throw new RangeError("Two changes of a text meet.");
    written += text.slice(at, Math.max(at, start)) + instead;
    at = Math.max(at, end);
  }
  return written + text.slice(at, to);
}

export function lineStart(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}

/** Before the end of the line, `\r` included in the end. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  if (end < 0) return text.length;
  return end > at && text.charAt(end - 1) === "\r" ? end - 1 : end;
}

/** Whole lines, with the line break before them, or behind them where they are the first. */
export function withoutLines(text: string, start: number, end: number): Splice {
  const before = lineStart(text, start) - 1;
  if (before < 0) return { start: 0, end: Math.max(end, text.indexOf("\n", end) + 1), text: "" };
  return { start: text.charAt(before - 1) === "\r" ? before - 1 : before, end, text: "" };
}

export function columnOf(text: string, at: number): number {
  return at - lineStart(text, at);
}

export function startOf(node: unknown): number | undefined {
  return isScalar(node) || isCollection(node) ? node.range?.[0] : undefined;
}

/** The place behind the colon of a member. */
export function colonEnd({ srcToken }: Pair): number | undefined {
  const colon = srcToken?.sep?.find(({ type }) => type === "map-value-ind");
  return colon && colon.offset + 1;
}

/** The place behind the dash of each item; the source may hold comments after the last. */
export function dashesOf({ srcToken }: YAMLSeq): number[] | undefined {
  if (srcToken?.type !== "block-seq") return undefined;
  return srcToken.items.flatMap(({ start }) =>
    start.flatMap(({ type, offset }) => (type === "seq-item-ind" ? offset : [])),
  );
}

/** Nothing stands there: `key:` and the next line. */
export function isAbsent(node: unknown): boolean {
  return node === null || (isScalar(node) && node.range?.[0] === node.range?.[1]);
}

export function isBlockText(node: unknown): boolean {
  return isScalar(node) && (node.type === "BLOCK_LITERAL" || node.type === "BLOCK_FOLDED");
}

/** Behind the last sign of what was written, without the comment and the line break that follow. */
export function endOf(text: string, node: Node): number | undefined {
  if (isScalar(node) && isBlockText(node)) {
    const [start = 0, end = 0] = node.range ?? [];
    const written = text.slice(start, end);
    // A block that keeps its last empty lines ends behind them.
    const keeps = /^[|>]\d?\+/.test(written);
    return start + (keeps ? written.replace(/\r?\n$/, "") : written.trimEnd()).length;
  }
  if (!isCollection(node) || node.flow === true) return node.range?.[1];
  if (isMap(node)) {
    const last = node.items.at(-1);
    return last && endOfPair(text, last);
  }
  const seq = node as YAMLSeq<Node>;
  const last = seq.items.at(-1);
  const dash = dashesOf(seq)?.[seq.items.length - 1];
  return last && !isAbsent(last) ? endOf(text, last) : dash === undefined ? undefined : dash + 1;
}

export function endOfPair(text: string, pair: Pair): number | undefined {
  const { value } = pair;
  if (!isAbsent(value) && (isScalar(value) || isCollection(value))) return endOf(text, value);
  return colonEnd(pair) ?? (isScalar(pair.key) ? pair.key.range?.[1] : undefined);
}
