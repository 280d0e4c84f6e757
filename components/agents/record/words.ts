import type {
  AgentKind,
  AgentState,
  Autonomy,
  DataClass,
  IdentityKind,
  Operator,
  OwnerPart,
  StatablePart,
  Tier,
} from "@/lib/agents/rules";

/** The closed lists of the inventory as people say them. */
export const stateWords = {
  draft: "Draft",
  in_review: "In review",
  active: "Active",
  suspended: "Suspended",
  denied: "Denied",
  revoked: "Revoked",
  retired: "Retired",
} as const satisfies Record<AgentState, string>;

export const kindWords = {
  saas_embedded: "Built into a service somebody else runs",
  endpoint_coding: "Coding agent on people's machines",
  custom: "Built by ourselves",
} as const satisfies Record<AgentKind, string>;

/** How a sentence about the kind begins: "It is …". */
export const kindSentences = {
  saas_embedded: "It is built into a service somebody else runs",
  endpoint_coding: "It is a coding agent on people's machines",
  custom: "It is built by ourselves",
} as const satisfies Record<AgentKind, string>;

export const autonomyWords = {
  suggests: "Suggests, people act",
  acts_when_approved: "Acts when a person approved",
  acts_within_limits: "Acts by itself within limits",
  acts_alone: "Acts alone",
} as const satisfies Record<Autonomy, string>;

export const autonomySentences = {
  suggests: "suggests what people then do",
  acts_when_approved: "acts when a person approved",
  acts_within_limits: "acts by itself within limits",
  acts_alone: "acts alone",
} as const satisfies Record<Autonomy, string>;

export const tierWords = {
  foundation: "Foundation",
  enterprise: "Enterprise",
  advanced: "Advanced",
} as const satisfies Record<Tier, string>;

export const partWords = { owner: "Owner", deputy: "Deputy" } as const satisfies Record<OwnerPart, string>;

export const dataClassWords = {
  public: "Public",
  internal: "Internal",
  confidential: "Confidential",
  source_code: "Source code",
  credentials: "Credentials",
  personal: "Personal",
  sensitive_personal: "Sensitive personal",
  health: "Health",
  payment: "Payment",
} as const satisfies Record<DataClass, string>;

export const operatorWords = {
  us: "Us",
  model_provider: "The model provider",
  platform: "The platform",
} as const satisfies Record<Operator, string>;

export const identityWords = {
  public_key: { name: "Public key", proves: "Proves who it is by signing with the other half." },
  spiffe: { name: "SPIFFE ID", proves: "Proves who it is by a certificate or token of its workload." },
  federated: { name: "Federated subject", proves: "Proves who it is by a token of its issuer." },
  label: { name: "Label", proves: "Proves nothing: anybody can say it." },
} as const satisfies Record<IdentityKind, { name: string; proves: string }>;

export const noneWords = {
  data_classes: "It touches no data worth naming",
  systems: "It reaches no system",
  memory: "It remembers nothing",
  sub_agents: "It has no sub-agents",
  tools: "It has no tools",
} as const satisfies Record<StatablePart, string>;

/** Why somebody stopped to answer for it. */
const endings: Readonly<Record<string, string>> = {
  somebody_else_asked: "Somebody else was asked instead",
  taken_back: "The question was taken back",
  stepped_down: "Stepped down",
  succeeded: "Somebody else accepted",
  deactivated: "Left",
  erased: "Left, and was erased",
  left_team: "Left the team",
  uninvited: "The invitation was revoked",
};

export function describeEnding(because: string | null): string {
  return because === null ? "Ended" : (endings[because] ?? startUpper(because.replaceAll("_", " ")));
}

const list = new Intl.ListFormat("en-GB", { type: "conjunction" });

/** "Personal, payment and health". */
export function joinWords(words: readonly string[]): string {
  return list.format(words.map((word, index) => (index === 0 ? word : startLower(word))));
}

export function joinNames(names: readonly string[]): string {
  return list.format(names);
}

export function startUpper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Names that are written large everywhere stay so: "SPIFFE", "mutual TLS". */
export function startLower(text: string): string {
  return /^[A-Z]{2}/.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1);
}

/** Days as people say them; null is not known and 0 for ever. */
export function describeRetention(days: number | null): string {
  if (days === null) return "Not known";
  if (days === 0) return "For ever";
  return days === 1 ? "1 day" : `${days} days`;
}
