import { ConditionFault } from "@/lib/policy/rules/cel/ast";
import { compileCondition, type Condition, unreadableCondition } from "@/lib/policy/rules/condition";
import {
  type ActionPattern,
  firstSegment,
  literalAction,
  matchesAction,
  matchesResource,
  parseActionPattern,
  parseResourcePattern,
  PatternFault,
  type ResourcePattern,
} from "@/lib/policy/rules/patterns";
import { type Effect, effects, type PublishedRule, type Risk, risks } from "@/lib/policy/rules/snapshot";

export type CompiledRule = {
  /** As decisions name it: a guardrail's begins with `guardrail/`. */
  readonly name: string;
  readonly isGuardrail: boolean;
  readonly since: number;
  readonly effect: Effect;
  readonly risk: Risk;
  readonly rule: PublishedRule;
  /** Undefined: every action, because a pattern could not be read. */
  readonly actions: readonly ActionPattern[] | undefined;
  readonly resources: readonly ResourcePattern[] | undefined;
  readonly condition: Condition | undefined;
};

/**
 * A rule that this build cannot read in part counts against the agent in that part: an effect it does not know
 * prohibits, a pattern it cannot read matches where the rule limits and nowhere where it approves.
 */
export function compileRule(rule: PublishedRule, isGuardrail: boolean): CompiledRule {
  const known = effects.find((one) => one === rule.effect) ?? "prohibit";
  // Guardrails only limit.
  const effect = isGuardrail && known === "approve" ? "prohibit" : known;
  const approves = effect === "approve";
  return {
    name: isGuardrail ? `guardrail/${rule.id}` : rule.id,
    isGuardrail,
    since: rule.since,
    effect,
    risk: risks.find((one) => one === rule.risk) ?? "critical",
    rule,
    actions: readPatterns(rule.actions, parseActionPattern, approves),
    resources: rule.resources && readPatterns(rule.resources, parseResourcePattern, approves),
    condition: rule.when === undefined ? undefined : readCondition(rule.when),
  };
}

function readPatterns<T>(
  texts: readonly string[],
  read: (text: string) => T,
  approves: boolean,
): readonly T[] | undefined {
  const patterns: T[] = [];
  for (const text of texts) {
    try {
      patterns.push(read(text));
    } catch (error) {
      if (!(error instanceof PatternFault)) throw error;
      if (!approves) return undefined;
    }
  }
  return patterns;
}

function readCondition(text: string): Condition {
  try {
    return compileCondition(text);
  } catch (error) {
    if (error instanceof ConditionFault) return unreadableCondition(text, error.message);
    throw error;
  }
}

function fitsAction({ actions }: CompiledRule, action: string): boolean {
  return actions === undefined || actions.some((pattern) => matchesAction(pattern, action));
}

function fitsResource({ resources }: CompiledRule, type: string, id: string): boolean {
  return resources === undefined || resources.some((pattern) => matchesResource(pattern, type, id));
}

/** Finds the rules that may be about an action without looking at the others. */
export class RuleIndex {
  readonly rules: readonly CompiledRule[];
  readonly #exact = new Map<string, CompiledRule[]>();
  readonly #byFirst = new Map<string, CompiledRule[]>();
  readonly #everywhere: CompiledRule[] = [];

  constructor(rules: readonly CompiledRule[]) {
    this.rules = rules;
    for (const rule of rules) this.#place(rule);
  }

  #place(rule: CompiledRule): void {
    const keys = rule.actions?.map((pattern) => ({ exact: literalAction(pattern), first: firstSegment(pattern) }));
    if (!keys || keys.some(({ exact, first }) => exact === undefined && first === undefined)) {
      this.#everywhere.push(rule);
      return;
    }
    // By a first part where one pattern needs it, so that no rule stands in two places.
    const places = keys.every(({ exact }) => exact !== undefined)
      ? ([this.#exact, keys.map(({ exact }) => exact)] as const)
      : ([this.#byFirst, keys.map(({ first }) => first)] as const);
    for (const key of new Set(places[1])) {
      if (key === undefined) continue;
      const found = places[0].get(key);
      if (found) found.push(rule);
      else places[0].set(key, [rule]);
    }
  }

  /** The rules whose action and resource fit; their conditions are asked apart. */
  find(action: string, type: string, id: string): CompiledRule[] {
    const found: CompiledRule[] = [];
    for (const rule of this.#exact.get(action) ?? []) if (fitsResource(rule, type, id)) found.push(rule);
    const dot = action.indexOf(".");
    const first = dot < 0 ? action : action.slice(0, dot);
    for (const candidates of [this.#byFirst.get(first), this.#everywhere]) {
      for (const rule of candidates ?? []) {
        if (fitsAction(rule, action) && fitsResource(rule, type, id)) found.push(rule);
      }
    }
    return found;
  }
}
