import { literalAction, parseActionPattern, suggestRules } from "@/lib/policy/rules";
import type { PolicyDocument, Rule } from "@/lib/policy/schema";
import type { ObservedAction } from "@/lib/decisions/schema";
import { checkPart } from "../rule-form/check-part";

/** A rule nobody has said yes to, and what was seen that it is for. */
export type Offer = { readonly rule: Rule; readonly why: string; readonly counts: ObservedAction["counts"] };

/** What a call that is about nothing in particular has for a resource. */
const noResource = "none";

/** Rules for what no rule of the draft speaks of, each wide enough for what was seen and no wider. */
export function offerRules(observed: readonly ObservedAction[], { rules }: Pick<PolicyDocument, "rules">): Offer[] {
  const seen = new Map(observed.map((one) => [one.action, one]));
  const found = new Map<string, Offer>();
  for (const { rule, why } of suggestRules(observed.flatMap(splitByType), { rules })) {
    const action = readAction(rule.actions);
    const call = seen.get(action);
    if (!call) continue;
    const before = found.get(action);
    const resources = [...(before?.rule.resources ?? []), ...(rule.resources ?? nothingElse(call))];
    const written = { ...rule, id: before?.rule.id ?? rule.id, ...(resources.length > 0 && { resources }) };
    const checked = checkPart("rules", written, { intents: [], taken: [] });
    if (checked.ok) found.set(action, { rule: checked.item, why, counts: call.counts });
  }
  return [...found.values()];
}

/** One for each kind of resource, so that a rule for one kind does not hide that another has none. */
function splitByType({ action, counts, resource_types: types, arguments: carried }: ObservedAction) {
  const call = {
    action,
    count: counts.allow + counts.ask + counts.deny,
    asked: counts.ask,
    denied: counts.deny,
    arguments: carried.map(({ path, samples }) => ({ path: path.split("."), samples })),
  };
  return types.length === 0 ? [call] : types.map((type) => ({ ...call, resource_type: type }));
}

/** A rule without resources is for all of them: where some calls had one, those without are named as well. */
function nothingElse({ resource_types: types }: ObservedAction): string[] {
  return types.length > 1 ? [`${noResource}/*`] : [];
}

function readAction(patterns: readonly string[]): string {
  return literalAction(parseActionPattern(patterns[0] ?? "")) ?? "";
}
