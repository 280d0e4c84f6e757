import type { Environment } from "@/lib/core/environments";

export * from "@/lib/imports/rules/columns";
export * from "@/lib/imports/rules/progress";
export * from "@/lib/imports/rules/project";

export const severities = ["high", "medium", "low", "note"] as const;
export type Severity = (typeof severities)[number];

/** What a file turned out to be, and how a screen names it. */
export const sourceKinds = {
  claude_settings: "Claude Code settings",
  mcp_servers: "MCP servers",
  agent_card: "A2A agent card",
  server_json: "MCP registry entry",
  csv: "CSV",
  cyclonedx: "CycloneDX",
  agents_md: "Instructions for agents",
  subagent: "Claude Code sub-agent",
} as const;
export type SourceKind = keyof typeof sourceKinds;

/** The order is the precedence: what stands earlier wins where only one value can hold. */
export const settingsLayers = ["managed", "flag", "local", "project", "user"] as const;
export type SettingsLayer = (typeof settingsLayers)[number];

export const importLimits = {
  fileBytes: 10 * 1024 * 1024,
  jsonDepth: 200,
  faultsPerFile: 50,
  nameLength: 120,
  purposeLength: 2000,
} as const;

type FindingWords = { severity: Severity; title: string };

/** Every finding there is. The detail of one says what was seen and what to do about it. */
export const findingKinds = {
  bash_unrestricted: { severity: "high", title: "Every shell command is allowed" },
  bypass_permissions: { severity: "high", title: "Permission prompts are switched off" },
  auto_mode_in_project: { severity: "medium", title: "`auto` in project settings is ignored" },
  secrets_readable: { severity: "medium", title: "Files with secrets may be read" },
  secrets_allowed: { severity: "high", title: "Reading credentials is allowed" },
  all_project_servers: { severity: "medium", title: "Every MCP server of a project starts unasked" },
  secret_in_env: { severity: "high", title: "A secret stands in `env`" },
  secret_in_hook: { severity: "high", title: "A secret stands in a hook" },
  hook_outside: { severity: "high", title: "A hook reaches another host" },
  hook_command: { severity: "low", title: "A hook runs a command" },
  no_hooks: { severity: "low", title: "No hook sees the calls" },
  not_managed: { severity: "low", title: "Nothing is managed" },
  unpinned_package: { severity: "medium", title: "A package runs without a fixed version" },
  unpinned_image: { severity: "medium", title: "A container image runs without a fixed version" },
  plain_http: { severity: "high", title: "A server is reached without encryption" },
  static_bearer: { severity: "high", title: "A fixed credential stands in `headers`" },
  secret_in_args: { severity: "high", title: "A secret stands in the arguments" },
  secret_in_url: { severity: "high", title: "A secret stands in an address" },
  sse_transport: { severity: "low", title: "A server uses the SSE transport" },
  server_differs: { severity: "medium", title: "One server is described in two ways" },
  server_incomplete: { severity: "medium", title: "A server has neither a command nor an address" },
  card_old_fields: { severity: "low", title: "The card still uses fields of A2A 0.3" },
  card_unsigned: { severity: "medium", title: "The card is not signed" },
  card_no_security: { severity: "medium", title: "The card names no security scheme" },
  card_incomplete: { severity: "low", title: "The card lacks required fields" },
  instructing_text: { severity: "high", title: "A description instructs whoever reads it" },
  hidden_characters: { severity: "high", title: "Text holds hidden characters" },
  name_too_long: { severity: "low", title: "A name was cut" },
  owner_column: { severity: "high", title: "A column that seems to name owners was not read" },
  extra_column: { severity: "medium", title: "A column was not read" },
  unknown_tier: { severity: "medium", title: "The tier is not known" },
  unknown_kind: { severity: "medium", title: "The kind is not known" },
  unknown_environment: { severity: "medium", title: "The environment is not known" },
  unknown_data_class: { severity: "medium", title: "A data class is not known" },
  unknown_autonomy: { severity: "medium", title: "The autonomy is not known" },
  owner_not_an_address: { severity: "medium", title: "The owner is not a mail address" },
  bom_without_versions: { severity: "medium", title: "Parts of the bill of materials have no version" },
  bom_old: { severity: "medium", title: "The bill of materials is older than 30 days" },
  bom_undated: { severity: "low", title: "The bill of materials has no date" },
  not_plain_json: { severity: "note", title: "The file is not plain JSON" },
  duplicate_name: { severity: "medium", title: "A name is given twice" },
  reserved_name: { severity: "medium", title: "A name is reserved by JavaScript" },
  repeated_agent: { severity: "low", title: "An agent is described twice" },
  repeated_path: { severity: "note", title: "Two files have one path" },
} as const satisfies Record<string, FindingWords>;
export type FindingId = keyof typeof findingKinds;

