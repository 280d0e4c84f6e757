import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isScalar,
  LineCounter,
  type Node,
  parseDocument,
  type Scalar,
  visit,
  type YAMLMap,
} from "yaml";
import type { TextPlace } from "@/lib/policy/rules/condition";
import type { Json } from "@/lib/policy/rules/snapshot";

export type TextFault = TextPlace & { readonly detail: string };
export type PolicyText = {
  readonly value: Json;
  /** Where in the text a value stands, by its pointer; its nearest parent where it is not there. */
  readonly locate: (pointer: string, offset?: number) => TextPlace;
};

/** Reads a policy as people keep it: YAML 1.2 with comments, of which JSON is a part. No anchors: a rule says all it means. */
export function readPolicyText(text: string): { ok: true; read: PolicyText } | { ok: false; faults: TextFault[] } {
  const deep = findDeepLine(text);
  if (deep !== undefined) return { ok: false, faults: [{ line: deep, column: 1, detail: "This is nested too deep." }] };
  const lines = new LineCounter();
  const document = parseDocument(text, {
    version: "1.2",
    schema: "core",
    uniqueKeys: false,
    lineCounter: lines,
    prettyErrors: false,
    logLevel: "error",
  });
  const faults: TextFault[] = [...document.errors, ...document.warnings].map(({ message, pos: [start] }) => ({
    ...placeOf(lines, start),
    detail: `${message.replace(/\.$/, "")}.`,
  }));
  visit(document, {
    Node: (key, node) => {
      const detail = findNodeFault(key, node);
      if (detail !== undefined) faults.push({ ...placeOf(lines, node.range?.[0] ?? 0), detail });
      if (!isMap(node)) return;
      for (const twice of findTwice(node)) {
        faults.push({ ...placeOf(lines, twice.range?.[0] ?? 0), detail: "This name stands here twice." });
      }
    },
  });
  if (faults.length > 0) return { ok: false, faults };
  const value: Json = document.toJS() ?? {};
  return { ok: true, read: { value, locate: (pointer, offset = 0) => locate(document, text, lines, pointer, offset) } };
}

const maxIndent = 200;
const maxOpen = 60;

/**
 * The first line that would take the parser deeper than any policy goes: some such texts end the whole process. Brackets
 * in strings and comments count too; a policy that opens sixty of them and closes none is refused for nothing.
 */
function findDeepLine(text: string): number | undefined {
  const run = /(?:[-?:][ \t]+){60}/.exec(text);
  if (run) return text.slice(0, run.index).split("\n").length;
  let line = 1;
  let open = 0;
  for (const [sign] of text.matchAll(/\n(?:[ \t]|[-?:](?=[ \t]))*|^(?:[ \t]|[-?:](?=[ \t]))+|[[\]{}]/g)) {
    if (sign === "[" || sign === "{") open++;
    else if (sign === "]" || sign === "}") open = Math.max(0, open - 1);
    else if (sign.startsWith("\n")) line++;
    if (open > maxOpen || sign.length > maxIndent) return line;
  }
  return undefined;
}

/** The second of two members of one name. The parser's own look at this takes the square of their number. */
function findTwice(map: YAMLMap): Node[] {
  const seen = new Set<unknown>();
  const twice: Node[] = [];
  for (const { key } of map.items) {
    if (!isScalar(key)) continue;
    if (seen.has(key.value)) twice.push(key);
    seen.add(key.value);
  }
  return twice;
}

/** What YAML can say and a policy cannot. */
function findNodeFault(key: unknown, node: Node): string | undefined {
  if (isAlias(node) || node.anchor !== undefined) return "Anchors and aliases are not used here. Write it out.";
  if (key === "key" && !(isScalar(node) && typeof node.value === "string")) return "The name of a member is a text.";
  if (!isAlias(node) && node.tag !== undefined) return "Tags are not used here.";
  if (!isScalar(node)) return undefined;
  const { value } = node;
  if (typeof value === "number" && (!Number.isFinite(value) || (Number.isInteger(value) && isLargeInteger(node)))) {
    return "No double holds this number. Write it as a text.";
  }
  if (value === "__proto__" && key === "key") return "This name cannot be used.";
  return typeof value === "string" && /[\p{Cs}\0]/u.test(value) ? "Half a character, or none, stands here." : undefined;
}

function isLargeInteger({ value, source }: Scalar): boolean {
  return !Number.isSafeInteger(value) && /^[-+]?(?:\d+|0[xo][\da-f]+)$/i.test(source ?? "");
}

function locate(document: Document, text: string, lines: LineCounter, pointer: string, offset: number): TextPlace {
  const keys = pointer
    .split("/")
    .slice(1)
    .map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
  for (let length = keys.length; length > 0; length--) {
    const node: unknown = document.getIn(
      keys.slice(0, length).map((key) => (/^\d+$/.test(key) ? Number(key) : key)),
      true,
    );
    if (isNode(node)) return placeWithin(node, text, lines, length === keys.length ? offset : 0);
  }
  return { line: 1, column: 1 };
}

/** An offset into a value, found in the text it was written as: bare, in quotes or as a block of lines. */
function placeWithin(node: Node, text: string, lines: LineCounter, offset: number): TextPlace {
  const start = node.range?.[0] ?? 0;
  if (!isScalar(node) || typeof node.value !== "string") return placeOf(lines, start);
  if (node.type === "BLOCK_LITERAL") {
    const before = node.value.slice(0, offset).split("\n");
    const [, indent = ""] = /\n\s*?([ ]*)\S/.exec(text.slice(start)) ?? [];
    return {
      line: placeOf(lines, start).line + before.length,
      column: indent.length + (before.at(-1)?.length ?? 0) + 1,
    };
  }
  if (node.type === "BLOCK_FOLDED") return placeOf(lines, start);
  return placeOf(lines, start + offset + (node.type === "PLAIN" ? 0 : offset > 0 ? 1 : 0));
}

function placeOf(lines: LineCounter, offset: number): TextPlace {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}
