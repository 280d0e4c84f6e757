/** A cell of an export: what a person would expect to read. Lists are joined by the caller. */
export type CsvCell = string | number | boolean | null;
export type CsvTable = {
  header: readonly string[];
  rows: AsyncIterable<readonly CsvCell[]> | Iterable<readonly CsvCell[]>;
};

const byteOrderMark = "\uFEFF";
/**
 * Spreadsheets run a cell that starts like this, full-width signs too, also behind an apostrophe of the data's own, so
 * those are guarded too.
 */
const startsFormula = /^'*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;
/** Where numbers have commas a semicolon parts cells; pasted text is parted by tabs. */
const needsQuotes = /[",;\t\r\n]/;

function writeCell(cell: CsvCell): string {
  if (cell === null) return "";
  // A number is no formula: -5 must stay a number.
  if (typeof cell !== "string") return String(cell);
  const safe = startsFormula.test(cell) ? `'${cell}` : cell;
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const writeRow = (cells: readonly CsvCell[]): string => `${cells.map(writeCell).join(",")}\r\n`;

/** RFC 4180 with a byte order mark (Excel reads UTF-8 only then), row by row, so a long table is never held whole. */
export async function* writeCsv(table: CsvTable): AsyncGenerator<string> {
  yield byteOrderMark + writeRow(table.header);
  for await (const row of table.rows) yield writeRow(row);
}

/** Reads what `writeCsv` wrote, or a person's spreadsheet saved: quotes, line ends of all kinds, the guard taken off again. */
export function readCsv(text: string): string[][] {
  const input = text.startsWith(byteOrderMark) ? text.slice(1) : text;
  const rows: string[][] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|\r|$)/y;
  let row: string[] = [];
  while (cell.lastIndex < input.length || row.length > 0) {
    const match = cell.exec(input);
    if (!match) throw new SyntaxError(`Row ${rows.length + 1} has a quote in the wrong place.`);
    const [, quoted, plain = "", end] = match;
    row.push(takeGuardOff(quoted === undefined ? plain : quoted.replaceAll('""', '"')));
    if (end === ",") continue;
    rows.push(row);
    row = [];
    if (end === "") break;
  }
  return rows;
}

function takeGuardOff(cell: string): string {
  return cell.startsWith("'") && startsFormula.test(cell) ? cell.slice(1) : cell;
}
