import type { Route } from "next";

/** The pages of one agent, in the order of their tabs. An area adds its own. */
export const agentTabs = [
  { id: "", label: "Overview" },
  { id: "owners", label: "Owners" },
  { id: "identity", label: "Identity" },
  { id: "policy", label: "Policy" },
  { id: "reach", label: "Reach" },
  { id: "memory", label: "Memory" },
  { id: "history", label: "History" },
] as const;

export type AgentTab = (typeof agentTabs)[number]["id"];

/** The address of one page of an agent; an instant of the past goes along from page to page. */
export function agentHref(slug: string, tab: AgentTab = "", asOf: string | null = null): Route {
  const path = tab === "" ? `/agents/${slug}` : `/agents/${slug}/${tab}`;
  return (asOf === null ? path : `${path}?as_of=${encodeURIComponent(asOf)}`) as Route;
}

/** What the address says, as the API writes instants; what is no instant stays as it is, so that the page can say so. */
export function readAsOf(text: string | null | undefined): string | undefined {
  if (text === null || text === undefined || text === "") return undefined;
  const at = new Date(text);
  return /^\d{4}-\d{2}-\d{2}/.test(text) && !Number.isNaN(at.getTime()) ? at.toISOString() : text;
}

/** What a date-time field holds is read as UTC; empty where it is no time. */
export function readUtcField(value: string): string | undefined {
  const at = new Date(`${value}Z`);
  return value === "" || Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}
