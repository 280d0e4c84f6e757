import { dataClasses } from "@/lib/agents/rules";
import { environments } from "@/lib/core/environments";
import { type CsvColumn, type DraftAgent, draftAutonomies, draftKinds, draftTiers } from "@/lib/imports/rules";
import { type CsvRow, readCsvRows } from "@/lib/imports/parse/csv";
import { fault, raise, readName, readProse, type Reading } from "@/lib/imports/parse/reading";
import { readHeader } from "@/lib/imports/parse/sources/csv-header";
import { beginAgent, unique } from "@/lib/imports/parse/sources/draft-agent";

type Cells = (column: CsvColumn) => string;

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
  const places = readHeader(reading, header, body);
  if (!places.has("name")) {
    fault(reading, header.line, "no column is called `name`", "No agent was made from it.");
    return [];
  }
  reportBadBytes(reading, body);
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

const isDamaged = ({ cells }: CsvRow): boolean => cells.some((cell) => cell.includes("\uFFFD"));

/** One notice for a table: a file in another encoding has such bytes in many rows. */
function reportBadBytes(reading: Reading, body: readonly CsvRow[]): void {
  const damaged = body.filter(isDamaged);
  const [first] = damaged;
  if (!first) return;
  const rest = damaged.length === 1 ? leftOut : `${damaged.length} such rows were left out; the rest was read.`;
  fault(reading, first.line, "there are bytes that are not UTF-8; saved as UTF-8 all of it can be read", rest);
}

function readRow(
  reading: Reading,
  row: CsvRow,
  header: CsvRow,
  places: Map<CsvColumn, number>,
): DraftAgent | undefined {
  const { cells, line } = row;
  if (cells.slice(header.cells.length).some((cell) => cell.trim() !== "")) {
    fault(reading, line, `there are ${cells.length} cells and ${header.cells.length} columns`, leftOut);
    return undefined;
  }
  if (isDamaged(row)) return undefined;
  const cell: Cells = (column) => cells[places.get(column) ?? -1]?.trim() ?? "";
  const name = readName(reading, cell("name"), line, "The agent's name");
  if (name === "") {
    fault(reading, line, "the agent has no name", leftOut);
    return undefined;
  }
  const owner = readAddress(cell("owner_email"));
  const deputy = readAddress(cell("deputy_email"));
  const slug = readName(reading, cell("slug"), line, "The slug");
  const key =
    slug === "" ? `named:${name.toLowerCase()}|${owner ?? cell("owner_email").toLowerCase()}` : `slug:${slug}`;
  const agent = beginAgent(key, name, undefined, { path: reading.path, line });
  if (slug !== "") agent.known_slug = slug;
  if (owner !== undefined) agent.owner_email = owner;
  else if (cell("owner_email") !== "") askOwner(reading, agent, cell("owner_email"), line);
  if (deputy !== undefined) agent.deputy_email = deputy;
  else if (cell("deputy_email") !== "") {
    const detail = "The deputy is no mail address, so the agent comes without one. Ask somebody on its page.";
    raise(reading, "owner_not_an_address", line, detail, key);
  }
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

function readAddress(raw: string): string | undefined {
  const address = raw.toLowerCase();
  const isOne = /^[^\s@"<>(),;:\\\p{Cc}\p{Cf}]+@[^\s@"<>(),;:\\\p{Cc}\p{Cf}]+$/u.test(address);
  return address.length <= 254 && isOne ? address : undefined;
}

/** Without this the importer would become the owner of an agent whose file names somebody else. */
function askOwner(reading: Reading, agent: DraftAgent, raw: string, line: number): void {
  const said = readName({ ...reading, findings: [] }, raw, line, "");
  agent.unclear = [...(agent.unclear ?? []), { field: "owner_email", said }];
  const detail = `The owner \`${said}\` is no mail address. Write one in the row of \`${agent.name}\`; until then it is not imported.`;
  raise(reading, "owner_not_an_address", line, detail, agent.key);
}

function readChoices(reading: Reading, agent: DraftAgent, cell: Cells, line: number): void {
  const plain = (column: CsvColumn): string =>
    cell(column)
      .toLowerCase()
      .replaceAll(/[\s-]+/g, "_");
  const say = (column: CsvColumn, known: readonly string[]): string => `\`${column}\` is none of ${known.join(", ")}.`;
  const kind = draftKinds.find((known) => known === plain("kind"));
  if (kind) agent.kind = kind;
  else if (plain("kind") !== "") raise(reading, "unknown_kind", line, say("kind", draftKinds), agent.key);
  const environment = environments.find((known) => known === plain("environment"));
  if (environment) agent.environment = environment;
  else if (plain("environment") !== "") {
    const said = readName({ ...reading, findings: [] }, cell("environment"), line, "").slice(0, 60);
    agent.unclear = [...(agent.unclear ?? []), { field: "environment", said }];
    const rest = `Choose where \`${agent.name}\` runs in its row; until then it is not imported.`;
    raise(
      reading,
      "unknown_environment",
      line,
      `\`${said}\` is none of ${environments.join(", ")}. ${rest}`,
      agent.key,
    );
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
