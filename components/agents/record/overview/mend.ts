import type { Gap } from "@/lib/agents/rules";
import type { AgentTab } from "../addresses";
import type { Field, Section } from "../edit/fields";

/** Where each gap is closed: in place, on another page of the agent, or nowhere yet. */
export type Mend =
  | { kind: "edit"; section: Section; field?: Field; words: string }
  | { kind: "page"; tab: AgentTab; words: string };

export const mends = {
  no_owner: { kind: "page", tab: "owners", words: "Ask somebody" },
  owner_not_accepted: { kind: "page", tab: "owners", words: "Owners" },
  no_deputy: { kind: "page", tab: "owners", words: "Ask somebody" },
  deputy_not_accepted: { kind: "page", tab: "owners", words: "Owners" },
  confirmation_overdue: { kind: "page", tab: "owners", words: "Owners" },
  purpose_missing: { kind: "edit", section: "purpose", field: "purpose", words: "Say what for" },
  kind_missing: { kind: "edit", section: "nature", words: "Choose its kind" },
  autonomy_missing: { kind: "edit", section: "nature", field: "autonomy", words: "Choose its autonomy" },
  tier_target_missing: { kind: "edit", section: "nature", field: "tier_target", words: "Choose a tier" },
  model_provider_missing: { kind: "edit", section: "models", words: "Name the provider" },
  responsibility_missing: { kind: "edit", section: "duties", words: "Say who" },
  data_classes_missing: { kind: "edit", section: "data", words: "Name the data" },
  systems_missing: { kind: "page", tab: "reach", words: "Name the systems" },
  system_unverified: { kind: "page", tab: "reach", words: "Reach" },
  system_unknown: { kind: "page", tab: "reach", words: "Reach" },
  memory_missing: { kind: "page", tab: "memory", words: "Name the stores" },
  memory_unclear: { kind: "page", tab: "memory", words: "Memory" },
  identity_missing: { kind: "page", tab: "identity", words: "Add an identity" },
  identity_label_only: { kind: "page", tab: "identity", words: "Add an identity" },
  identity_shared: { kind: "page", tab: "identity", words: "Identity" },
  policy_missing: null,
} as const satisfies Record<Gap, Mend | null>;
