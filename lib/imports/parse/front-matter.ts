export type FrontMatterEntry = { name: string; line: number; value: string | string[] };
export type FrontMatterFault = { line: number; words: string };
export type FrontMatter = {
  entries: FrontMatterEntry[];
  faults: FrontMatterFault[];
  body: string;
  /** The line the body begins on. */
  bodyLine: number;
};

type Lines = { lines: string[]; at: number; end: number };

/**
 * The few forms of YAML that front matter is written in: `name: text`, `[a, b]`, a list of `- a`, a block after `|` or `>`.
 * Anchors, aliases, tags and merge keys are refused: with them one line changes what another says. Undefined where a
 * text has no front matter.
 */
export function readFrontMatter(text: string): FrontMatter | undefined {
  const lines = text.split(/\r\n|\n|\r/);
  if (lines[0]?.trimEnd() !== "---") return undefined;
  const close = lines.findIndex((line, at) => at > 0 && /^(?:---|\.\.\.)\s*$/.test(line));
  const end = close === -1 ? lines.length : close;
  const matter: FrontMatter = {
    entries: [],
    faults: [],
    body: lines.slice(end + 1).join("\n"),
    bodyLine: end + 2,
  };
  if (close === -1) matter.faults.push({ line: 1, words: "the front matter is never closed with `---`" });
  const rest: Lines = { lines, at: 1, end };
  while (rest.at < rest.end) readEntry(rest, matter);
  return matter;
}

function readEntry(rest: Lines, matter: FrontMatter): void {
  const text = rest.lines[rest.at] ?? "";
  const line = ++rest.at;
  if (text.trim() === "" || text.trimStart().startsWith("#")) return;
  const [, name, raw = ""] = /^([A-Za-z_][\w-]{0,80})\s*:(?:\s+(.*))?$/s.exec(text) ?? [];
  if (name === undefined) {
    matter.faults.push({ line, words: refuse(text) ?? "this is not `name: value`" });
    rest.at += takeBlock(rest).length;
    return;
  }
  const block = takeBlock(rest);
  rest.at += block.length;
  for (const [at, item] of [raw, ...block].entries()) {
    const words = isBlockText(raw) && at > 0 ? undefined : refuse(item);
    if (words === undefined) continue;
    matter.faults.push({ line: line + at, words });
    return;
  }
  const value = readValue(raw.trim(), block);
  if (value === undefined) matter.faults.push({ line, words: "a nested value is not read" });
  else if (matter.entries.some((entry) => entry.name === name)) {
    matter.faults.push({ line, words: "this name is given twice; the first counts" });
  } else matter.entries.push({ name, line, value });
}

/** The lines that belong to the one before: indented, empty, or items of a list. */
function takeBlock({ lines, at, end }: Lines): string[] {
  let last = at;
  while (last < end && /^(?:\s|-\s|-$|$)/.test(lines[last] ?? "")) last++;
  return lines.slice(at, last);
}

const isBlockText = (raw: string): boolean => /^[|>][+-]?\d?\s*(?:#.*)?$/.test(raw.trim());

function refuse(text: string): string | undefined {
  // What stands before the value: the dash of an item, the name of a nested entry.
  const value = text
    .trim()
    .replace(/^-\s+/, "")
    .replace(/^[\w-]{1,80}\s*:\s+/, "");
  if (/^&\S/.test(value)) return "a YAML anchor is not read. Write the value out";
  if (value.startsWith("*"))
    return "a `*` begins a YAML alias, which is not read. Write the value out, or put it in quotes";
  if (value.startsWith("!")) return "a YAML tag is not read. Leave it out, or put the value in quotes";
  if (/^<<\s*:/.test(text.trim())) return "a YAML merge key is not read. Write the values out";
  if (/^\[(?:.*,)?\s*[&*!]/.test(value)) return "a YAML anchor, alias or tag is not read. Write the values out";
  if (value.startsWith("{")) return "a nested value is not read";
  return undefined;
}

function readValue(raw: string, block: readonly string[]): string | string[] | undefined {
  const filled = block.map((line) => line.trim()).filter((line) => line !== "" && !line.startsWith("#"));
  if (isBlockText(raw))
    return block
      .map((line) => line.trim())
      .join(raw.startsWith("|") ? "\n" : " ")
      .trim();
  if (raw.startsWith("[") && raw.endsWith("]")) return splitList(raw.slice(1, -1));
  if (raw !== "" && !raw.startsWith("#")) return [readScalar(raw), ...filled].join(" ").trim();
  if (filled.every((line) => /^-(?:\s|$)/.test(line))) {
    return filled.length === 0
      ? ""
      : filled.map((line) => readScalar(line.slice(1).trim())).filter((item) => item !== "");
  }
  return undefined;
}

function splitList(inner: string): string[] {
  const items = inner.match(/\s*(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^,]+)/g) ?? [];
  return items.map((item) => readScalar(item.trim())).filter((item) => item !== "");
}

function readScalar(raw: string): string {
  const double = /^"((?:[^"\\]|\\.){0,20000})"\s*(?:#.*)?$/s.exec(raw)?.[1];
  if (double !== undefined) {
    return double.replaceAll(/\\(.)/gs, (_, sign: string) => ({ n: "\n", t: "\t" })[sign] ?? sign);
  }
  const single = /^'((?:[^']|''){0,20000})'\s*(?:#.*)?$/s.exec(raw)?.[1];
  if (single !== undefined) return single.replaceAll("''", "'");
  const comment = raw.search(/\s#/);
  return (comment === -1 ? raw : raw.slice(0, comment)).trim();
}
