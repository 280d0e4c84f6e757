import { approvesEverything, findRises, type Rise, type Subject } from "@/lib/policy/rules/changing/compare/cases";
import { changeWords, type Found, type PolicyChange } from "@/lib/policy/rules/changing/compare/codes";
import { Budget } from "@/lib/policy/rules/changing/compare/formula";
import { looserIntents } from "@/lib/policy/rules/changing/compare/intent-changes";
import { looserRules, pairRules, type RulePair, turnPair } from "@/lib/policy/rules/changing/compare/rule-changes";
import { looserTests } from "@/lib/policy/rules/changing/compare/test-changes";
import { isSame, partKeys, type PolicyContent, type PolicyPart } from "@/lib/policy/rules/changing/content";
import { type CompiledRule, compileRule } from "@/lib/policy/rules/decision/compile";
import { readActions } from "@/lib/policy/rules/decision/environment";
import type { World } from "@/lib/policy/rules/writing/tests";

export type { ExampleCall, PolicyChange } from "@/lib/policy/rules/changing/compare/codes";

export type ChangeToJudge = {
  /** Undefined: nothing was live. */
  readonly before: PolicyContent | undefined;
  readonly after: PolicyContent;
  readonly world: World;
  /** The documents are an environment's guardrails, and hold for agents that approve anything. */
  readonly areGuardrails?: boolean;
  /** What a replay of recorded decisions found. */
  readonly replayed?: { readonly rises: number } | undefined;
};
export type Judgement = {
  readonly isLoosening: boolean;
  readonly loosens: readonly PolicyChange[];
  readonly tightens: readonly PolicyChange[];
};

/** Comparisons of two rules or two parts of conditions, each way. */
const steps = 200_000;

/** Nothing is approved, nothing may be started. */
const closedPolicy: PolicyContent = { require_intent: true, intents: [], rules: [], tests: [], secret_arguments: [] };

/**
 * Whether a change lets through more than before. Computed from the two documents, never declared: what cannot be shown
 * to hold is a loosening. A change can do both.
 */
export function judgeChange({
  before = closedPolicy,
  after,
  world,
  areGuardrails = false,
  replayed,
}: ChangeToJudge): Judgement {
  if (isSame(before, after) && !replayed?.rises) return { isLoosening: false, loosens: [], tightens: [] };
  const pair = pairRules(before, after, areGuardrails);
  const turned = turnPair(pair);
  const guardrails = areGuardrails ? undefined : world.guardrails.rules.map((rule) => compileRule(rule, true));
  const looser = (old: PolicyContent, now: PolicyContent, rules: RulePair): Found[] => {
    const budget = new Budget(steps);
    return [
      ...looserRules(rules, guardrails, budget),
      ...(areGuardrails ? [] : looserIntents(old, now, budget)),
      ...looserTests(old, now),
      ...looserRecord(old, now),
    ];
  };
  const [found, other] = [looser(before, after, pair), looser(after, before, turned)];
  const worlds = areGuardrails ? [approvesEverything, "approves-nothing"].map((slug) => ({ ...world, slug })) : [world];
  const sides = [
    { policy: before, rules: pair.before.rules, areGuardrails },
    { policy: after, rules: pair.after.rules, areGuardrails },
  ] as const;
  const places = placesOf(after);
  const loosens = [
    ...tell(found, findRises(sides[0], sides[1], subjectsOf(before, after, pair), worlds), 0, places),
    ...(replayed && replayed.rises > 0
      ? [{ code: "replay_rises" as const, detail: changeWords.replay_rises[0], after: replayed.rises }]
      : []),
  ];
  return { isLoosening: loosens.length > 0, loosens, tightens: tell(other, [], 1, places) };
}

/**
 * What is kept of calls is no limit on the agent, but on those who watch it. Fewer arguments hide what it did, more of
 * them, or one that is masked no longer, stand in the record for good: each takes a second person.
 */
function looserRecord(before: PolicyContent, after: PolicyContent): Found[] {
  const [old, now] = [before.keep_arguments ?? "read", after.keep_arguments ?? "read"];
  const shown = before.secret_arguments.filter((path) => !after.secret_arguments.includes(path));
  return [
    ...(old === now ? [] : [{ code: "keep_arguments" as const, before: old, after: now }]),
    ...(shown.length > 0 ? [{ code: "secret_arguments" as const, before: shown }] : []),
  ];
}

function subjectsOf(before: PolicyContent, after: PolicyContent, pair: RulePair): Subject[] {
  const [was, is] = [pair.changedBefore, pair.changedAfter].map(
    (list) => new Map(list.map((rule) => [rule.rule.id, decidingMembers(rule)])),
  );
  const decides = ({ rule: { id } }: CompiledRule): boolean => !isSame(was?.get(id), is?.get(id));
  const rules = [...pair.changedAfter, ...pair.changedBefore].filter(decides).map((rule): Subject => ({
    key: `rules ${rule.rule.id}`,
    actions: rule.actions ?? [],
    rule,
  }));
  const known = new Map(before.intents.map((intent) => [intent.id, intent]));
  const intents = after.intents
    .filter((intent) => !isSame(known.get(intent.id), intent))
    .map(({ id, actions }): Subject => ({
      key: `intents ${id}`,
      actions: readActions(actions) ?? [],
      rule: undefined,
    }));
  if (before.require_intent === after.require_intent) return [...rules, ...intents];
  const speaking = pair.after.rules.filter(({ effect }) => effect !== "prohibit").slice(0, 10);
  const open: Subject = {
    key: "require_intent",
    actions: speaking.flatMap(({ actions }) => actions ?? []),
    rule: undefined,
  };
  return [open, ...rules, ...intents];
}

/** A rule that says the same about calls in other words makes none rise. */
function decidingMembers({ effect, rule: { actions, resources, when } }: CompiledRule): unknown {
  return [effect, actions, resources, when];
}

type Places = Readonly<Record<PolicyPart, ReadonlyMap<string, number>>>;

function placesOf(policy: PolicyContent): Places {
  const places = (part: PolicyPart): ReadonlyMap<string, number> =>
    new Map(
      policy[part].map((item, at) => [
        partKeys[part] === "id" && "id" in item ? item.id : "name" in item ? item.name : "",
        at,
      ]),
    );
  return { rules: places("rules"), intents: places("intents"), tests: places("tests") };
}

/** Each with its words and its first example; a call that rises for a reason nobody found is one of its own. */
function tell(found: readonly Found[], rises: readonly Rise[], way: 0 | 1, places: Places): PolicyChange[] {
  const examples = new Map(rises.toReversed().map(({ key, example }) => [key, example]));
  const changes = found.map(({ code, part, id, before, after }): PolicyChange => {
    const at = part !== undefined && id !== undefined ? places[part].get(id) : undefined;
    const example = part === undefined ? examples.get(code) : examples.get(`${part} ${id}`);
    const [was, is] = way === 0 ? [before, after] : [after, before];
    return {
      code,
      detail: changeWords[code][way],
      ...(id !== undefined && { id }),
      ...(at !== undefined && { pointer: `/${part}/${at}` }),
      ...(was !== undefined && { before: was }),
      ...(is !== undefined && { after: is }),
      ...(example && { example }),
    };
  });
  const [first] = rises;
  return changes.length > 0 || !first
    ? changes
    : [{ code: "case_rises", detail: changeWords.case_rises[way], example: first.example }];
}
