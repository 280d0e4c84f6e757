import type { Filter, ListDefinition, ListValues } from "@/components/data/list-url";
import { startOfDay } from "@/components/data/start-of-day";
import { environmentWords } from "@/components/shell/environment";
import { environments } from "@/lib/core/environments";
import type { DecisionPageInput, ShapePageInput } from "@/lib/decisions/queries";
import { outcomeWords, reasonWords } from "../words";

export const shows = ["folded", "every"] as const;
export type Show = (typeof shows)[number];

const spans = [
  { value: "24h", label: "Last 24 hours", days: 1 },
  { value: "7d", label: "Last 7 days", days: 7 },
  { value: "30d", label: "Last 30 days", days: 30 },
] as const;
const dayMs = 86_400_000;

const filters: readonly Filter[] = [
  choice(
    "outcome",
    "Outcome",
    Object.entries(outcomeWords).map(([value, { word }]) => [value, word]),
  ),
  { key: "last", label: "Time", kind: "choice", options: spans },
  { key: "agent", label: "Agent", kind: "text", placeholder: "Its short name, such as refund-agent" },
  { key: "action", label: "Action", kind: "text", placeholder: "The whole name, such as stripe.refunds.create" },
  choice("reason", "Reason", Object.entries(reasonWords)),
  { key: "rule", label: "Rule", kind: "text", placeholder: "Its id; guardrail/… for a guardrail" },
  choice(
    "environment",
    "Environment",
    environments.map((name) => [name, environmentWords[name].name]),
  ),
  choice("sample", "Sample data", [
    ["include", "too"],
    ["only", "alone"],
  ]),
  { key: "from", label: "From", kind: "day" },
  { key: "to", label: "Until", kind: "day" },
  { key: "shape", label: "Alike to", kind: "text", placeholder: "From a link of the folded list" },
];

function choice(key: string, label: string, values: readonly (readonly [string, string])[]): Filter {
  return { key, label, kind: "choice", options: values.map(([value, words]) => ({ value, label: words })) };
}

/** What the URL of both lists may hold. */
export const decisionList: ListDefinition = { sorts: ["-decided_at"], filters };

type Asked = Omit<ShapePageInput, "limit" | "cursor">;
const repeated = ["environment", "agent", "outcome", "reason", "rule", "action", "shape"] as const;
const pageSize = 50;

/** When the page was made and whose days they are. Held while it is open, so that one question stays one question. */
export type Clock = { readonly now: string; readonly zone: string };

export function readEveryQuery(values: ListValues, clock: Clock): DecisionPageInput {
  return { ...readAsked(values, clock, 0), ...readPlace(values) };
}

/** Folded rows are counted by whole days, of which today is one. */
export function readFoldedQuery(values: ListValues, clock: Clock): ShapePageInput {
  return { ...readAsked(values, clock, 1), ...readPlace(values) };
}

function readPlace({ cursor }: ListValues) {
  return { ...(cursor === "" ? {} : { cursor }), limit: pageSize };
}

function readAsked({ filters: chosen }: ListValues, { now, zone }: Clock, wholeDays: number): Asked {
  const [from, to] = [chosen["from"]?.[0], chosen["to"]?.[0]];
  const days = Math.max(0, ...spans.filter(({ value }) => chosen["last"]?.includes(value)).map((span) => span.days));
  const since =
    days === 0 ? undefined : new Date(Date.parse(now) - Math.max(1, days - wholeDays) * dayMs).toISOString();
  const sample = chosen["sample"]?.includes("include") === true ? "include" : chosen["sample"]?.[0];
  return {
    ...Object.fromEntries(repeated.flatMap((key) => (chosen[key] ? [[key, [...chosen[key]]]] : []))),
    ...(since !== undefined && { from: since }),
    ...(from !== undefined && { from: startOfDay(from, 0, zone) }),
    ...(to !== undefined && { to: startOfDay(to, 1, zone) }),
    ...(sample === "include" || sample === "only" ? { sample } : {}),
  };
}
