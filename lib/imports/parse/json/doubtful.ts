import type { JsonNode } from "@/lib/imports/parse/json/node";
import type { Scanner } from "@/lib/imports/parse/json/scanner";

/**
 * One quote too many or too few turns a line inside out: what stood between texts becomes text, and a value of `env` may
 * come to stand among the arguments. So of a line with a fault and an odd number of quotes nothing is kept. Texts end with
 * their line, so the lines around it are sound.
 */
export function findOddLines(scanner: Scanner): Set<number> {
  const lost = new Set<number>();
  if (scanner.disturbed.size === 0) return lost;
  const lines = scanner.text.split(/\r\n|\n|\r/);
  for (const line of scanner.disturbed) if (hasOddQuotes(lines[line - 1] ?? "")) lost.add(line);
  return lost;
}

function hasOddQuotes(line: string): boolean {
  let quotes = 0;
  for (let at = 0; at < line.length; at++) {
    if (line[at] === "\\") at++;
    else if (line[at] === '"') quotes++;
  }
  return quotes % 2 === 1;
}

/** The text without these lines but for the brackets at their ends, so that what follows keeps its place. */
export function blankLines(text: string, lost: ReadonlySet<number>): string {
  const parts = text.split(/(\r\n|\n|\r)/);
  const blank = parts.map((part, at) => (at % 2 === 0 && lost.has(at / 2 + 1) ? blankLine(part) : part)).join("");
  // The bracket around the whole stands at its beginning, maybe on such a line.
  const first = /^\s*[{[]/.exec(text)?.[0] ?? "";
  return first + blank.slice(first.length);
}

function blankLine(line: string): string {
  const start = /^[\s}\],]*/.exec(line)?.[0] ?? "";
  const opener = /[{[]\s*$/.exec(line)?.[0].trim();
  const kept = opener === undefined ? start : `${start}"": ${opener}`;
  return kept.length > line.length ? " ".repeat(line.length) : kept.padEnd(line.length);
}

type IsSound = (place: { line: number }) => boolean;

/** A container that begins on a lost line is kept under a sound name: what is in it stands on lines of its own. */
export function keepSound(node: JsonNode, isSound: IsSound): JsonNode | undefined {
  if (node.kind === "object") {
    const members = node.members.filter(isSound).flatMap((member) => {
      const value = keepSound(member.value, isSound);
      return value ? [{ ...member, value }] : [];
    });
    return { ...node, members };
  }
  if (node.kind === "array") return { ...node, items: node.items.flatMap((item) => keepSound(item, isSound) ?? []) };
  return isSound(node) ? node : undefined;
}
