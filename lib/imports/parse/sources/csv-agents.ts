import { dataClasses } from "@/lib/agents/rules";
import { environments } from "@/lib/core/environments";
import { type DraftAgent, draftAutonomies, draftKinds, draftTiers } from "@/lib/imports/rules";
import { type CsvRow, readCsvRows } from "@/lib/imports/parse/csv";
import { fault, raise, readName, readProse, type Reading } from "@/lib/imports/parse/reading";
import { beginAgent, unique } from "@/lib/imports/parse/sources/draft-agent";

const columns = [
  "name",
  "owner_email",
  "kind",
  "environment",
  "description",
  "tools",
  "systems",
  "data_classes",
  "tier_target",
  "slug",
  "deputy_email",
  "autonomy",
  "model_providers",
  "tags",
] as const;
/** What our own export adds for people and spreadsheets: known, and made from the rest. */
const derivedColumns: readonly string[] = [
  "state",
  "tier",
  "gaps",
  "bridge",
  "governed_until",
  "created_at",
  "updated_at",
];
type Column = (typeof columns)[number];
type Cells = (column: Column) => string;

const leftOut = "That row was left out; the rest was read.";

/** One agent a row. Rows that repeat a name and owner are left out: nobody knows which one is meant. */
export function readCsvAgents(reading: Reading): DraftAgent[] {
  const { rows, faults } = readCsvRows(reading.text);
  for (const { line, words } of faults) fault(reading, line, words, leftOut);
  const [header, ...body] = rows;
  if (!header) {
    if (faults.length === 0) fault(reading, 1, "there is nothing in it", "No agent was made from it.");
    return [];
  }
  const places = readHeader(reading, header);
  if (!places.has("name")) {
    fault(reading, header.line, "no column is called `name`", "No agent was made from it.");
    return [];
  }
  const lines = new Map<string, number>();
  return body.flatMap((row) => {
    const agent = readRow(reading, row, header, places);
    if (!agent) return [];
    const first = lines.get(agent.key);
    if (first === undefined) {
      lines.set(agent.key, row.line);
      return [agent];
    }
    fault(reading, row.line, `line ${first} has the same name and owner`, leftOut);
    return [];
  });
}

function readHeader(reading: Reading, { cells, line }: CsvRow): Map<Column, number> {
  const places = new Map<Column, number>();
  for (const [at, cell] of cells.entries()) {
    const plain = cell
      .trim()
      .toLowerCase()
      .replaceAll(/[\s-]+/g, "_");
    const column = columns.find((known) => known === plain);
    if (column === undefined && (plain === "" || derivedColumns.includes(plain))) continue;
    const name = readName(reading, cell, line, "A column's name");
    if (column === undefined) raise(reading, "extra_column", line, `Ambit has no place for the column \`${name}\`.`);
    else if (places.has(column))
      raise(reading, "duplicate_name", line, `The column \`${name}\` is there twice. The first was read.`);
    else places.set(column, at);
  }
  return places;
}

function readRow(reading: Reading, row: CsvRow, header: CsvRow, places: Map<Column, number>): DraftAgent | undefined {
  const { cells, line } = row;
  if (cells.slice(header.cells.length).some((cell) => cell.trim() !== "")) {
    fault(reading, line, `there are ${cells.length} cells and ${header.cells.length} columns`, leftOut);
    return undefined;
  }
  if (cells.some((cell) => cell.includes("\uFFFD"))) {
    fault(reading, line, "there are characters that are not UTF-8", leftOut);
    return undefined;
  }
  const cell: Cells = (column) => cells[places.get(column) ?? -1]?.trim() ?? "";
  const name = readName(reading, cell("name"), line, "The agent's name");
  if (name === "") {
    fault(reading, line, "the agent has no name", leftOut);
    return undefined;
  }
  const owner = readOwner(reading, "owner_email", cell("owner_email"), line);
  const deputy = readOwner(reading, "deputy_email", cell("deputy_email"), line);
  const slug = readName(reading, cell("slug"), line, "The slug");
  const key = slug === "" ? `named:${name.toLowerCase()}|${owner ?? ""}` : `slug:${slug}`;
  const agent = beginAgent(key, name, undefined, { path: reading.path, line });
  if (slug !== "") agent.known_slug = slug;
  if (owner !== undefined) agent.owner_email = owner;
  if (deputy !== undefined) agent.deputy_email = deputy;
  agent.purpose = readProse(reading, cell("description"), line, "The description");
  // Our own export puts spaces between slugs; elsewhere a system's name may hold some.
  agent.systems = readList(reading, cell("systems"), line, "A system's name").flatMap((system) =>
    slug === "" ? [system] : system.split(" "),
  );
  agent.data_classes = readDataClasses(reading, readList(reading, cell("data_classes"), line, "A data class"), line);
  // The same export puts semicolons between these, and a comma may stand in one.
  const ours = slug === "" ? "" : ";";
  agent.model_providers = readList(reading, cell("model_providers") + ours, line, "A model provider");
  agent.tags = readList(reading, cell("tags") + ours, line, "A tag");
  agent.tools = readList(reading, cell("tools"), line, "A tool's name").map((tool) => ({
    name: tool,
    effect: null,
    hard: false,
    origin: { path: reading.path, line },
  }));
  readChoices(reading, agent, cell, line);
  return agent;
}

