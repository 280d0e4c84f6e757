import { derivedColumns } from "@/lib/agents/rules";
import { type CsvColumn, plainColumn, readColumn } from "@/lib/imports/rules";
import type { CsvRow } from "@/lib/imports/parse/csv";
import { fault, raise, readName, type Reading } from "@/lib/imports/parse/reading";

const namesPeople =
  /own(?:er|ed)|deput|delegat|responsib|accountab|contact|maintain|steward|custodian|manag(?:er|ed)|e_?mail|person|lead$/;

/** Which cell says what. A column that is not read is named, each by itself: who thinks it was read is misled. */
export function readHeader(reading: Reading, header: CsvRow, body: readonly CsvRow[]): Map<CsvColumn, number> {
  const { cells, line } = header;
  const places = new Map<CsvColumn, number>();
  const known = cells.map(readColumn);
  // The own name of a column comes before another name for the same.
  for (const exact of [true, false]) {
    for (const [at, one] of known.entries()) {
      if (one?.exact === exact && !places.has(one.column)) places.set(one.column, at);
    }
  }
  const own = cells.some((cell) => plainColumn(cell) === "governed_until") && places.has("slug");
  for (const [at, cell] of cells.entries()) {
    const column = known[at]?.column;
    if (column !== undefined && places.get(column) === at) continue;
    if (own && derivedColumns.some((name) => name === plainColumn(cell))) continue;
    const name = readName(reading, cell, line, "A column's name");
    if (column === undefined) nameUnread(reading, { at, name, line, body, places });
    else {
      const first = readName({ ...reading, findings: [] }, cells[places.get(column) ?? 0] ?? "", line, "");
      const said =
        first === name ? "is there twice. The first was read" : `says the same as \`${first}\`, which was read`;
      raise(reading, "duplicate_name", line, `The column \`${name}\` ${said}.`);
    }
  }
  return places;
}

type Unread = {
  at: number;
  name: string;
  line: number;
  body: readonly CsvRow[];
  places: ReadonlyMap<CsvColumn, number>;
};

function nameUnread(reading: Reading, { at, name, line, body, places }: Unread): void {
  const filled = body.flatMap(({ cells }) => cells[at]?.trim() || []);
  if (name === "") {
    if (filled.length > 0) raise(reading, "extra_column", line, `Column ${at + 1} has no name, so it was not read.`);
    return;
  }
  if (name.includes("\uFFFD")) {
    fault(
      reading,
      line,
      "a column's name holds bytes that are not UTF-8",
      "That column was left out; the rest was read.",
    );
    return;
  }
  const addresses = filled.slice(0, 1000).filter((cell) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(cell)).length;
  const people =
    namesPeople.test(plainColumn(name)) || (addresses > 0 && addresses * 2 >= Math.min(filled.length, 1000));
  const wanted = people ? explainOwner(places) : undefined;
  if (wanted !== undefined) raise(reading, "owner_column", line, `\`${name}\` was not read. ${wanted}`);
  else {
    const detail = `Ambit has no place for the column \`${name}\`. What stands in it is not imported.`;
    raise(reading, "extra_column", line, detail);
  }
}

/** What the column could have said; undefined where other columns say it. */
function explainOwner(places: ReadonlyMap<CsvColumn, number>): string | undefined {
  if (!places.has("owner_email"))
    return "Call it `owner_email` if it says who answers for the agent. No column does, so the owner would be you.";
  return places.has("deputy_email") ? undefined : "Call it `deputy_email` if it says who steps in for the owner.";
}
