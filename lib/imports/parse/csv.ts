export type CsvRow = { line: number; cells: string[] };
export type CsvFault = { line: number; words: string };
export type ReadCsv = { rows: CsvRow[]; faults: CsvFault[] };

const delimiters = [",", ";", "\t"] as const;
/** The same signs as in lib/http/csv.ts, which writes the apostrophe that is taken off here. */
const guarded = /^'+[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

/**
 * RFC 4180 as spreadsheets write it: any line end, and a comma, semicolon or tab between cells. Each row knows its line. A
 * broken row is reported and left out, and reading goes on in the next line.
 */
export function readCsvRows(text: string): ReadCsv {
  // Excel's own way to name the delimiter.
  const told = /^sep=([,;\t])\r?\n/i.exec(text);
  const start = told?.[0].length ?? 0;
  const reader: Reader = { text, at: start, line: told ? 2 : 1, delimiter: told?.[1] ?? findDelimiter(text) };
  const read: ReadCsv = { rows: [], faults: [] };
  while (reader.at < text.length) {
    const before = { at: reader.at, line: reader.line };
    const cells = readRow(reader);
    if (typeof cells !== "string") {
      if (cells.some((cell) => cell.trim() !== "")) read.rows.push({ line: before.line, cells });
      continue;
    }
    read.faults.push({ line: before.line, words: cells });
    reader.at = endOfLine(text, before.at);
    reader.line = before.line;
    passLineEnd(reader);
  }
  return read;
}

type Reader = { text: string; at: number; line: number; delimiter: string };

/** The one that stands most often in the first line, outside quotes. */
function findDelimiter(text: string): string {
  const first = text.slice(0, Math.min(endOfLine(text, 0), 20_000)).replaceAll(/"[^"]*"/g, "");
  const counts = delimiters.map((sign) => first.split(sign).length);
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ",";
}

function endOfLine(text: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    const sign = text[at];
    if (sign === "\n" || sign === "\r") return at;
  }
  return text.length;
}

function passLineEnd(reader: Reader): void {
  if (reader.at >= reader.text.length) return;
  reader.at += reader.text.startsWith("\r\n", reader.at) ? 2 : 1;
  reader.line++;
}

/** The cells, or what is wrong with the row. */
function readRow(reader: Reader): string[] | string {
  const { text, delimiter } = reader;
  const cells: string[] = [];
  for (;;) {
    const cell = text[reader.at] === '"' ? readQuoted(reader) : readPlain(reader);
    if (typeof cell !== "string") return cell.words;
    cells.push(guarded.test(cell) ? cell.slice(1) : cell);
    if (text[reader.at] === delimiter) reader.at++;
    else {
      passLineEnd(reader);
      return cells;
    }
  }
}

function readPlain(reader: Reader): string | { words: string } {
  const { text, delimiter } = reader;
  const start = reader.at;
  for (; reader.at < text.length; reader.at++) {
    const sign = text[reader.at];
    if (sign === delimiter || sign === "\n" || sign === "\r") break;
    if (sign === '"') return { words: "a quote stands in the wrong place" };
  }
  return text.slice(start, reader.at);
}

function readQuoted(reader: Reader): string | { words: string } {
  const { text, delimiter } = reader;
  let cell = "";
  for (let from = reader.at + 1; ;) {
    const close = text.indexOf('"', from);
    if (close === -1) return { words: "a quote is never closed" };
    cell += text.slice(from, close);
    reader.at = close + 1;
    if (text[reader.at] !== '"') break;
    cell += '"';
    from = close + 2;
  }
  const next = text[reader.at];
  if (next !== undefined && next !== delimiter && next !== "\n" && next !== "\r") {
    return { words: "a quote stands in the wrong place" };
  }
  reader.line += cell.match(/\r\n|\n|\r/g)?.length ?? 0;
  return cell;
}
