import type { Change } from "@/components/data/diff-view";
import { environmentWords } from "@/components/shell/environment";
import { formatTime } from "@/components/ui/format-time";
import { gapWords, type Gap } from "@/lib/agents/rules";
import type { HistoryEntry } from "@/lib/agents/schema";
import { callerWords } from "@/lib/systems/rules";
import {
  autonomyWords,
  dataClassWords,
  describeRetention,
  kindWords,
  identityWords,
  joinNames,
  joinWords,
  noneWords,
  partWords,
  startUpper,
  stateWords,
  tierWords,
} from "../words";

type Recorded = HistoryEntry["changes"][number];
type Thing = Readonly<Record<string, unknown>>;

/** What only follows from another change, or is said in another line. */
const silent = new Set(["state_since", "governed", "created_at", "owner", "deputy"]);
/** What follows comes after what was done. */
const last = ["bridge", "governed_until", "gaps"];

const fieldNames: Readonly<Record<string, string>> = {
  purpose: "What it is for",
  tier_target: "Tier to aim for",
  model_providers: "Model providers",
  data_classes: "Data it touches",
  stated_none: "Said to have none of",
  responsibility: "Who is responsible for what",
  owners: "Owner and deputy",
  systems: "Systems it reaches",
  sub_agents: "Sub-agents",
  gaps: "Gaps",
  governed_until: "Governed until",
  slug: "Address",
  former_slugs: "Older addresses",
  state_reason: "Reason",
  servers: "Tool servers",
  source: "Imported from",
};

/** Both sides of each change in words. Of lists only what came and what went is said. */
export function describeChanges(changes: readonly Recorded[]): Change[] {
  const ordered = changes.toSorted((one, other) => last.indexOf(one.field) - last.indexOf(other.field));
  return ordered.flatMap(({ field, before, after }) => {
    if (silent.has(field)) return [];
    const name = fieldNames[field] ?? startUpper(field.replaceAll("_", " "));
    if (!Array.isArray(before) || !Array.isArray(after))
      return [{ field: name, before: describeOne(field, before), after: describeOne(field, after) }];
    const [old, now] = [before, after].map((list) => list.map((item: unknown) => describeItem(field, item)));
    const went = (old ?? []).filter((item) => now?.includes(item) !== true);
    const came = (now ?? []).filter((item) => old?.includes(item) !== true);
    return went.length + came.length === 0 ? [] : [{ field: name, before: joinLines(went), after: joinLines(came) }];
  });
}

function joinLines(items: readonly string[]): string | null {
  return items.length === 0 ? null : items.join("; ");
}

const closed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  state: stateWords,
  kind: kindWords,
  autonomy: autonomyWords,
  tier: tierWords,
  tier_target: tierWords,
  data_classes: dataClassWords,
  stated_none: noneWords,
  environment: Object.fromEntries(Object.entries(environmentWords).map(([name, words]) => [name, words.name])),
};

const effectWords: Readonly<Record<string, string>> = { approve: "allowed", ask: "asked", prohibit: "denied" };

function describeOne(field: string, value: unknown): string | null {
  if (value === null || value === undefined || value === "") return null;
  if (typeof value === "boolean") return value ? "Yes" : "No";
  if (field === "governed_until" && typeof value === "string")
    return `${formatTime(new Date(value), "UTC", "minute")} UTC`;
  if (typeof value === "string") return closed[field]?.[value] ?? value;
  if (typeof value === "number") return String(value);
  return field === "responsibility" ? describeDuties(read(value)) : describeName(read(value));
}

function describeDuties(duties: Thing): string | null {
  const lines = [
    ["Us", duties["us"]],
    ["Model provider", duties["model_provider"]],
    ["Platform", duties["platform"]],
  ].flatMap(([who, what]) => (what === "" ? [] : [`${readText(who)}: ${readText(what)}`]));
  return joinLines(lines);
}

/** A person, a team, another agent. */
function describeName({ name, id, slug }: Thing): string {
  const words = [name, id, slug].find((one) => typeof one === "string" && one !== "");
  return readText(words);
}

function describeItem(field: string, value: unknown): string {
  if (typeof value === "string") return isGap(field, value) ? gapWords[value].words : (closed[field]?.[value] ?? value);
  const thing = read(value);
  switch (field) {
    case "owners":
      return describeOwner(thing);
    case "identities":
      return `${identityWords[choose(identityWords, thing["kind"], "label")].name} ${describeName(thing)}`;
    case "systems":
      return `${describeName(thing)}, verifies by: ${callerWords[choose(callerWords, thing["verifies"], "unknown")].words}`;
    case "memory":
      return describeMemory(thing);
    case "tools":
      return describeTool(thing);
    default:
      return describeName(thing);
  }
}

function describeOwner({ person, part, state, reason, confirm_by: confirmBy }: Thing): string {
  const who = `${describeName(read(person))}, ${partWords[choose(partWords, part, "owner")].toLowerCase()}`;
  const by = typeof confirmBy === "string" ? `, confirms by ${formatTime(new Date(confirmBy), "UTC", "day")}` : "";
  const why = typeof reason === "string" && reason !== "" ? `: ${reason}` : "";
  return `${who}, ${readText(state)}${why}${by}`;
}

function describeMemory(memory: Thing): string {
  const days = memory["retention_days"];
  const facts = [
    `kept ${describeRetention(typeof days === "number" ? days : null).toLowerCase()}`,
    ...(memory["purge_by"] === "" ? [] : [`purged by ${readText(memory["purge_by"])}`]),
    memory["reachable"] === true ? "we can reach it" : "we cannot reach it, or do not know",
  ];
  const classes = Array.isArray(memory["data_classes"]) ? memory["data_classes"] : [];
  const data = classes.map((one: unknown) => dataClassWords[choose(dataClassWords, one, "internal")]);
  return `${describeName(memory)} (${joinNames(facts)}${data.length === 0 ? "" : `; ${joinWords(data)}`})`;
}

function describeTool({ name, effect, hard }: Thing): string {
  const words = readText(name);
  return effect === null
    ? words
    : `${words}, ${effectWords[readText(effect)] ?? readText(effect)}, ${hard === true ? "hard" : "soft"}`;
}

function isGap(field: string, value: string): value is Gap {
  return field === "gaps" && Object.hasOwn(gapWords, value);
}

function choose<Key extends string>(words: Readonly<Record<Key, unknown>>, value: unknown, otherwise: Key): Key {
  const keys = Object.keys(words) as Key[];
  return keys.find((key) => key === value) ?? otherwise;
}

function read(value: unknown): Thing {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

function readText(value: unknown): string {
  return typeof value === "string" ? value : "";
}
