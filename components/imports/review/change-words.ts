import { autonomyWords, dataClassWords, kindWords, tierWords } from "@/components/agents/record/words";
import { environmentWords } from "@/components/shell/environment";

/** Names of fields as people say them. */
export const fieldWords: Readonly<Record<string, string>> = {
  name: "Name",
  slug: "Slug",
  purpose: "What it is for",
  kind: "Kind",
  environment: "Environment",
  owner_email: "Owner",
  deputy_email: "Deputy",
  tier_target: "Tier to aim for",
  autonomy: "Autonomy",
  model_providers: "Model providers",
  data_classes: "Data it touches",
  tags: "Tags",
  systems: "Systems",
  tools: "Tools",
  servers: "Tool servers",
  parent: "Parent",
};

export const effectWords = { approve: "May", ask: "Asks first", prohibit: "Never" } as const;

const environments = Object.entries(environmentWords).map(([value, { name }]): [string, string] => [value, name]);
const closed: Readonly<Record<string, ReadonlyMap<string, string>>> = {
  environment: new Map(environments),
  kind: new Map(Object.entries(kindWords)),
  tier_target: new Map(Object.entries(tierWords)),
  autonomy: new Map(Object.entries(autonomyWords)),
  data_classes: new Map(Object.entries(dataClassWords)),
};

/** A value of a change as the screens say it. What is free text stays as it is. */
export function describeValue(field: string, value: string | null): string {
  if (value === null) return "None";
  const words = closed[field];
  if (words)
    return value
      .split(", ")
      .map((one) => words.get(one) ?? one)
      .join(", ");
  if (field === "tools")
    return value.replaceAll(
      /^(approve|ask|prohibit) /gm,
      (_, effect: keyof typeof effectWords) => `${effectWords[effect]} `,
    );
  return field === "parent" ? value.replace(/^(?:claude-code|sub-agent):/, "") : value;
}
