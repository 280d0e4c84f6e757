import { isSame, type PolicyContent, toJson } from "@/lib/policy/rules/changing/content";
import type { Found } from "@/lib/policy/rules/changing/compare/codes";
import { type CoverSource, isCovered, RuleCovers } from "@/lib/policy/rules/changing/compare/cover";
import type { Budget } from "@/lib/policy/rules/changing/compare/formula";
import { weakerLabels, weakerQuestion } from "@/lib/policy/rules/changing/compare/weaker";
import { type CompiledRule, compileRule } from "@/lib/policy/rules/decision/compile";
import { actionsOverlap } from "@/lib/policy/rules/patterns";
import type { WrittenRule } from "@/lib/policy/rules/writing/document";

/** The rules of both sides, compiled once; those that are the same on both are one. */
export type RulePair = {
  readonly before: RuleCovers;
  readonly after: RuleCovers;
  readonly changedBefore: readonly CompiledRule[];
  readonly changedAfter: readonly CompiledRule[];
};

export function pairRules(before: PolicyContent, after: PolicyContent, areGuardrails: boolean): RulePair {
  const compile = (rule: WrittenRule): CompiledRule => compileRule({ ...rule, since: 1 }, areGuardrails);
  const known = new Map(before.rules.map((rule) => [rule.id, { rule, compiled: compile(rule) }]));
  const same = new Set<CompiledRule>();
  const after_ = after.rules.map((rule) => {
    const old = known.get(rule.id);
    if (!old || !isSame(old.rule, rule)) return compile(rule);
    same.add(old.compiled);
    return old.compiled;
  });
  const before_ = [...known.values()].map(({ compiled }) => compiled);
  const isChanged = (rule: CompiledRule): boolean => !same.has(rule);
  return {
    before: new RuleCovers(before_),
    after: new RuleCovers(after_),
    changedBefore: before_.filter(isChanged),
    changedAfter: after_.filter(isChanged),
  };
}

export function turnPair({ before, after, changedBefore, changedAfter }: RulePair): RulePair {
  return { before: after, after: before, changedBefore: changedAfter, changedAfter: changedBefore };
}

/**
 * Why the rules after may let through what those before did not. Proved rule by rule and whatever the guardrails say,
 * since these change too: each limit must be held by one as strong, each approval stand inside of one. The most that a
 * decision may cost is no limit here: a policy that only held because it was too costly to judge held nothing.
 */
export function looserRules(pair: RulePair, guardrails: readonly CompiledRule[] | undefined, budget: Budget): Found[] {
  const sameId = new Map(pair.after.rules.map((rule) => [rule.rule.id, rule]));
  const sameBefore = new Map(pair.before.rules.map((rule) => [rule.rule.id, rule]));
  return [
    ...pair.changedBefore
      .filter(({ effect }) => effect !== "approve")
      .flatMap((rule) => looserLimit(rule, sameId.get(rule.rule.id), pair, guardrails, budget)),
    ...pair.changedAfter.flatMap((rule) =>
      rule.effect === "approve"
        ? looserApproval(rule, sameBefore.get(rule.rule.id), pair, budget)
        : rule.effect === "ask" && !isQuestionKnown(rule, pair, budget)
          ? [{ code: "question" as const, part: "rules" as const, id: rule.rule.id, after: toJson(rule.rule.when) }]
          : [],
    ),
  ];
}

const effectIs =
  (...effects: readonly string[]) =>
  ({ effect }: CompiledRule): boolean =>
    effects.includes(effect);

/** A limit that is gone, narrower or asks for less. */
function looserLimit(
  rule: CompiledRule,
  now: CompiledRule | undefined,
  pair: RulePair,
  guardrails: readonly CompiledRule[] | undefined,
  budget: Budget,
): Found[] {
  const isQuestion = rule.effect === "ask";
  const asks = (other: CompiledRule): boolean =>
    other.effect === "prohibit" || (isQuestion && other.effect === "ask" && weakerQuestion(rule, other).length === 0);
  const holds = (other: CompiledRule): boolean => asks(other) && weakerLabels(rule, other).length === 0;
  if (isCovered(rule, [{ covers: pair.after, fits: holds }], budget)) return [];
  if (isQuestion && guardrails && leadsNowhere(rule, pair, guardrails, asks, budget)) return [];
  const { id } = rule.rule;
  const kind = effectIs("prohibit", ...(isQuestion ? ["ask"] : []));
  if (now && kind(now) && isCovered(rule, [{ covers: new RuleCovers([now]), fits: kind }], budget)) {
    const questions = isQuestion && now.effect === "ask" ? weakerQuestion(rule, now) : [];
    const weaker = [...questions, ...weakerLabels(rule, now)];
    if (weaker.length > 0) return weaker.map((one) => ({ ...one, part: "rules", id }));
  }
  return [{ code: isQuestion ? "ask" : "prohibit", part: "rules", id, ...patternsOf(rule, now) }];
}

/** A question that is no longer asked loosens nothing where the answer is now no: nothing else approves or asks there. */
function leadsNowhere(
  rule: CompiledRule,
  { after }: RulePair,
  guardrails: readonly CompiledRule[],
  asksAsMuch: (other: CompiledRule) => boolean,
  budget: Budget,
): boolean {
  for (const other of [...guardrails, ...after.rules]) {
    if (!budget.spend()) return false;
    if (other.effect !== "prohibit" && doMeet(rule, other) && !asksAsMuch(other)) return false;
  }
  return true;
}

function doMeet({ actions: ours }: CompiledRule, { actions: theirs }: CompiledRule): boolean {
  return !ours || !theirs || ours.some((one) => theirs.some((other) => actionsOverlap(one, other)));
}

/** An approval that was not one before, and that no limit of the same policy takes in. */
function looserApproval(rule: CompiledRule, was: CompiledRule | undefined, pair: RulePair, budget: Budget): Found[] {
  const approves = effectIs("approve");
  const held: CoverSource = { covers: pair.after, fits: effectIs("prohibit", "ask") };
  const labelled = (other: CompiledRule): boolean => approves(other) && weakerLabels(other, rule).length === 0;
  if (isCovered(rule, [{ covers: pair.before, fits: labelled }, held], budget)) return [];
  const { id } = rule.rule;
  if (was && isCovered(rule, [{ covers: new RuleCovers([was]), fits: approves }, held], budget)) {
    return weakerLabels(was, rule).map((one) => ({ ...one, part: "rules", id }));
  }
  return [{ code: "approve", part: "rules", id, ...(was ? patternsOf(was, rule) : {}) }];
}

/** What may be asked was asked or approved before, or is never reached. */
function isQuestionKnown(rule: CompiledRule, { before, after }: RulePair, budget: Budget): boolean {
  const sources = [
    { covers: before, fits: effectIs("ask", "approve") },
    { covers: after, fits: effectIs("prohibit") },
  ];
  return isCovered(rule, sources, budget);
}

/** What the rule says of itself, where that differs. */
function patternsOf(before: CompiledRule, after: CompiledRule | undefined): Pick<Found, "before" | "after"> {
  const membersOf = ({ rule: { effect, actions, resources, when } }: CompiledRule) =>
    toJson({ effect, actions, resources, when });
  return { before: membersOf(before), ...(after && { after: membersOf(after) }) };
}
