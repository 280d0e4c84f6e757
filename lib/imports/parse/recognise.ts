import { readColumn, type SourceKind } from "@/lib/imports/rules";
import { type JsonNode, memberOf, textOf } from "@/lib/imports/parse/json/node";
import { baseName, isManagedPath } from "@/lib/imports/parse/paths";

/** What a text seems to be before it is read. A path pasted or dropped may say nothing, so the text decides then. */
export function recogniseText(path: string, text: string): "json" | "csv" | "agents_md" | "subagent" | undefined {
  const name = baseName(path).toLowerCase();
  if (/^(?:agents|claude)(?:\.[\w-]{1,40})?\.md$/.test(name)) return "agents_md";
  if (/(?:^|\/)\.claude\/agents\/.+\.md$/i.test(path)) return "subagent";
  if (/\.(?:csv|tsv)$/.test(name)) return "csv";
  if (/\.jsonc?$/.test(name)) return "json";
  const start = text.slice(0, 4000);
  if (/^\s*(?:[{[]|\/\/|\/\*)/.test(start)) return "json";
  if (/^---\s*\n/.test(start) && /^name\s*:/m.test(start) && /^description\s*:/m.test(start)) return "subagent";
  const header = start.split(/[\r\n]/, 1)[0] ?? "";
  const columns = header.split(/[,;\t]/).map((cell) => readColumn(cell.replaceAll('"', ""))?.column);
  return columns.includes("name") && !name.endsWith(".md") ? "csv" : undefined;
}

const settingsNames = [
  "permissions",
  "hooks",
  "sandbox",
  "enableAllProjectMcpServers",
  "enabledMcpjsonServers",
  "disabledMcpjsonServers",
  "allowManagedPermissionRulesOnly",
  "allowManagedHooksOnly",
  "apiKeyHelper",
  "autoMode",
  "disableAllHooks",
];

export function recogniseJson(path: string, root: JsonNode): SourceKind | undefined {
  if (root.kind !== "object") return undefined;
  const has = (name: string): boolean => memberOf(root, name) !== undefined;
  if (textOf(memberOf(root, "bomFormat")) === "CycloneDX") return "cyclonedx";
  const named = recogniseName(path);
  if (named !== undefined) return named;
  if (settingsNames.some((name) => has(name) && isPlausible(root, name))) return "claude_settings";
  if (has("mcpServers")) return "mcp_servers";
  if (isRegistryEntry(root) || isRegistryEntry(memberOf(root, "server"))) return "server_json";
  if (has("skills") && (has("supportedInterfaces") || has("url") || has("capabilities"))) return "agent_card";
  if (has("supportedInterfaces") || (has("protocolVersion") && has("capabilities"))) return "agent_card";
  return has("env") && !has("name") ? "claude_settings" : undefined;
}

function recogniseName(path: string): SourceKind | undefined {
  const name = baseName(path);
  if (/^(?:\.mcp|mcp|\.claude|managed-mcp|claude_desktop_config)\.json$/.test(name)) return "mcp_servers";
  if (/(?:^|\/)\.claude\/settings(?:\.local)?\.json$/.test(path) || isManagedPath(path)) return "claude_settings";
  if (/^settings\.local\.json$/.test(name)) return "claude_settings";
  return /(?:^|\/)\.well-known\/agent(?:-card)?\.json$/.test(path) || name === "agent-card.json"
    ? "agent_card"
    : undefined;
}

/** An editor's settings have names of their own; `hooks` and `permissions` there are no objects. */
function isPlausible(root: JsonNode, name: string): boolean {
  const kind = memberOf(root, name)?.kind;
  return name === "permissions" || name === "hooks" || name === "sandbox" ? kind === "object" : kind !== undefined;
}

function isRegistryEntry(node: JsonNode | undefined): boolean {
  if (textOf(memberOf(node, "$schema"))?.endsWith("/server.schema.json")) return true;
  const name = textOf(memberOf(node, "name")) ?? "";
  return (
    name.includes("/") && (memberOf(node, "packages")?.kind === "array" || memberOf(node, "remotes")?.kind === "array")
  );
}