/** `line` counts from 1; a finding about a file as a whole stands on line 1. */
export type Place = { path: string; line: number };

export type Finding = Place & { id: FindingId; severity: Severity; title: string; detail: string; agent?: string };

/** What could not be read. `message` is whole: it names file and line, and says whether the rest was read. */
export type SourceFault = { path: string; line: number | null; message: string };

export type ImportSource = { path: string; kind: SourceKind; fingerprint: string; size: number };

/** The name of a variable or header. Its value stayed where it was read; only equal values have equal fingerprints. */
export type SealedValue = { name: string; fingerprint: string; reference: boolean };

export type DraftServer = {
  name: string;
  transport: string;
  command?: string;
  args?: string[];
  url?: string;
  env: SealedValue[];
  headers: SealedValue[];
  origin: Place;
};

export const toolEffects = ["approve", "ask", "prohibit"] as const;
export type ToolEffect = (typeof toolEffects)[number];

/** `effect` is null where a source names a tool without saying whether it may be used. */
export type DraftTool = { name: string; server?: string; effect: ToolEffect | null; hard: boolean; origin: Place };

export const draftKinds = ["saas_embedded", "endpoint_coding", "custom"] as const;
export type DraftKind = (typeof draftKinds)[number];
export const draftTiers = ["foundation", "enterprise", "advanced"] as const;
export type DraftTier = (typeof draftTiers)[number];
export const draftAutonomies = ["suggests", "acts_when_approved", "acts_within_limits", "acts_alone"] as const;
export type DraftAutonomy = (typeof draftAutonomies)[number];

export type UnclearField = "environment" | "owner_email";

export type DraftAgent = {
  /** The same for the same agent in every import: the repository's path, the card's address, or name and owner. */
  key: string;
  name: string;
  slug: string;
  /** Its files came without a folder, so the key does not say which project's agent it is. */
  placeless?: true;
  /** What a file says and nobody can use. It is asked about, and until then the agent is not imported. */
  unclear?: { field: UnclearField; said: string }[];
  /** Where the agent itself is reached, by its own card. */
  address?: string;
  /** The slug a table gives: our own export does. The agent is found by it. */
  known_slug?: string;
  parent?: string;
  purpose: string;
  /** Left out where a table does not say it. */
  kind?: DraftKind;
  environment?: Environment;
  owner_email?: string;
  deputy_email?: string;
  tier_target?: DraftTier;
  autonomy?: DraftAutonomy;
  tags?: string[];
  model_providers: string[];
  data_classes: string[];
  systems: string[];
  /** Hosts of its servers: systems it reaches, beside those that somebody listed. */
  hosts?: string[];
  tools: DraftTool[];
  servers: DraftServer[];
  origins: Place[];
};

export type ImportDraft = {
  sources: ImportSource[];
  agents: DraftAgent[];
  /** Servers that no agent of these files uses. */
  servers: DraftServer[];
  findings: Finding[];
  faults: SourceFault[];
};

/** `Payments & Risk` → `payments-risk`. Letters that have no plain form are left out. */
export function writeAgentSlug(name: string): string {
  const plain = name.slice(0, 500).normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
  const slug = plain.replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-+|-+$/g, "");
  const short = slug.slice(0, 55).replace(/-+$/, "");
  return short.length >= 2 ? short : ["agent", short].filter((part) => part !== "").join("-");
}
