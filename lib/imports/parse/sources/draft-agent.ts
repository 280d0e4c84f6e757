import { type DraftAgent, type DraftKind, type Place, writeAgentSlug } from "@/lib/imports/rules";

/** An agent about which nothing is known yet but its name and where it was found. */
export function beginAgent(key: string, name: string, kind: DraftKind | undefined, origin: Place): DraftAgent {
  return {
    key,
    name,
    slug: writeAgentSlug(name),
    purpose: "",
    ...(kind === undefined ? {} : { kind }),
    model_providers: [],
    data_classes: [],
    systems: [],
    tools: [],
    servers: [],
    origins: [origin],
  };
}

/** Each once, in order. */
export function unique(texts: readonly string[]): string[] {
  return [...new Set(texts.filter((text) => text !== ""))];
}
