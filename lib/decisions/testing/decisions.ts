import type pg from "pg";
import type { Environment } from "@/lib/core/environments";
import { newId } from "@/lib/core/ids";
import { deriveKey } from "@/lib/crypto/derive-key";
import { createDecisionWriter, type DecisionToRecord, type DecisionWriter, sealWith } from "@/lib/decisions/service";
import {
  compileAgent,
  decide,
  type Call,
  compileEnvironment,
  type PublishedRule,
  snapshotFormat,
} from "@/lib/policy/rules";

export const sealOf = sealWith((environment) => deriveKey("test", `decisions/${environment}`));

export function writerOn(pool: pg.Pool, now?: Date): DecisionWriter {
  return createDecisionWriter((text, values) => pool.query(text, values), {
    sealOf,
    ...(now && { readTime: () => now }),
  });
}

export const rules: readonly PublishedRule[] = [
  { id: "small", since: 1, effect: "approve", actions: ["pay.refund"], when: "args.amount <= 200.0" },
  { id: "large", since: 1, effect: "ask", actions: ["pay.refund"], when: "args.amount > 200.0", risk: "high" },
  { id: "never", since: 1, effect: "prohibit", actions: ["pay.out"] },
];

type Wanted = Partial<Omit<DecisionToRecord, "call">> & {
  agent?: string;
  action?: string;
  args?: Call["args"];
  resource?: Call["resource"];
  context?: Call["context"];
  rulesOfAgent?: readonly PublishedRule[];
};

/** A decision as the plane would hand it on: made by the core, of a call that is allowed unless told otherwise. */
export function madeDecision(wanted: Wanted = {}): DecisionToRecord {
  const {
    agent = "refund-agent",
    action = "pay.refund",
    args = { amount: 50 },
    context = {},
    rulesOfAgent,
    ...rest
  } = wanted;
  const { resource = { type: "account", id: "a-1" }, ...given } = rest;
  const decidedAt = wanted.decidedAt ?? new Date();
  const environment: Environment = wanted.environment ?? "production";
  const entry = {
    version: 7,
    state: "active",
    tier: "foundation",
    require_intent: false,
    governed_until: null,
    binds: [],
    intents: [],
    rules: rulesOfAgent ?? rules,
  };
  const world = compileEnvironment({
    format: snapshotFormat,
    critical: [],
    env: environment,
    epoch: 1,
    guardrails: { version: 1, rules: [] },
    agents: { [agent]: entry },
    contained: { agents: [], tools: [], all: false },
    tools: {},
    systems: {},
  });
  const call: Call = { agent, action, args, resource, context, session: undefined, now: decidedAt };
  const { outcome, reason, rule, rules: deciding } = decide(world, call);
  return {
    id: newId("decision", decidedAt.getTime()),
    environment,
    decidedAt,
    call,
    session: undefined,
    outcome,
    reason,
    rule,
    rules: deciding.map(({ name }) => name),
    fitting: compileAgent(agent, entry).index.find(action, resource.type, resource.id),
    agentId: null,
    policy: { version: 7, guardrails: 1, epoch: 1, sequence: 42 },
    keep: "read",
    secretPaths: [],
    ...given,
  };
}
