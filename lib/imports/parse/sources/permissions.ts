import { type DraftTool, settingsLayers, type ToolEffect } from "@/lib/imports/rules";
import type { PermissionRule, RuleList, SettingsRecord } from "@/lib/imports/parse/sources/claude-settings";

const effects: Readonly<Record<RuleList, ToolEffect>> = { deny: "prohibit", ask: "ask", allow: "approve" };
const strength: readonly RuleList[] = ["deny", "ask", "allow"];

export const byPrecedence = (records: readonly SettingsRecord[]): SettingsRecord[] =>
  records.toSorted((a, b) => settingsLayers.indexOf(a.layer) - settingsLayers.indexOf(b.layer));

type Ruled = { rule: PermissionRule; record: SettingsRecord };

/** Lists of all layers add up; of one rule in several lists `deny` wins, then `ask`. */
export function mergePermissions(records: readonly SettingsRecord[]): DraftTool[] {
  const sandboxed = records.some((record) => record.sandboxed);
  const merged = new Map<string, Ruled>();
  for (const found of effectiveRules(records)) {
    const before = merged.get(found.rule.text);
    if (!before || rank(found) < rank(before)) merged.set(found.rule.text, found);
  }
  return [...merged.values()].map(({ rule, record }) => ({
    name: rule.text,
    ...readServerName(rule.text),
    effect: effects[rule.list],
    hard: record.layer === "managed" || (sandboxed && isHeldBySandbox(rule)),
    origin: rule.origin,
  }));
}

const rank = ({ rule }: Ruled): number => strength.indexOf(rule.list);

export function effectiveRules(records: readonly SettingsRecord[]): Ruled[] {
  const ordered = byPrecedence(records);
  const counted = ordered.some((record) => record.managedRulesOnly)
    ? ordered.filter((record) => record.layer === "managed")
    : ordered;
  return counted.flatMap((record) => record.rules.map((rule) => ({ rule, record })));
}

/** The operating system holds file and network denials of a sandbox; all other rules are held by the program itself. */
function isHeldBySandbox(rule: PermissionRule): boolean {
  return rule.list === "deny" && /^(?:Read|Edit|Write|WebFetch)(?:\(|$)/.test(rule.text);
}

/** `mcp__github__create_issue` and `mcp__github` belong to the server `github`. */
export function readServerName(tool: string): { server?: string } {
  const server = /^mcp__(.+?)(?:__.*)?$/.exec(tool)?.[1];
  return server === undefined ? {} : { server };
}
