import type { ExampleCall } from "@/lib/policy/rules/changing/compare/codes";
import {
  sampleActions,
  sampleConditions,
  buildValues,
  sampleResource,
  type Samples,
} from "@/lib/policy/rules/changing/compare/samples";
import { isMembers, type PolicyContent } from "@/lib/policy/rules/changing/content";
import { type CompiledRule, RuleIndex } from "@/lib/policy/rules/decision/compile";
import { type Call, decide } from "@/lib/policy/rules/decision/decide";
import { type Environment, readActions } from "@/lib/policy/rules/decision/environment";
import { readSession } from "@/lib/policy/rules/decision/session";
import { type ActionPattern, actionsOverlap } from "@/lib/policy/rules/patterns";
import type { Json, Outcome } from "@/lib/policy/rules/snapshot";
import { previewEnvironment, type World } from "@/lib/policy/rules/writing/tests";

/** About what cases are made: a rule or an intent that differs, with its patterns. */
export type Subject = {
  readonly key: string;
  readonly actions: readonly ActionPattern[];
  readonly rule: CompiledRule | undefined;
};
export type Side = {
  readonly policy: PolicyContent;
  readonly rules: readonly CompiledRule[];
  readonly areGuardrails: boolean;
};
export type Rise = { readonly key: string; readonly example: ExampleCall };

/** Guardrails hold for agents of every kind: the one that approves everything, and the one that approves nothing. */
export const approvesEverything = "approves-everything";

const maxDecisions = 3_000;
const maxSubjects = 40;
const maxPerSubject = 400;
const order: Readonly<Record<Outcome, number>> = { deny: 0, ask: 1, allow: 2 };
const epoch = new Date("2026-01-01T00:00:00.000Z");

/**
 * Calls made from what differs, decided by both sides: the first that rises for each subject. They find examples and
 * never prove that there is none, so how many are looked at is no question of safety. The same for the same policies.
 */
export function findRises(before: Side, after: Side, subjects: readonly Subject[], worlds: readonly World[]): Rise[] {
  if (subjects.length === 0) return [];
  const looked = subjects.slice(0, maxSubjects);
  const share = Math.min(maxPerSubject, Math.floor(maxDecisions / 2 / Math.max(1, looked.length * worlds.length)));
  const patterns = looked.flatMap(({ actions }) => actions);
  const near = ({ rules }: Side): CompiledRule[] =>
    rules.filter((rule) => rule.actions?.some((one) => patterns.some((other) => actionsOverlap(one, other))) !== false);
  const [old, now] = [near(before), near(after)];
  const indexes = [new RuleIndex(old), new RuleIndex(now)] as const;
  const intended = [before, after].flatMap(({ policy }) =>
    policy.intents.slice(0, 10).flatMap(({ actions }) => readActions(actions) ?? []),
  );
  const rises: Rise[] = [];
  for (const world of worlds) {
    const names = looked.flatMap((subject) => actionsFor(subject, [...old, ...now], intended));
    const environments = [environmentOf(before, old, world, names), environmentOf(after, now, world, names)] as const;
    const intents = [...new Set([...before.policy.intents, ...after.policy.intents].map(({ id }) => id))].slice(0, 3);
    for (const subject of looked) {
      let left = share;
      for (const call of callsFor(subject, [...old, ...now], indexes, environments[1], world.slug, intents, intended)) {
        if (left-- <= 0) break;
        const [was, is] = [decide(environments[0], call).outcome, decide(environments[1], call).outcome];
        if (order[is] <= order[was]) continue;
        rises.push({ key: subject.key, example: exampleOf(call, was, is) });
        break;
      }
    }
  }
  return rises;
}

function environmentOf(
  { policy, areGuardrails }: Side,
  rules: readonly CompiledRule[],
  world: World,
  names: readonly string[],
): Environment {
  const ids = new Set(rules.map(({ rule }) => rule.id));
  const near = policy.rules.filter(({ id }) => ids.has(id));
  if (!areGuardrails) return previewEnvironment({ ...policy, rules: near }, world, names);
  const approval = { id: "everything", effect: "approve", actions: ["*"], boundary: "hard", because: "Any agent." };
  const agent = { ...policy, require_intent: false, rules: world.slug === approvesEverything ? [approval] : [] };
  const guardrails = { version: 1, rules: near.map((rule) => ({ ...rule, since: 1 })) };
  return previewEnvironment(agent, { ...world, guardrails }, names);
}