function readDataClasses(reading: Reading, cells: readonly string[], line: number): string[] {
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[\s-]+/g, "_");
  const known = (text: string): boolean => dataClasses.some((one) => one === plain(text));
  return unique(
    cells.flatMap((cell) => {
      const parts = known(cell) ? [cell] : cell.split(" ");
      if (parts.every(known)) return parts.map(plain);
      raise(reading, "unknown_data_class", line, `\`data_classes\` knows ${dataClasses.join(", ")}.`);
      return parts.filter(known).map(plain);
    }),
  );
}

function readOwner(
  reading: Reading,
  column: "owner_email" | "deputy_email",
  raw: string,
  line: number,
): string | undefined {
  if (raw === "") return undefined;
  const owner = raw.toLowerCase();
  if (owner.length <= 254 && /^[^\s@"<>(),;:\\\p{Cc}\p{Cf}]+@[^\s@"<>(),;:\\\p{Cc}\p{Cf}]+$/u.test(owner)) return owner;
  raise(reading, "owner_not_an_address", line, `\`${column}\` is no mail address. Choose somebody here.`);
  return undefined;
}

function readChoices(reading: Reading, agent: DraftAgent, cell: Cells, line: number): void {
  const plain = (column: Column): string =>
    cell(column)
      .toLowerCase()
      .replaceAll(/[\s-]+/g, "_");
  const say = (column: Column, known: readonly string[]): string => `\`${column}\` is none of ${known.join(", ")}.`;
  const kind = draftKinds.find((known) => known === plain("kind"));
  if (kind) agent.kind = kind;
  else if (plain("kind") !== "") raise(reading, "unknown_kind", line, say("kind", draftKinds), agent.key);
  const environment = environments.find((known) => known === plain("environment"));
  if (environment) agent.environment = environment;
  else if (plain("environment") !== "") {
    raise(reading, "unknown_environment", line, say("environment", environments), agent.key);
  }
  const autonomy = draftAutonomies.find((known) => known === plain("autonomy"));
  if (autonomy) agent.autonomy = autonomy;
  else if (plain("autonomy") !== "")
    raise(reading, "unknown_autonomy", line, say("autonomy", draftAutonomies), agent.key);
  const tier = draftTiers.find((known) => known === plain("tier_target"));
  if (tier) agent.tier_target = tier;
  else if (plain("tier_target") !== "") raise(reading, "unknown_tier", line, say("tier_target", draftTiers), agent.key);
}

/** Names in one cell, between semicolons, bars or lines; between commas where there is none of these. */
function readList(reading: Reading, cell: string, line: number, what: string): string[] {
  const parts = /[;|\n]/.test(cell) ? cell.split(/[;|\r\n]+/) : splitAtCommas(cell);
  return unique(parts.map((part) => readName(reading, part, line, what)));
}

/** `Bash(a, b), Read` is two names. */
export function splitAtCommas(text: string): string[] {
  const parts = [""];
  let depth = 0;
  for (const sign of text) {
    if (sign === "(") depth++;
    if (sign === ")") depth = Math.max(0, depth - 1);
    if (sign === "," && depth === 0) parts.push("");
    else parts[parts.length - 1] += sign;
  }
  return parts.map((part) => part.trim());
}
