import "server-only";
import type { KnownAgent } from "@/lib/decisions/repository/agents";
import type { DecisionRow } from "@/lib/decisions/repository/rows";
import {
  compileEnvironment,
  type Environment,
  type JsonMembers,
  type PublishedRule,
  snapshotFormat,
} from "@/lib/policy/rules";
import type { PolicyDocument, PolicyLines } from "@/lib/policy/schema";

export type Version = { readonly number: number; readonly document: PolicyDocument; readonly lines: PolicyLines };

type Known = {
  readonly row: DecisionRow;
  readonly agent: KnownAgent | null;
  readonly policy: Version;
  readonly guardrails: Version | null;
  readonly context: JsonMembers;
};

/**
 * What stood around the rules, as far as the decision itself says: the agent was active, since it was not refused for
 * being none; its tool was accepted and its system verified its caller, unless that is why.
 */
export function rebuildEnvironment({ row, agent, policy, guardrails, context }: Known): Environment {
  const { document, number } = policy;
  return compileEnvironment({
    format: snapshotFormat,
    critical: [],
    env: row.environment,
    epoch: row.epoch ?? 1,
    guardrails: { version: guardrails?.number ?? 1, rules: publish(guardrails?.document.rules ?? []) },
    agents: {
      [row.agent]: {
        version: number,
        state: "active",
        tier: agent?.tier ?? "foundation",
        ...(agent?.kind !== null && agent?.kind !== undefined && { kind: agent.kind }),
        require_intent: document.require_intent,
        governed_until: null,
        binds: [],
        intents: document.intents,
        rules: publish(document.rules),
      },
    },
    contained: { agents: [], tools: [], all: false },
    tools: row.reason === "tool_unreviewed" ? {} : acceptTool(row.action, context["tool_digest"]),
    systems: row.reason === "reach_refused" ? { reached: { verifies_caller: false, actions: ["**"] } } : {},
  });
}

/** When a rule last changed matters to grants alone. */
function publish(rules: PolicyDocument["rules"]): PublishedRule[] {
  return rules.map((rule) => ({ ...rule, since: 1 }));
}

function acceptTool(action: string, digest: unknown) {
  const [, server = "", tool = ""] = /^(mcp\.[^.]*)\.(.*)$/s.exec(action) ?? [];
  if (server === "" || typeof digest !== "string") return {};
  return { [server]: { state: "accepted", tools: { [tool]: { digests: [digest] } } } };
}
