/** The closed lists of the inventory, as the API and the screens name them. */
export const agentStates = ["draft", "in_review", "active", "suspended", "denied", "revoked", "retired"] as const;
export type AgentState = (typeof agentStates)[number];

export const agentKinds = ["saas_embedded", "endpoint_coding", "custom"] as const;
export type AgentKind = (typeof agentKinds)[number];

export const tiers = ["foundation", "enterprise", "advanced"] as const;
export type Tier = (typeof tiers)[number];

export const autonomies = ["suggests", "acts_when_approved", "acts_within_limits", "acts_alone"] as const;
export type Autonomy = (typeof autonomies)[number];

export const ownerParts = ["owner", "deputy"] as const;
export type OwnerPart = (typeof ownerParts)[number];

export const ownerStates = ["asked", "accepted", "declined", "ended"] as const;
export type OwnerState = (typeof ownerStates)[number];

export const identityKinds = ["public_key", "spiffe", "federated", "label"] as const;
export type IdentityKind = (typeof identityKinds)[number];

export const operators = ["us", "model_provider", "platform"] as const;
export type Operator = (typeof operators)[number];

export const callerChecks = ["mtls", "token", "spiffe", "network_only", "unknown"] as const;
export type CallerCheck = (typeof callerChecks)[number];

/** What an agent may touch, by how much it would hurt outside. */
export const dataClasses = [
  "public",
  "internal",
  "confidential",
  "source_code",
  "credentials",
  "personal",
  "sensitive_personal",
  "health",
  "payment",
] as const;
export type DataClass = (typeof dataClasses)[number];

/** Parts of a record that somebody can say an agent has none of: then nothing is missing. */
export const statableParts = ["data_classes", "systems", "memory", "sub_agents", "tools"] as const;
export type StatablePart = (typeof statableParts)[number];

/** Columns of an export that are made from the rest, for people and spreadsheets: an import takes nothing from them. */
export const derivedColumns = [
  "state",
  "tier",
  "gaps",
  "bridge",
  "governed_until",
  "created_at",
  "updated_at",
] as const;
