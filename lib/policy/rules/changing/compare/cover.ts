import { type Budget, entails, type Formula, formulaOf } from "@/lib/policy/rules/changing/compare/formula";
import type { CompiledRule } from "@/lib/policy/rules/decision/compile";
import {
  type ActionPattern,
  coversAction,
  coversResource,
  literalAction,
  type ResourcePattern,
} from "@/lib/policy/rules/patterns";

type Entry = { readonly rule: CompiledRule; readonly pattern: ActionPattern };

/** The rules of a policy by the actions they name. */
export class RuleCovers {
  readonly rules: readonly CompiledRule[];
  readonly #named = new Map<string, Entry[]>();
  readonly #wide: Entry[] = [];

  constructor(rules: readonly CompiledRule[]) {
    this.rules = rules;
    for (const rule of rules) {
      for (const pattern of rule.actions ?? []) {
        const name = literalAction(pattern);
        const known = name === undefined ? this.#wide : this.#named.get(name);
        if (known) known.push({ rule, pattern });
        else if (name !== undefined) this.#named.set(name, [{ rule, pattern }]);
      }
    }
  }

  /** Some rule that takes in all of this action and resource. */
  find(
    action: ActionPattern,
    resource: ResourcePattern | undefined,
    fits: (outer: CompiledRule) => boolean,
    budget: Budget,
  ): CompiledRule | undefined {
    const name = literalAction(action);
    for (const entries of [name === undefined ? undefined : this.#named.get(name), this.#wide]) {
      for (const { rule, pattern } of entries ?? []) {
        if (!budget.spend()) return undefined;
        if (coversAction(pattern, action) && takesResource(rule, resource) && fits(rule)) return rule;
      }
    }
    return undefined;
  }
}

function takesResource({ resources }: CompiledRule, inner: ResourcePattern | undefined): boolean {
  if (!resources) return true;
  return resources.some((outer) => outer.type === undefined || (inner !== undefined && coversResource(outer, inner)));
}

export type CoverSource = { readonly covers: RuleCovers; readonly fits: (outer: CompiledRule) => boolean };

/** Whether for all that a rule matches one of these rules matches too: proved action by action and resource by resource. */
export function isCovered(inner: CompiledRule, sources: readonly CoverSource[], budget: Budget): boolean {
  if (!inner.actions) return false;
  const resources = inner.resources ?? [undefined];
  return inner.actions.every((action) =>
    resources.every((resource) =>
      sources.some(
        ({ covers, fits }) =>
          covers.find(action, resource, (outer) => fits(outer) && takesCondition(outer, inner, budget), budget) !==
          undefined,
      ),
    ),
  );
}

/**
 * Whether the outer rule applies wherever the inner one does. A condition that cannot be evaluated applies in what
 * limits and not in what approves, so a question with a condition never stands inside of an approval with the same one.
 */
function takesCondition(outer: CompiledRule, inner: CompiledRule, budget: Budget): boolean {
  if (!outer.condition) return true;
  const [outerApproves, innerApproves] = [outer.effect === "approve", inner.effect === "approve"];
  if (outerApproves && !innerApproves) return isAlwaysTrue(outer);
  if (!inner.condition) return isAlwaysTrue(outer);
  if (outer.condition.text.trim() === inner.condition.text.trim()) return true;
  if (innerApproves) return proves(formulaFor(inner, false), formulaFor(outer, false), budget);
  // Wherever the outer one is false the inner one is: then the inner one applies nowhere else.
  return proves(formulaFor(outer, true), formulaFor(inner, true), budget);
}

function isAlwaysTrue({ condition }: CompiledRule): boolean {
  return condition?.node.kind === "literal" && condition.node.value === true && condition.text.trim() === "true";
}

function proves(inner: Formula | undefined, outer: Formula | undefined, budget: Budget): boolean {
  return inner !== undefined && outer !== undefined && entails(inner, outer, budget);
}

const read = new WeakMap<CompiledRule, Map<boolean, Formula | undefined>>();

function formulaFor(rule: CompiledRule, isNegated: boolean): Formula | undefined {
  const known = read.get(rule) ?? new Map<boolean, Formula | undefined>();
  read.set(rule, known);
  if (!known.has(isNegated)) known.set(isNegated, rule.condition && formulaOf(rule.condition, isNegated));
  return known.get(isNegated);
}
