import { formatNumber } from "@/components/ui/format-number";
import type { DraftTool, Finding, FindingId, ImportDraft, Place, ToolEffect } from "@/lib/imports/rules";
import type { Import } from "@/lib/imports/schema";

export function countOf(count: number, one: string, many: string): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}

/** What a list of rules says: a rule that forbids a tool gives none, and two rules for one tool are one tool. */
export function countRules(tools: readonly DraftTool[]): { tools: number; allow: number; ask: number; deny: number } {
  const given = new Set(
    tools.filter(({ effect }) => effect !== "prohibit").map(({ name }) => name.replace(/\(.*$/s, "")),
  );
  const count = (effect: ToolEffect): number => tools.filter((tool) => tool.effect === effect).length;
  return { tools: given.size, allow: count("approve"), ask: count("ask"), deny: count("prohibit") };
}

/** `1 agent, 4 MCP servers, 29 tools, 6 allow rules, 2 deny rules` */
export function describeDraft({ agents, servers }: ImportDraft): string {
  const used = new Set(agents.flatMap((agent) => agent.servers.map(({ name }) => name)));
  const counts = agents.map((agent) => countRules(agent.tools));
  const sum = (what: "tools" | "allow" | "ask" | "deny"): number => counts.reduce((all, one) => all + one[what], 0);
  const rules = (["allow", "ask", "deny"] as const).flatMap((what) =>
    sum(what) > 0 ? [countOf(sum(what), `${what} rule`, `${what} rules`)] : [],
  );
  const parts = [
    countOf(agents.length, "agent", "agents"),
    countOf(used.size + servers.length, "MCP server", "MCP servers"),
    countOf(sum("tools"), "tool", "tools"),
    ...rules,
  ];
  return `${parts.join(", ")}.`;
}

/** One thing to know, with each way it is said and where. */
export type Told = { first: Finding; details: readonly { detail: string; places: readonly Place[] }[] };

/** What was left unread stands before what was read: nobody else tells it. */
const leading: ReadonlySet<FindingId> = new Set(["owner_column", "extra_column"]);

/** The same thing in many places is one thing to know. */
export function groupFindings(findings: readonly Finding[]): Told[] {
  const groups = new Map<FindingId, Finding[]>();
  for (const finding of findings) groups.set(finding.id, [...(groups.get(finding.id) ?? []), finding]);
  const told = [...groups.values()].flatMap((all) => (all[0] ? [{ first: all[0], details: groupDetails(all) }] : []));
  return told.toSorted((a, b) => Number(leading.has(b.first.id)) - Number(leading.has(a.first.id)));
}

function groupDetails(findings: readonly Finding[]): Told["details"] {
  const details = new Map<string, Place[]>();
  for (const { detail, path, line } of findings) details.set(detail, [...(details.get(detail) ?? []), { path, line }]);
  return [...details].map(([detail, places]) => ({ detail, places }));
}

/** How many stand there before all are asked for. */
export function countFirst(told: readonly Told[]): number {
  return told.filter(({ first }) => leading.has(first.id)).length + 3;
}

const numerals = ["Nothing", "One thing", "Two things", "Three things", "Four things", "Five things"];
export function describeThings(told: readonly Told[]): string {
  const [count, first] = [told.length, countFirst(told)];
  return count > first ? `${numerals[first]} to know first:` : `${numerals[count]} to know${count === 0 ? "." : ":"}`;
}

/** The findings as a text to keep: nothing of them is sent, so the page is the only other place. */
export function writeFindings(findings: readonly Finding[]): string {
  return findings
    .map(
      ({ severity, title, detail, path, line }) => `${severity.toUpperCase()} ${title}\n${detail}\n${path}:${line}\n`,
    )
    .join("\n");
}

/** `Create 3, update 1, skip 1` */
export function describePlan({ plans }: Import): string {
  const parts = [
    ...(plans.create > 0 ? [`create ${formatNumber(plans.create)}`] : []),
    ...(plans.update > 0 ? [`update ${formatNumber(plans.update)}`] : []),
    ...(plans.error > 0 ? [`skip ${formatNumber(plans.error)}`] : []),
    ...(plans.unchanged > 0 ? [`${formatNumber(plans.unchanged)} unchanged`] : []),
  ];
  if (plans.create + plans.update + plans.error === 0) return `0 changes, ${formatNumber(plans.unchanged)} unchanged`;
  const text = parts.join(", ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `3 created, 1 failed`; before it ran, the plan. */
export function describeResults(current: Import): string {
  if (current.state === "checked") return describePlan(current);
  const words = {
    created: "created",
    updated: "updated",
    failed: "failed",
    unchanged: "unchanged",
    skipped: "skipped",
  };
  const parts = (Object.keys(words) as (keyof typeof words)[]).flatMap((result) =>
    current.results[result] > 0 ? [`${formatNumber(current.results[result])} ${words[result]}`] : [],
  );
  return parts.length === 0 ? "Nothing was imported" : parts.join(", ");
}
