import type { WrittenPolicy, WrittenTest } from "@/lib/policy/rules/writing/document";
import { type Call, decide, type Decision } from "@/lib/policy/rules/decision/decide";
import { compileEnvironment, type Environment } from "@/lib/policy/rules/decision/environment";
import { type Explanation, explainDecision } from "@/lib/policy/rules/decision/explain";
import { readSession } from "@/lib/policy/rules/decision/session";
import {
  type JsonMembers,
  type PublishedGuardrails,
  type PublishedSystems,
  type PublishedTools,
  snapshotFormat,
} from "@/lib/policy/rules/snapshot";

/** What stands around one agent's policy when it is tried: the rest of its environment, as it is live. */
export type World = {
  readonly slug: string;
  readonly kind: string | undefined;
  readonly tier: string;
  readonly environment: string;
  readonly guardrails: PublishedGuardrails;
  readonly systems: PublishedSystems;
  /** What is tried are guardrails, over an agent that may do everything else. */
  readonly areGuardrails?: boolean;
};

export type TestResult = {
  readonly name: string;
  readonly passed: boolean;
  /** What was decided, and what the test expects instead. */
  readonly detail: string;
  readonly decision: Decision;
};

const approvesEverything = { id: "everything-else", since: 1, effect: "approve", actions: ["*"] };
const previewDigest = "sha-256:preview";

/**
 * The policy as if it were live in its world: the agent active and governed, nothing contained, and the tools of these
 * actions accepted, since a policy is tried for what its rules say.
 */
export function previewEnvironment(policy: WrittenPolicy, world: World, actions: readonly string[]): Environment {
  const rules = policy.rules.map((rule) => ({ ...rule, since: 1 }));
  const { areGuardrails = false } = world;
  return compileEnvironment({
    format: snapshotFormat,
    critical: [],
    env: world.environment,
    epoch: 1,
    guardrails: areGuardrails ? { version: 1, rules } : world.guardrails,
    agents: {
      [world.slug]: {
        version: 1,
        state: "active",
        tier: world.tier,
        ...(world.kind !== undefined && { kind: world.kind }),
        require_intent: !areGuardrails && policy.require_intent,
        governed_until: null,
        binds: [],
        intents: policy.intents,
        rules: areGuardrails ? [approvesEverything] : rules,
      },
    },
    contained: { agents: [], tools: [], all: false },
    tools: acceptTools(actions),
    systems: world.systems,
  });
}

function acceptTools(actions: readonly string[]): PublishedTools {
  const servers = new Map<string, Set<string>>();
  for (const action of actions) {
    const [, server, tool] = /^(mcp\.[a-z0-9][a-z0-9_-]{0,62})\.(.+)$/s.exec(action) ?? [];
    if (server === undefined || tool === undefined) continue;
    servers.set(server, (servers.get(server) ?? new Set()).add(tool));
  }
  const accept = (tools: ReadonlySet<string>) =>
    Object.fromEntries([...tools].map((tool) => [tool, { digests: [previewDigest] }]));
  return Object.fromEntries(
    [...servers].map(([server, tools]) => [server, { state: "accepted", tools: accept(tools) }]),
  );
}

/** A call somebody tries: in a session of the intent it names, started just then. */
export function tryCall(environment: Environment, slug: string, call: TriedCall, now: Date): Explanation {
  return explainDecision(environment, callOf(environment, slug, call, now));
}

type TriedCall = Omit<WrittenTest, "name" | "expect">;

function callOf(environment: Environment, slug: string, call: TriedCall, now: Date): Call {
  const at = call.now === undefined ? now : new Date(call.now);
  const context: JsonMembers = { tool_digest: previewDigest, ...call.context };
  const named = Object.hasOwn(context, "session") ? "ended" : undefined;
  return {
    agent: slug,
    action: call.action,
    args: call.args ?? {},
    resource: describeResource(call),
    context,
    // There is no session token to try with: one that is named is none of this agent's.
    session: call.intent === undefined ? named : startSession(environment, slug, call.intent, at),
    now: at,
  };
}

function describeResource({ resource }: Pick<WrittenTest, "resource">): Call["resource"] {
  if (!resource) return { type: "none", id: "none" };
  const { type, id, properties } = resource;
  return properties ? { type, id, properties } : { type, id };
}

function startSession(environment: Environment, slug: string, intent: string, at: Date): Call["session"] {
  const found = environment.findAgent(slug)?.entry.intents.find(({ id }) => id === intent);
  if (!found) return "ended";
  return readSession({
    id: "ses_00000000000000000000000000",
    intent,
    actions: found.actions,
    initiator_proven: false,
    started_at: at.toISOString(),
  });
}

/** All tests together: five of the costliest calls there are. Whoever has more of these waits for an answer nobody needs. */
const maxTestSteps = 1_000_000;

function notRun(name: string): TestResult {
  const decision = { outcome: "deny", reason: "too_complex", rule: undefined, rules: [], cost: 0 } as const;
  const detail = "Not run: the tests before it took too many steps. Make their arguments smaller.";
  return { name, passed: false, detail, decision: { ...decision, agent: undefined, elements: undefined } };
}

export function runTests(policy: WrittenPolicy, world: World, now: Date): TestResult[] {
  const environment = previewEnvironment(
    policy,
    world,
    policy.tests.map(({ action }) => action),
  );
  let spent = 0;
  return policy.tests.map((test) => {
    if (spent > maxTestSteps) return notRun(test.name);
    const decision = decide(environment, callOf(environment, world.slug, test, now));
    spent += decision.cost;
    const { outcome, reason, rule } = decision;
    const passed =
      outcome === test.expect &&
      (test.reason === undefined || test.reason === reason) &&
      (test.rule === undefined || test.rule === rule);
    const found = [outcome, reason, rule].filter((word) => word !== undefined).join(", ");
    const expected = [test.expect, test.reason, test.rule].filter((word) => word !== undefined).join(", ");
    return { name: test.name, passed, detail: passed ? found : `Expected ${expected}; it is ${found}.`, decision };
  });
}
