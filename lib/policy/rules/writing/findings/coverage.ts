import type { CompiledRule } from "@/lib/policy/rules/decision/compile";
import { coversAction, coversResource, literalAction } from "@/lib/policy/rules/patterns";

/** Whether the outer rule matches whatever the inner one matches: wider patterns, and no condition or the same one. */
export function coversRule(outer: CompiledRule, inner: CompiledRule): boolean {
  if (!outer.actions || !inner.actions) return false;
  if (outer.condition && outer.condition.text.trim() !== inner.condition?.text.trim()) return false;
  const actions = inner.actions.every((one) => outer.actions?.some((other) => coversAction(other, one)));
  if (!actions || !outer.resources) return actions;
  return inner.resources?.every((one) => outer.resources?.some((other) => coversResource(other, one))) === true;
}

/** A policy of ten thousand patterns with stars is compared with this many of them; people write a few. */
const maxWide = 500;

/** Which rules may cover another: those that name its action, and those with a star. */
export class CoverIndex {
  readonly #named = new Map<string, CompiledRule[]>();
  readonly #wide: CompiledRule[] = [];

  constructor(rules: readonly CompiledRule[]) {
    for (const rule of rules) {
      const names = (rule.actions ?? []).map(literalAction);
      if (names.includes(undefined)) {
        if (this.#wide.length < maxWide) this.#wide.push(rule);
        continue;
      }
      for (const name of new Set(names)) {
        if (name === undefined) continue;
        const found = this.#named.get(name);
        if (found) found.push(rule);
        else this.#named.set(name, [rule]);
      }
    }
  }

  /** The first rule that covers this one and fits, itself left out. */
  find(rule: CompiledRule, fits: (other: CompiledRule) => boolean): CompiledRule | undefined {
    const first = rule.actions?.[0];
    const name = first && literalAction(first);
    const named = name === undefined ? [] : (this.#named.get(name) ?? []).slice(0, maxWide);
    return [...this.#wide, ...named].find((other) => other !== rule && fits(other) && coversRule(other, rule));
  }
}
