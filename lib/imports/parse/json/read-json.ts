import { importLimits } from "@/lib/imports/rules";
import type { JsonMember, JsonNode, Position } from "@/lib/imports/parse/json/node";
import { readString, readWord } from "@/lib/imports/parse/json/scalars";
import { blankLines, findOddLines, keepSound } from "@/lib/imports/parse/json/doubtful";
import { type JsonFault, Scanner } from "@/lib/imports/parse/json/scanner";

export type ReadJson = {
  root: JsonNode | undefined;
  faults: JsonFault[];
  /** Names given twice in one object, and names that JavaScript reserves: each is worth a finding. */
  duplicates: JsonMember[];
  reserved: JsonMember[];
  /** Commas before a closing bracket, and comments: read here, and refused by readers of plain JSON. */
  extraCommas: { line: number }[];
  comments: { line: number }[];
};

type Reader = {
  scanner: Scanner;
  open: { object: number; array: number };
  read: ReadJson;
  /** The line of the comma that was passed last. */
  commaLine: number;
};
/** After a member or item: was there one (then a comma must follow), or was it lost (then anything may)? */
type Step = "start" | "comma" | "value" | "lost";

/**
 * JSON with comments and trailing commas, as Claude Code reads its settings. A mistake costs the member it is in: it is
 * reported with its line and the rest is read. Never throws; deeper nesting than the limit is passed over by counting.
 */
export function readJson(text: string): ReadJson {
  const first = readOnce(text);
  const odd = findOddLines(first.scanner);
  if (odd.size === 0) return keepCertain(first, odd, first.read.faults);
  // Without these lines the brackets often pair again, and what follows them is where it belongs.
  const second = readOnce(blankLines(text, odd));
  const onOdd = first.read.faults.filter(({ line }) => odd.has(line));
  const further = second.read.faults.filter(({ line }) => !odd.has(line));
  const alike = second.read.root?.kind === first.read.root?.kind;
  return alike && onOdd.length + further.length <= first.read.faults.length
    ? keepCertain(second, odd, [...onOdd, ...further])
    : keepCertain(first, odd, first.read.faults);
}

type Once = { read: ReadJson; scanner: Scanner };

/** Without what stands on lines that may be inside out. */
function keepCertain({ read, scanner }: Once, odd: ReadonlySet<number>, faults: readonly JsonFault[]): ReadJson {
  const lost = new Set([...odd, ...findOddLines(scanner), ...scanner.doubtful]);
  if (lost.size === 0) return read;
  const isSound = ({ line }: { line: number }): boolean => !lost.has(line);
  return {
    root: read.root && keepSound(read.root, isSound),
    faults: faults
      .toSorted((a, b) => a.line - b.line)
      .map((fault) => (isSound(fault) ? fault : { ...fault, lineLost: true as const })),
    duplicates: read.duplicates.filter(isSound),
    reserved: read.reserved.filter(isSound),
    extraCommas: read.extraCommas.filter(isSound),
    comments: read.comments.filter(isSound),
  };
}

function readOnce(text: string): Once {
  const scanner = new Scanner(text);
  const read: ReadJson = {
    root: undefined,
    faults: scanner.faults,
    duplicates: [],
    reserved: [],
    extraCommas: [],
    comments: [],
  };
  const reader: Reader = { scanner, open: { object: 0, array: 0 }, read, commaLine: 1 };
  scanner.skipSpace();
  if (scanner.peek() === undefined) scanner.report("there is nothing in it");
  else {
    read.root = readValue(reader, 0);
    scanner.skipSpace();
    if (scanner.peek() !== undefined) scanner.report("text follows after the end; it was left out");
  }
  read.comments = scanner.comments.map((line) => ({ line }));
  return { read, scanner };
}

function readValue(reader: Reader, depth: number): JsonNode | undefined {
  const { scanner } = reader;
  const sign = scanner.peek();
  if (sign === undefined) scanner.report("the file ends where a value should stand");
  else if (sign === '"') return readString(scanner);
  else if (sign === "{" || sign === "[") {
    if (depth < importLimits.jsonDepth) return sign === "{" ? readObject(reader, depth) : readArray(reader, depth);
    scanner.report(`the nesting is deeper than ${importLimits.jsonDepth} levels; what is deeper was left out`);
    scanner.skipJunk();
  } else if (sign === "," || sign === "}" || sign === "]") scanner.report("a value is missing");
  else {
    const found = readWord(scanner);
    if (found) return found;
    scanner.report(sign === "'" ? "a text needs double quotes" : "this is not a value");
    scanner.skipJunk();
  }
  return undefined;
}

