import type { DraftAgent, Finding, Place } from "@/lib/imports/rules";
import { compareServers } from "@/lib/imports/findings/servers";
import { judgeSettings } from "@/lib/imports/findings/settings";
import { type Parsed, serverScopes, type ServersRecord } from "@/lib/imports/parse/parsed";
import { baseName, folderOf, liesIn } from "@/lib/imports/parse/paths";
import type { NotesRecord } from "@/lib/imports/parse/sources/agents-md";
import type { SettingsRecord } from "@/lib/imports/parse/sources/claude-settings";
import { beginAgent, unique } from "@/lib/imports/parse/sources/draft-agent";
import { hostsOf } from "@/lib/imports/parse/sources/hosts";
import { mergePermissions } from "@/lib/imports/parse/sources/permissions";

/** The files of one project, and what holds for every project. */
type Group = { folder: string; settings: SettingsRecord[]; servers: ServersRecord[]; notes: NotesRecord[] };

type ReadFolder = (folder: string, place: Place) => string;

/**
 * Settings, servers and instructions of one folder are one agent; a person's own and managed settings hold for each of
 * them. Sub-agents hang on the agent of their folder.
 */
export function combineProjects(parsed: Parsed, readFolder: ReadFolder): { agents: DraftAgent[]; findings: Finding[] } {
  const groups = groupByFolder(parsed);
  const findings: Finding[] = [];
  const agents = groups.map((group) => {
    const agent = buildAgent(group, readFolder);
    const servers = group.servers.flatMap((record) => record.servers);
    findings.push(...judgeSettings(group.settings, agent.key), ...compareServers(servers, agent.key));
    return agent;
  });
  const subAgents = parsed.subAgents.map((agent) => {
    const folder = folderOf(agent.origins[0]?.path ?? "");
    const parent = nearest(groups, folder) ?? groups.find((group) => group.folder === everywhere);
    const placed = folder === "" ? { ...agent, placeless: true as const } : agent;
    return parent ? { ...placed, parent: keyOf(parent.folder) } : placed;
  });
  return { agents: [...agents, ...subAgents], findings };
}

const everywhere = "~";
const keyOf = (folder: string): string => `claude-code:${folder === "" ? "." : folder}`;

function groupByFolder(parsed: Parsed): Group[] {
  const ownSettings = parsed.settings.filter(({ layer }) => layer === "project" || layer === "local");
  const ownServers = parsed.servers.filter(({ folder }) => folder !== null);
  const folders = distinct([
    ...ownSettings.map(({ path }) => folderOf(path)),
    ...ownServers.map(({ folder }) => folder ?? ""),
  ]);
  const groups = folders.map((folder): Group => ({ folder, settings: [], servers: [], notes: [] }));
  // Outer folders first, so that the instructions of a part go to the whole.
  for (const notes of parsed.notes.toSorted((a, b) => folderOf(a.path).length - folderOf(b.path).length)) {
    const folder = folderOf(notes.path);
    let group = nearest(groups, folder);
    if (!group) {
      group = { folder, settings: [], servers: [], notes: [] };
      groups.push(group);
    }
    group.notes.push(notes);
  }
  const shared = {
    settings: parsed.settings.filter((record) => !ownSettings.includes(record)),
    servers: parsed.servers.filter(({ folder }) => folder === null),
  };
  if (groups.length === 0 && shared.settings.length + shared.servers.length > 0) {
    groups.push({ folder: everywhere, settings: [], servers: [], notes: [] });
  }
  return groups.map((group) => ({
    ...group,
    settings: [...ownSettings.filter(({ path }) => folderOf(path) === group.folder), ...shared.settings],
    servers: [...ownServers.filter(({ folder }) => folder === group.folder), ...shared.servers].toSorted(
      (a, b) => serverScopes.indexOf(a.scope) - serverScopes.indexOf(b.scope),
    ),
  }));
}

/** Here the empty text is a folder. */
const distinct = (folders: readonly string[]): string[] => [...new Set(folders)];

function nearest(groups: readonly Group[], folder: string): Group | undefined {
  return groups
    .filter((group) => liesIn(folder, group.folder))
    .toSorted((a, b) => b.folder.length - a.folder.length)[0];
}

function buildAgent(group: Group, readFolder: ReadFolder): DraftAgent {
  const settings = group.settings.map(({ path, line }) => ({ path, line }));
  const servers = group.servers.map(({ path }) => ({ path, line: 1 }));
  const origins = [...settings, ...servers, ...group.notes.map(({ origin }) => origin)];
  const [first = { path: group.folder, line: 1 }] = origins;
  const own = group.folder === everywhere ? "" : baseName(group.folder);
  const name = own === "" ? "Claude Code" : readFolder(own, first) || "Claude Code";
  const agent = beginAgent(keyOf(group.folder), name, "endpoint_coding", first);
  agent.origins = origins;
  agent.purpose = group.notes.find(({ purpose }) => purpose !== "")?.purpose ?? "";
  agent.model_providers = group.settings.length > 0 ? readProviders(group.settings) : [];
  agent.tools = mergePermissions(group.settings);
  const inSettings = group.settings.flatMap((record) => record.servers);
  const all = [...group.servers.flatMap((record) => record.servers), ...inSettings];
  // Of equal names the first one runs.
  agent.servers = [...new Map(all.toReversed().map((server) => [server.name, server])).values()].toReversed();
  agent.hosts = hostsOf(agent.servers);
  if (group.folder === "") agent.placeless = true;
  return agent;
}

/** The name of a variable is enough: Claude Code looks whether it is set. */
const gateways: Readonly<Record<string, string>> = {
  CLAUDE_CODE_USE_BEDROCK: "Amazon Bedrock",
  CLAUDE_CODE_USE_VERTEX: "Google Vertex AI",
  CLAUDE_CODE_USE_FOUNDRY: "Microsoft Foundry",
};

function readProviders(records: readonly SettingsRecord[]): string[] {
  const names = records.flatMap(({ env }) => env.map(({ name }) => name));
  const through = names.flatMap((name) => (Object.hasOwn(gateways, name) ? [gateways[name] ?? ""] : []));
  return through.length > 0 ? unique(through) : ["Anthropic"];
}
