import type { AgentKind, Autonomy, DataClass, Tier } from "@/lib/agents/rules";
import type { AgentChange, AgentRecord } from "@/lib/agents/schema";
import type { Environment } from "@/lib/core/environments";
import { autonomyWords, dataClassWords, joinNames, joinWords, kindWords, startUpper, tierWords } from "../words";

/** What a form changes, one value to a field, so that two people can be told apart field by field. */
export type Values = {
  name: string;
  purpose: string;
  environment: Environment;
  kind: AgentKind | null;
  autonomy: Autonomy | null;
  tier_target: Tier | null;
  model_providers: readonly string[];
  data_classes: readonly DataClass[];
  no_data: boolean;
  duty_us: string;
  duty_provider: string;
  duty_platform: string;
  team: string | null;
  tags: readonly string[];
};
export type Field = keyof Values;

export const fieldWords = {
  name: "Name",
  purpose: "What it is for",
  environment: "Environment",
  kind: "Kind",
  autonomy: "Autonomy",
  tier_target: "Tier to aim for",
  model_providers: "Model providers",
  data_classes: "Data it touches",
  no_data: "It touches no data worth naming",
  duty_us: "What is ours",
  duty_provider: "What is the model provider's",
  duty_platform: "What is the platform's",
  team: "Team",
  tags: "Tags",
} as const satisfies Record<Field, string>;

export const sections = {
  purpose: { title: "What it is for", fields: ["name", "purpose"] },
  nature: { title: "How it acts", fields: ["kind", "autonomy", "tier_target", "environment"] },
  models: { title: "What it thinks with", fields: ["model_providers"] },
  data: { title: "Data it touches", fields: ["data_classes", "no_data"] },
  duties: { title: "Who is responsible for what", fields: ["duty_us", "duty_provider", "duty_platform"] },
  order: { title: "Team and tags", fields: ["team", "tags"] },
} as const satisfies Record<string, { title: string; fields: readonly Field[] }>;
export type Section = keyof typeof sections;

export function readValues(record: AgentRecord): Values {
  const { name, purpose, environment, kind, autonomy, tier_target, model_providers, data_classes, tags } = record;
  const { us, model_provider, platform } = record.responsibility;
  return {
    name,
    purpose,
    environment,
    kind,
    autonomy,
    tier_target,
    model_providers,
    data_classes,
    tags,
    no_data: record.stated_none.includes("data_classes"),
    duty_us: us,
    duty_provider: model_provider,
    duty_platform: platform,
    team: record.team?.id ?? null,
  };
}

/** The fields that differ. */
export function listDifferent(before: Values, after: Values, fields: readonly Field[]): Field[] {
  return fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}

/** Only what differs is sent: what somebody else wrote beside it is not written again. */
export function writeChange(record: AgentRecord, values: Values, fields: readonly Field[]): AgentChange {
  const before = readValues(record);
  const changed = new Set(listDifferent(before, values, fields));
  const { no_data: noData, duty_us: us, duty_provider: provider, duty_platform: platform, ...direct } = values;
  const change: Record<string, unknown> = Object.fromEntries(
    Object.entries(direct).filter(([field]) => [...changed].some((one) => one === field)),
  );
  if (changed.has("no_data")) {
    const others = record.stated_none.filter((part) => part !== "data_classes");
    change["stated_none"] = noData ? [...others, "data_classes"] : others;
  }
  if (changed.has("duty_us") || changed.has("duty_provider") || changed.has("duty_platform"))
    change["responsibility"] = { us, model_provider: provider, platform };
  return change;
}

/**
 * Somebody was first. What only they changed is taken over; what both changed differently is a collision, which the
 * person decides. Until then their own words stay in the form.
 */
export function mergeTheirs(
  base: Values,
  mine: Values,
  theirs: Values,
  fields: readonly Field[],
): { values: Values; collisions: Field[] } {
  const changedByMe = new Set(listDifferent(base, mine, fields));
  const collisions = listDifferent(mine, theirs, fields).filter(
    (field) => changedByMe.has(field) && listDifferent(base, theirs, [field]).length > 0,
  );
  const kept = Object.fromEntries([...changedByMe].map((field) => [field, mine[field]]));
  return { values: { ...theirs, ...kept }, collisions };
}

/** A value as the form's people say it; null where there is none. */
export function describeField(values: Values, field: Field, teamName: (id: string) => string): string | null {
  const { kind, autonomy, tier_target: tier, team } = values;
  switch (field) {
    case "kind":
      return kind && kindWords[kind];
    case "autonomy":
      return autonomy && autonomyWords[autonomy];
    case "tier_target":
      return tier && tierWords[tier];
    case "environment":
      return startUpper(values.environment);
    case "data_classes":
      return values.data_classes.length === 0 ? null : joinWords(values.data_classes.map((one) => dataClassWords[one]));
    case "no_data":
      return values.no_data ? "Yes" : "No";
    case "model_providers":
    case "tags":
      return values[field].length === 0 ? null : joinNames(values[field]);
    case "team":
      return team && teamName(team);
    default:
      return values[field] === "" ? null : values[field];
  }
}

/** "Anthropic, OpenAI" → two; what stands twice once. */
export function readList(text: string): string[] {
  const parts = text.split(/[,;\n]/).map((part) => part.trim());
  return [...new Set(parts.filter((part) => part !== ""))];
}
