import { type CompiledRule, compileRule } from "@/lib/policy/rules/decision/compile";
import type { WrittenPolicy } from "@/lib/policy/rules/writing/document";
import { CoverIndex, coversRule } from "@/lib/policy/rules/writing/findings/coverage";
import { hasTrait, type Trait } from "@/lib/policy/rules/writing/findings/words";
import { type ActionPattern, actionsOverlap, coversAction, parseActionPattern } from "@/lib/policy/rules/patterns";
import type { PublishedRule } from "@/lib/policy/rules/snapshot";

/** What a policy leaves open although every word of it is right. Each with what to do about it. */
export const findingWords = {
  no_enforcement_point: "Nothing is named that enforces it. Say where it is enforced, or it is only a wish.",
  irreversible_soft_only:
    "It cannot be taken back, and only soft boundaries stand before it. Ask a person, or enforce it outside the model.",
  tedious_only: "It makes the attack tedious, not impossible, and nothing else stands there.",
  scope_too_coarse: "A credential cannot carry this limit. Enforce it at a gateway or by asking.",
  open_ended_tool: "The tool runs whatever it is given. Limit it with a condition, ask a person, or prohibit it.",
  toxic_combination: "The agent may read about people and send to the outside. One of the two should ask a person.",
  unreachable: "It never decides: another rule always wins.",
  shadowed: "It adds nothing: a wider rule says the same.",
  one_level_only: "It ends in .*, which leaves deeper actions open. Write .** to prohibit all of them.",
  nobody_can_approve: "Nobody can give this approval now, so it is always refused.",
  intent_without_rule: "No rule approves or asks for any of its actions, so a session of it can do nothing.",
  action_in_no_intent: "No intent holds its actions, so no session can use it.",
  never_there: "The condition reads something that is never there.",
} as const;
export type FindingCode = keyof typeof findingWords;
export const findingCodes = Object.keys(findingWords).filter((code): code is FindingCode =>
  Object.hasOwn(findingWords, code),
);

export type Finding = {
  readonly code: FindingCode;
  /** Where in the document: `/rules/3`, `/intents/0`. */
  readonly pointer: string;
  readonly id: string;
  readonly detail: string;
  /** The rule that stands in the way. */
  readonly other?: string;
};

type Placed = { readonly rule: CompiledRule; readonly pointer: string };
type Others = {
  readonly own: CoverIndex;
  readonly all: CoverIndex;
  readonly order: ReadonlyMap<CompiledRule, number>;
  /** What is prohibited without a condition, whatever the resource. */
  readonly prohibited: readonly ActionPattern[];
};

/** Judged by the rules alone; who can approve is judged where people are known. The document has passed its check. */
export function findIssues(
  policy: WrittenPolicy,
  guardrails: readonly PublishedRule[],
  areGuardrails = false,
): Finding[] {
  const placed = policy.rules.map((rule, at) => ({
    rule: compileRule({ ...rule, since: 1 }, areGuardrails),
    pointer: `/rules/${at}`,
  }));
  const rules = placed.map(({ rule }) => rule);
  const others: Others = {
    own: new CoverIndex(rules),
    all: new CoverIndex([...guardrails.map((rule) => compileRule(rule, true)), ...rules]),
    order: new Map(rules.map((rule, at) => [rule, at])),
    prohibited: rules.filter(isUnconditional).flatMap(({ actions }) => actions ?? []),
  };
  return [
    ...placed.flatMap((one) => [...labelFindings(one, others), ...orderFindings(one, others)]),
    ...toxicFindings(placed, others),
    ...(areGuardrails ? [] : intentFindings(policy, placed)),
  ];
}

function isUnconditional({ effect, condition, resources }: CompiledRule): boolean {
  return effect === "prohibit" && !condition && !resources;
}

function finding(code: FindingCode, { rule, pointer }: Placed, other?: CompiledRule): Finding {
  const id = rule.rule.id;
  return { code, pointer, id, detail: findingWords[code], ...(other && { other: other.name }) };
}

