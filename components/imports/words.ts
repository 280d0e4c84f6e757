import { formatNumber } from "@/components/ui/format-number";
import type { Finding, ImportDraft } from "@/lib/imports/rules";
import type { Import } from "@/lib/imports/schema";

export function countOf(count: number, one: string, many: string): string {
  return `${formatNumber(count)} ${count === 1 ? one : many}`;
}

/** `1 agent, 4 MCP servers, 29 tools, 6 allowed, 2 never` */
export function describeDraft({ agents, servers }: ImportDraft): string {
  const tools = agents.flatMap((agent) => agent.tools);
  const used = new Set(agents.flatMap((agent) => agent.servers.map(({ name }) => name)));
  const effects = (effect: string): number => tools.filter((tool) => tool.effect === effect).length;
  const parts = [
    countOf(agents.length, "agent", "agents"),
    countOf(used.size + servers.length, "MCP server", "MCP servers"),
    countOf(tools.length, "tool", "tools"),
    ...(effects("approve") > 0 ? [countOf(effects("approve"), "allow rule", "allow rules")] : []),
    ...(effects("ask") > 0 ? [countOf(effects("ask"), "ask rule", "ask rules")] : []),
    ...(effects("prohibit") > 0 ? [`${formatNumber(effects("prohibit"))} deny`] : []),
  ];
  return `${parts.join(", ")}.`;
}

export type Told = { first: Finding; places: readonly Finding[] };

/** The same thing in many places is one thing to know. */
export function groupFindings(findings: readonly Finding[]): Told[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) groups.set(finding.id, [...(groups.get(finding.id) ?? []), finding]);
  return [...groups.values()].flatMap((places) => (places[0] ? [{ first: places[0], places }] : []));
}

const numerals = ["Nothing", "One thing", "Two things", "Three things"];
export function describeThings(count: number): string {
  return count > 3 ? "Three things to know first:" : `${numerals[count] ?? ""} to know${count === 0 ? "." : ":"}`;
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
