import type {
  AgentKind,
  Autonomy,
  CallerCheck,
  IdentityKind,
  OwnerPart,
  OwnerState,
  StatablePart,
  Tier,
} from "./words";

/** What a record can lack, in words, and the page where it is mended. */
export const gapWords = {
  no_owner: { words: "No active owner", page: "owners" },
  owner_not_accepted: { words: "The owner has not accepted", page: "owners" },
  no_deputy: { words: "No deputy", page: "owners" },
  deputy_not_accepted: { words: "The deputy has not accepted", page: "owners" },
  confirmation_overdue: { words: "The owner has to confirm again", page: "owners" },
  purpose_missing: { words: "Not said what it is for", page: "" },
  kind_missing: { words: "Kind not known", page: "" },
  autonomy_missing: { words: "Autonomy not known", page: "" },
  tier_target_missing: { words: "No tier to aim for", page: "" },
  model_provider_missing: { words: "Model provider not known", page: "" },
  responsibility_missing: { words: "Not said who answers for what", page: "" },
  data_classes_missing: { words: "Data it touches not known", page: "reach" },
  systems_missing: { words: "Systems it reaches not known", page: "reach" },
  system_unverified: { words: "Reaches a system that trusts the network alone", page: "reach" },
  system_unknown: { words: "Reaches a system nobody looked at", page: "reach" },
  memory_missing: { words: "Memory not known", page: "memory" },
  memory_unclear: { words: "A memory store without retention, or that we cannot purge", page: "memory" },
  identity_missing: { words: "Nothing proves who it is", page: "identity" },
  identity_label_only: { words: "Known by a label alone", page: "identity" },
  identity_shared: { words: "Shares a credential with another agent", page: "identity" },
  policy_missing: { words: "No policy yet", page: "" },
} as const satisfies Record<string, { words: string; page: string }>;

export type Gap = keyof typeof gapWords;
export const gapCodes = Object.keys(gapWords) as [Gap, ...Gap[]];

export type GapFacts = {
  purpose: string;
  kind: AgentKind | null;
  autonomy: Autonomy | null;
  tierTarget: Tier | null;
  modelProviders: readonly string[];
  duties: readonly string[];
  dataClasses: readonly string[];
  statedNone: readonly string[];
  owners: readonly { part: OwnerPart; state: OwnerState }[];
  systems: readonly { verifies: CallerCheck }[];
  memories: readonly { retentionDays: number | null; purgeBy: string; reachable: boolean | null }[];
  identities: readonly { kind: IdentityKind; shared: boolean }[];
  policyLive: boolean;
};

/** Everything but what time alone brings about; `confirmation_overdue` is judged when it is read. */
export function findGaps(facts: GapFacts): Gap[] {
  const none = (part: StatablePart): boolean => facts.statedNone.includes(part);
  const found: Record<Gap, boolean> = {
    ...findOwnerGaps(facts.owners),
    confirmation_overdue: false,
    purpose_missing: facts.purpose === "",
    kind_missing: facts.kind === null,
    autonomy_missing: facts.autonomy === null,
    tier_target_missing: facts.tierTarget === null,
    model_provider_missing: facts.modelProviders.length === 0,
    responsibility_missing: facts.duties.some((duty) => duty === ""),
    data_classes_missing: facts.dataClasses.length === 0 && !none("data_classes"),
    systems_missing: facts.systems.length === 0 && !none("systems"),
    system_unverified: facts.systems.some(({ verifies }) => verifies === "network_only"),
    system_unknown: facts.systems.some(({ verifies }) => verifies === "unknown"),
    memory_missing: facts.memories.length === 0 && !none("memory"),
    memory_unclear: facts.memories.some(
      ({ retentionDays, purgeBy, reachable }) => retentionDays === null || purgeBy === "" || reachable !== true,
    ),
    identity_missing: facts.identities.length === 0,
    identity_label_only: facts.identities.length > 0 && facts.identities.every(({ kind }) => kind === "label"),
    identity_shared: facts.identities.some(({ shared }) => shared),
    policy_missing: !facts.policyLive,
  };
  return gapCodes.filter((code) => found[code]);
}

type OwnerGap = "no_owner" | "owner_not_accepted" | "no_deputy" | "deputy_not_accepted";

function findOwnerGaps(owners: GapFacts["owners"]): Record<OwnerGap, boolean> {
  const has = (part: OwnerPart, state: OwnerState): boolean =>
    owners.some((owner) => owner.part === part && owner.state === state);
  const lacks = (part: OwnerPart) => !has(part, "accepted");
  return {
    no_owner: lacks("owner") && !has("owner", "asked"),
    owner_not_accepted: lacks("owner") && has("owner", "asked"),
    no_deputy: lacks("deputy") && !has("deputy", "asked"),
    deputy_not_accepted: lacks("deputy") && has("deputy", "asked"),
  };
}
