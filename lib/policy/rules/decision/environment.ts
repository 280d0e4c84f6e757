import { type CompiledRule, compileRule, RuleIndex } from "@/lib/policy/rules/decision/compile";
import { type ActionPattern, matchesAction, parseActionPattern, PatternFault } from "@/lib/policy/rules/patterns";
import { type PublishedAgent, type Snapshot, snapshotFormat } from "@/lib/policy/rules/snapshot";

export type CompiledAgent = {
  readonly slug: string;
  readonly entry: PublishedAgent;
  readonly index: RuleIndex;
  readonly intents: ReadonlyMap<string, readonly ActionPattern[]>;
};

type Refusal = {
  readonly actions: readonly ActionPattern[] | undefined;
  readonly agents: ReadonlySet<string> | undefined;
};

/** A snapshot ready to decide by. An agent is compiled when it is first asked about, its guardrails once for all. */
export type Environment = {
  readonly snapshot: Snapshot;
  /** A format or a critical member this build does not know: everything is denied. */
  readonly isReadable: boolean;
  readonly guardrails: RuleIndex;
  readonly findAgent: (slug: string) => CompiledAgent | undefined;
  readonly isContained: (slug: string, action: string) => boolean;
  readonly reachesUnverified: (action: string) => boolean;
};

export function compileEnvironment(snapshot: Snapshot): Environment {
  const agents = new Map<string, CompiledAgent>();
  const contained = snapshot.contained.tools.map(({ actions, agents: named }) => ({
    actions: readActions(actions),
    agents: named && new Set(named),
  }));
  const containedAgents = new Set(snapshot.contained.agents);
  const unverified = Object.values(snapshot.systems)
    .filter(({ verifies_caller }) => verifies_caller !== true)
    .map(({ actions }) => readActions(actions));
  return {
    snapshot,
    isReadable: snapshot.format === snapshotFormat && snapshot.critical.length === 0,
    guardrails: new RuleIndex(compileRules(snapshot.guardrails.rules, true)),
    findAgent: (slug) => {
      const known = agents.get(slug);
      if (known) return known;
      const entry = Object.hasOwn(snapshot.agents, slug) ? snapshot.agents[slug] : undefined;
      if (!entry) return undefined;
      const compiled = compileAgent(slug, entry);
      agents.set(slug, compiled);
      return compiled;
    },
    isContained: (slug, action) =>
      snapshot.contained.all !== false ||
      containedAgents.has(slug) ||
      contained.some((one) => isRefused(one, slug, action)),
    reachesUnverified: (action) => unverified.some((patterns) => fits(patterns, action)),
  };
}

export function compileAgent(slug: string, entry: PublishedAgent): CompiledAgent {
  return {
    slug,
    entry,
    index: new RuleIndex(compileRules(entry.rules, false)),
    intents: new Map(entry.intents.map(({ id, actions }) => [id, readActions(actions) ?? []])),
  };
}

function compileRules(rules: Snapshot["guardrails"]["rules"], isGuardrail: boolean): CompiledRule[] {
  return rules.map((rule) => compileRule(rule, isGuardrail));
}

function isRefused({ actions, agents }: Refusal, slug: string, action: string): boolean {
  return (agents === undefined || agents.has(slug)) && fits(actions, action);
}

function fits(patterns: readonly ActionPattern[] | undefined, action: string): boolean {
  return patterns === undefined || patterns.some((pattern) => matchesAction(pattern, action));
}

/** Undefined where one cannot be read: whoever refuses by these patterns refuses everything, whoever allows nothing. */
export function readActions(texts: readonly string[]): readonly ActionPattern[] | undefined {
  try {
    return texts.map(parseActionPattern);
  } catch (error) {
    if (error instanceof PatternFault) return undefined;
    throw error;
  }
}
