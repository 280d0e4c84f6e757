import type { AgentKind } from "@/lib/agents/rules";
import type { Environment } from "@/lib/core/environments";

/** What an environment means for an agent that lives in it. */
export const environmentHints = {
  production: "Real work. Owner and deputy are two people.",
  staging: "Work that is checked before it counts. Owner and deputy are two people.",
  sandbox: "To try things out. One person may be owner and deputy.",
} as const satisfies Record<Environment, string>;

/** The kinds in a word, for a narrow column. */
export const shortKindWords = {
  saas_embedded: "In a service",
  endpoint_coding: "Coding",
  custom: "Our own",
} as const satisfies Record<AgentKind, string>;