function labelFindings(placed: Placed, others: Others): Finding[] {
  const { rule } = placed;
  const { enforced_at: places = [], boundary, strength, actions, when, resources } = rule.rule;
  const found: Finding[] = [];
  const approves = rule.effect === "approve";
  const stands = (fits: (other: CompiledRule) => boolean): boolean =>
    others.own.find(rule, (other) => other.effect !== "approve" && fits(other)) !== undefined;
  if (places.length === 0) found.push(finding("no_enforcement_point", placed));
  if (approves && boundary === "soft" && actions.some((action) => hasTrait(action, "irreversible"))) {
    if (!stands(({ rule: { boundary: other } }) => other === "hard"))
      found.push(finding("irreversible_soft_only", placed));
  }
  if (strength === "tedious" && !stands(({ rule: { strength: other } }) => other === "impossible")) {
    found.push(finding("tedious_only", placed));
  }
  if (places.length === 1 && places[0] === "credential" && (when !== undefined || resources !== undefined)) {
    found.push(finding("scope_too_coarse", placed));
  }
  if (approves && when === undefined && actions.some((action) => hasTrait(action, "open"))) {
    found.push(finding("open_ended_tool", placed));
  }
  if (rule.effect === "prohibit" && leavesDeeperOpen(rule, others)) found.push(finding("one_level_only", placed));
  for (const { detail } of rule.condition?.warnings ?? []) found.push({ ...finding("never_there", placed), detail });
  return found;
}

/** `x.*` prohibits `x.y` and leaves `x.y.z`, unless another rule prohibits all of that, whatever the call. */
function leavesDeeperOpen(rule: CompiledRule, { prohibited }: Others): boolean {
  return (rule.actions ?? []).some(({ text }) => {
    if (!text.endsWith(".*")) return false;
    const deeper = parseActionPattern(`${text}.**`);
    return !prohibited.some((other) => coversAction(other, deeper));
  });
}

const stronger: Readonly<Record<string, readonly string[]>> = { approve: ["prohibit", "ask"], ask: ["prohibit"] };

/** Prohibitions win over everything, questions over approvals; what an unconditional one of these covers never decides. */
function orderFindings(placed: Placed, { all, order }: Others): Finding[] {
  const { rule } = placed;
  const wins = stronger[rule.effect] ?? [];
  const winner = all.find(rule, (other) => wins.includes(other.effect));
  if (winner) return [finding("unreachable", placed, winner)];
  if (rule.effect === "ask") return [];
  // Two rules that cover each other say the same: the later one is the one too many.
  const comesFirst = (other: CompiledRule): boolean =>
    !coversRule(rule, other) || (order.get(other) ?? -1) < (order.get(rule) ?? 0);
  const wider = all.find(rule, (other) => other.effect === rule.effect && comesFirst(other));
  return wider ? [finding("shadowed", placed, wider)] : [];
}

function toxicFindings(placed: readonly Placed[], { own }: Others): Finding[] {
  const isFree = ({ rule }: Placed): boolean =>
    rule.effect === "approve" && own.find(rule, ({ effect }) => effect === "ask") === undefined;
  const names = ({ rule }: Placed, ...traits: Trait[]): boolean =>
    rule.rule.actions.some((action) => traits.every((trait) => hasTrait(action, trait)));
  const reader = placed.find((one) => names(one, "reading", "personal") && isFree(one));
  const sender = placed.find((one) => one !== reader && names(one, "outward") && isFree(one));
  return reader && sender ? [finding("toxic_combination", sender, reader.rule)] : [];
}

function intentFindings({ intents, require_intent }: WrittenPolicy, placed: readonly Placed[]): Finding[] {
  const granting = placed.filter(({ rule }) => rule.effect !== "prohibit");
  const lists = intents.map(({ actions }) => actions.map(parseActionPattern));
  const meets = (patterns: readonly ActionPattern[], { rule }: Placed): boolean =>
    patterns.some((one) => rule.actions?.some((other) => actionsOverlap(one, other)) === true);
  const idle = intents.flatMap(({ id }, at): Finding[] => {
    if (granting.some((one) => meets(lists[at] ?? [], one))) return [];
    return [{ code: "intent_without_rule", pointer: `/intents/${at}`, id, detail: findingWords.intent_without_rule }];
  });
  const homeless = require_intent ? granting.filter((one) => !lists.some((patterns) => meets(patterns, one))) : [];
  return [...idle, ...homeless.map((one) => finding("action_in_no_intent", one))];
}