const brackets = {
  object: { right: "}", wrong: "]", outer: "array" },
  array: { right: "]", wrong: "}", outer: "object" },
} as const;

/** True when the container is closed, by its bracket or because nothing more belongs to it. */
function closes(reader: Reader, own: "object" | "array", place: Position): boolean {
  const { scanner, open } = reader;
  const { right, wrong, outer } = brackets[own];
  for (; scanner.peek() === wrong; scanner.skipSpace()) {
    scanner.report(`\`${wrong}\` stands where \`${right}\` belongs`);
    // The bracket may close what is around this; if nothing around waits for it, it is one too many.
    if (open[outer] > 0) return true;
    scanner.at++;
  }
  if (scanner.peek() === undefined) {
    scanner.report(`the file ends before the bracket of line ${place.line} is closed`);
    return true;
  }
  if (scanner.peek() !== right) return false;
  scanner.at++;
  return true;
}

function passComma(reader: Reader, step: Step): boolean {
  const { scanner } = reader;
  if (scanner.peek() !== ",") return false;
  reader.commaLine = scanner.mark().line;
  if (step === "start" || step === "comma") scanner.report("there is a comma too many");
  scanner.at++;
  return true;
}

/** Behind a text of the same line a gap may be a quote too many, and what follows may be the other half of a secret. */
function reportGap(scanner: Scanner, words: string, place: Position): void {
  scanner.report(words, place);
  const { line } = scanner.mark();
  if (line === place.line && scanner.text[place.start - 1] === '"') scanner.doubtful.add(line);
}

function readObject(reader: Reader, depth: number): JsonNode {
  const { scanner, open } = reader;
  const place = scanner.mark();
  const members: JsonMember[] = [];
  const names = new Set<string>();
  let end = place;
  open.object++;
  scanner.at++;
  for (let step: Step = "start"; ;) {
    scanner.skipSpace();
    if (closes(reader, "object", place)) {
      if (step === "comma") reader.read.extraCommas.push({ line: reader.commaLine });
      break;
    }
    if (passComma(reader, step)) {
      step = "comma";
      continue;
    }
    if (step === "value") reportGap(scanner, "a comma is missing here", end);
    const member = readMember(reader, depth);
    step = member ? "value" : "lost";
    end = scanner.mark();
    if (!member) continue;
    if (names.has(member.name)) reader.read.duplicates.push(member);
    if (member.name === "__proto__") reader.read.reserved.push(member);
    names.add(member.name);
    members.push(member);
  }
  open.object--;
  return { ...place, end: scanner.at, kind: "object", members };
}

function readMember(reader: Reader, depth: number): JsonMember | undefined {
  const { scanner } = reader;
  const place = scanner.mark();
  if (scanner.peek() !== '"') {
    scanner.report("a name needs double quotes");
    if (scanner.peek() === ":") scanner.at++;
    scanner.skipJunk();
    return undefined;
  }
  const name = readString(scanner);
  if (!name) return undefined;
  const end = scanner.mark();
  scanner.skipSpace();
  if (scanner.peek() === ":") {
    scanner.at++;
    scanner.skipSpace();
  } else reportGap(scanner, "a colon is missing after a name", end);
  const value = readValue(reader, depth + 1);
  return value && { ...place, end: scanner.at, name: name.value, value };
}

function readArray(reader: Reader, depth: number): JsonNode {
  const { scanner, open } = reader;
  const place = scanner.mark();
  const items: JsonNode[] = [];
  let end = place;
  open.array++;
  scanner.at++;
  for (let step: Step = "start"; ;) {
    scanner.skipSpace();
    if (closes(reader, "array", place)) {
      if (step === "comma") reader.read.extraCommas.push({ line: reader.commaLine });
      break;
    }
    if (passComma(reader, step)) {
      step = "comma";
      continue;
    }
    if (step === "value") reportGap(scanner, "a comma is missing here", end);
    const item = readValue(reader, depth + 1);
    step = item ? "value" : "lost";
    end = scanner.mark();
    if (item) items.push(item);
  }
  open.array--;
  return { ...place, end: scanner.at, kind: "array", items };
}
