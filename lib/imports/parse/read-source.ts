import type { SourceKind } from "@/lib/imports/rules";
import { type JsonNode, memberOf, membersOf } from "@/lib/imports/parse/json/node";
import { type ReadJson, readJson } from "@/lib/imports/parse/json/read-json";
import { fingerprintBroken, fingerprintJson, fingerprintText } from "@/lib/imports/parse/fingerprint";
import type { Parsed } from "@/lib/imports/parse/parsed";
import { baseName, folderOf, isHomePath, isManagedPath, tidyPath } from "@/lib/imports/parse/paths";
import { fault, raise, readName, type Reading } from "@/lib/imports/parse/reading";
import { recogniseJson, recogniseText } from "@/lib/imports/parse/recognise";
import { readCard } from "@/lib/imports/parse/sources/agent-card";
import { readNotes, readSubAgent } from "@/lib/imports/parse/sources/agents-md";
import { readSettings } from "@/lib/imports/parse/sources/claude-settings";
import { readCsvAgents } from "@/lib/imports/parse/sources/csv-agents";
import { readBom } from "@/lib/imports/parse/sources/cyclonedx";
import { readServers } from "@/lib/imports/parse/sources/mcp-servers";
import { readRegistryEntry } from "@/lib/imports/parse/sources/server-json";

export type ReadSource = { kind: SourceKind; fingerprint: string };

const unknownWords =
  "this is none of the files Ambit knows: Claude Code settings, `mcpServers`, an agent card, `server.json`, CycloneDX, CSV or `AGENTS.md`";

/** Reads one file into what all files give together. Undefined where it is nothing that is known. */
export function readSource(reading: Reading, bytes: Uint8Array, parsed: Parsed): ReadSource | undefined {
  const form = recogniseText(reading.path, reading.text);
  if (form === "json") return readJsonSource(reading, bytes, parsed);
  if (form === undefined) {
    fault(reading, null, unknownWords, "It was not read.");
    return undefined;
  }
  if (form === "csv") parsed.agents.push(...readCsvAgents(reading));
  if (form === "agents_md") parsed.notes.push(readNotes(reading));
  if (form === "subagent") parsed.subAgents.push(readSubAgent(reading, `sub-agent:${reading.path}`));
  return { kind: form, fingerprint: fingerprintText(bytes, reading.text) };
}

function readJsonSource(reading: Reading, bytes: Uint8Array, parsed: Parsed): ReadSource | undefined {
  const json = readJson(reading.text);
  const kind = json.root && recogniseJson(reading.path, json.root);
  for (const { line, words, lineLost } of json.faults) {
    const rest = lineLost ? "That line was left out; the rest was read." : "The rest was read.";
    fault(reading, line, words, kind === undefined ? "It was not read." : rest);
  }
  if (!json.root || kind === undefined) {
    if (json.faults.length === 0) fault(reading, null, unknownWords, "It was not read.");
    return undefined;
  }
  // First, because it also finds the values that must not leave.
  const whole = fingerprintJson(bytes, reading.text, json.root, reading.vault);
  const fingerprint = json.faults.length === 0 ? whole : fingerprintBroken(bytes, reading.vault);
  raiseNames(reading, json);
  // Claude Code reads its own settings like this; other files are read by many programs.
  if (kind !== "claude_settings") raiseForm(reading, json);
  readKind(reading, json.root, kind, parsed);
  return { kind, fingerprint };
}

/** A name given twice is read by some programs as the first and by others as the last. */
function raiseNames(reading: Reading, json: ReadJson): void {
  for (const { name, line } of json.duplicates.slice(0, 50)) {
    // In a broken file a value may have come to stand where names do.
    const said = json.faults.length > 0 ? "A name" : `\`${readName({ ...reading, findings: [] }, name, line, "")}\``;
    raise(reading, "duplicate_name", line, `${said} stands twice in one object. The last one counts.`);
  }
  for (const { line } of json.reserved.slice(0, 50)) {
    raise(
      reading,
      "reserved_name",
      line,
      "`__proto__` changes objects in careless programs. It was read as a plain name.",
    );
  }
}

/** Taken here, and refused as a whole by a program that reads plain JSON. */
function raiseForm(reading: Reading, { extraCommas, comments }: ReadJson): void {
  const rest = "A program that reads plain JSON refuses the whole file for it; here it was read.";
  for (const { line } of extraCommas.slice(0, 20))
    raise(reading, "not_plain_json", line, `A comma stands before a closing bracket. ${rest}`);
  const [first] = comments;
  if (first) raise(reading, "not_plain_json", first.line, `A comment stands here. ${rest}`);
}

function readKind(reading: Reading, root: JsonNode, kind: SourceKind, parsed: Parsed): void {
  switch (kind) {
    case "claude_settings":
      parsed.settings.push(readSettings(reading, root));
      break;
    case "mcp_servers":
      readServerFile(reading, root, parsed);
      break;
    case "agent_card": {
      const agent = readCard(reading, root);
      if (agent) parsed.agents.push(agent);
      break;
    }
    case "server_json":
      parsed.registry.push(...readRegistryEntry(reading, root));
      break;
    case "cyclonedx":
      parsed.agents.push(readBom(reading, root));
      break;
    // Found by their names and read as text.
    case "csv":
    case "agents_md":
    case "subagent":
      break;
  }
}

/** `~/.claude.json` holds servers for all projects and, by folder, for single ones. */
function readServerFile(reading: Reading, root: JsonNode, parsed: Parsed): void {
  const { path } = reading;
  const everywhere = isHomePath(path) || isManagedPath(path) || baseName(path) === ".claude.json";
  const scope = isManagedPath(path) ? "managed" : everywhere ? "user" : "project";
  const servers = readServers(reading, memberOf(root, "mcpServers"));
  parsed.servers.push({ path, folder: everywhere ? null : folderOf(path), scope, servers });
  if (baseName(path) !== ".claude.json") return;
  for (const { name, value } of membersOf(memberOf(root, "projects"))) {
    const own = readServers(reading, memberOf(value, "mcpServers"));
    if (own.length > 0) parsed.servers.push({ path, folder: tidyPath(name), scope: "local", servers: own });
  }
}