/** What the patterns name, what they leave open, and what intents and other rules name inside of that. */
function actionsFor({ actions }: Subject, rules: readonly CompiledRule[], intents: readonly ActionPattern[]): string[] {
  const literal = [...intents, ...rules.slice(0, 200).flatMap((rule) => rule.actions ?? [])];
  const inside = literal.filter((one) => actions.some((pattern) => actionsOverlap(pattern, one)));
  return sampleActions(actions.slice(0, 6), sampleActions(inside.slice(0, 12), [])).slice(0, 10);
}

function* callsFor(
  subject: Subject,
  rules: readonly CompiledRule[],
  indexes: readonly RuleIndex[],
  environment: Environment,
  slug: string,
  intents: readonly string[],
  intended: readonly ActionPattern[],
): Generator<Call> {
  const resources = [...(subject.rule?.resources ?? []), ...rules.slice(0, 50).flatMap((rule) => rule.resources ?? [])]
    .slice(0, 4)
    .map(sampleResource);
  // One of each kind of session in turn, so that a short share has seen them all.
  const sessions = [...intents, undefined];
  const streams = actionsFor(subject, rules, intended).flatMap((action) =>
    [...resources, { type: "none", id: "none" }].map((resource) => {
      const matching = indexes.flatMap((index) => index.find(action, resource.type, resource.id));
      return { action, resource, values: assignments(sampleConditions(matching)) };
    }),
  );
  for (let isOpen = true; isOpen;) {
    isOpen = false;
    for (const { action, resource, values } of streams) {
      const next = values.next();
      if (next.done === true) continue;
      isOpen = true;
      for (const intent of sessions) yield callOf(environment, slug, action, resource, next.value, intent);
    }
  }
}

type Assignment = readonly (readonly [readonly string[], Json | undefined])[];

/** Everything at its first value, then each path through its values, then mixtures in an order that looks random and is not. */
function* assignments(samples: Samples): Generator<Assignment> {
  const paths = [...samples.values()];
  const pick = (choose: (at: number) => number): Assignment =>
    paths.map(({ path, values }, at) => [path, values[choose(at) % values.length]] as const);
  yield pick(() => 0);
  if (paths.length === 0) return;
  for (const [changed, { values }] of paths.entries()) {
    for (let value = 1; value < values.length; value++) yield pick((at) => (at === changed ? value : 0));
  }
  let state = 1;
  for (let count = 0; paths.length > 1 && count < 120; count++) {
    yield pick(() => {
      state = (state * 48_271) % 2_147_483_647;
      return state >> 8;
    });
  }
}

function callOf(
  environment: Environment,
  agent: string,
  action: string,
  resource: { readonly type: string; readonly id: string },
  values: Assignment,
  intent: string | undefined,
): Call {
  const { args, context, resource: more } = buildValues(values);
  const { type: _type, id: _id, ...members } = isMembers(more) ? more : {};
  const digest = digestOf(environment, action);
  return {
    agent,
    action,
    args: isMembers(args) ? args : {},
    resource: { ...members, ...resource },
    context: { ...(isMembers(context) && context), ...(digest !== undefined && { tool_digest: digest }) },
    session:
      intent === undefined
        ? undefined
        : readSession({
            id: "ses_00000000000000000000000000",
            intent,
            actions: ["*"],
            initiator_proven: false,
            started_at: epoch.toISOString(),
          }),
    now: epoch,
  };
}

function digestOf({ snapshot: { tools } }: Environment, action: string): string | undefined {
  const [, server = "", tool = ""] = /^(mcp\.[^.]*)\.(.*)$/s.exec(action) ?? [];
  const known = Object.hasOwn(tools, server) ? tools[server]?.tools : undefined;
  return known && Object.hasOwn(known, tool) ? known[tool]?.digests[0] : undefined;
}

function exampleOf({ action, args, resource, context, session }: Call, before: Outcome, after: Outcome): ExampleCall {
  const { tool_digest: _, ...others } = context;
  const intent = typeof session === "object" ? session.intent : undefined;
  return { action, args, resource, context: others, intent, before, after };
}
