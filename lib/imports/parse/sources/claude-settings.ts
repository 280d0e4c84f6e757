import type { DraftServer, Place, SealedValue, SettingsLayer } from "@/lib/imports/rules";
import { type JsonNode, isTrue, itemsOf, memberOf, membersOf, textOf } from "@/lib/imports/parse/json/node";
import { layerOf } from "@/lib/imports/parse/paths";
import { fault, readProse, type Reading } from "@/lib/imports/parse/reading";
import { readHooks } from "@/lib/imports/parse/sources/hooks";
import { type Exposed, readSealed, readServers } from "@/lib/imports/parse/sources/mcp-servers";

export type RuleList = "allow" | "ask" | "deny";
export type PermissionRule = { list: RuleList; text: string; origin: Place };

/** One layer of settings, without the values of `env`. */
export type SettingsRecord = {
  path: string;
  layer: SettingsLayer;
  line: number;
  permissionsLine: number | undefined;
  rules: PermissionRule[];
  mode: { value: string; line: number } | undefined;
  bypassDisabled: boolean;
  managedRulesOnly: boolean;
  allServersLine: number | undefined;
  hooks: boolean;
  sandboxed: boolean;
  env: SealedValue[];
  exposedEnv: Exposed[];
  servers: DraftServer[];
};

export function readSettings(reading: Reading, root: JsonNode): SettingsRecord {
  const layer = layerOf(reading.path);
  const permissions = memberOf(root, "permissions");
  if (permissions && permissions.kind !== "object")
    fault(reading, permissions.line, "`permissions` needs to be an object");
  const mode = memberOf(permissions, "defaultMode");
  const allServers = memberOf(root, "enableAllProjectMcpServers");
  const env = readSealed(reading, memberOf(root, "env"), "env");
  readHooks(reading, memberOf(root, "hooks"), !isTrue(memberOf(root, "disableAllHooks")));
  return {
    path: reading.path,
    layer,
    line: root.line,
    permissionsLine: permissions?.line,
    rules: (["deny", "ask", "allow"] as const).flatMap((list) => readRules(reading, memberOf(permissions, list), list)),
    mode: mode?.kind === "string" ? { value: mode.value, line: mode.line } : undefined,
    bypassDisabled: textOf(memberOf(permissions, "disableBypassPermissionsMode")) === "disable",
    // Only a managed file can say this; elsewhere it means nothing.
    managedRulesOnly: layer === "managed" && isTrue(memberOf(root, "allowManagedPermissionRulesOnly")),
    allServersLine: isTrue(allServers) ? allServers?.line : undefined,
    hooks: hasHooks(root),
    sandboxed: isTrue(memberOf(memberOf(root, "sandbox"), "enabled")),
    env: env.sealed,
    exposedEnv: env.exposed,
    servers: readServers(reading, memberOf(root, "mcpServers")),
  };
}

function hasHooks(root: JsonNode): boolean {
  if (isTrue(memberOf(root, "disableAllHooks"))) return false;
  return membersOf(memberOf(root, "hooks")).some(
    ({ value }) => itemsOf(value).length > 0 || membersOf(value).length > 0,
  );
}

function readRules(reading: Reading, node: JsonNode | undefined, list: RuleList): PermissionRule[] {
  if (node === undefined) return [];
  if (node.kind !== "array") {
    fault(reading, node.line, `\`${list}\` needs to be a list of rules`);
    return [];
  }
  return node.items.flatMap((item) => {
    if (item.kind !== "string") {
      fault(reading, item.line, `a rule in \`${list}\` is no text`, "That rule was left out; the rest was read.");
      return [];
    }
    const text = readProse(reading, item.value, item.line, "A rule").slice(0, 500);
    return text === "" ? [] : [{ list, text, origin: { path: reading.path, line: item.line } }];
  });
}
