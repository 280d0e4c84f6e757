import "server-only";
import type { Ctx } from "@/lib/access/context";
import { type Agent, ListAgentsQuery } from "@/lib/agents/schema";
import { listAgents } from "@/lib/agents/service";
import { newId } from "@/lib/core/ids";
import { type DecisionToRecord, recordSampleDecisions } from "@/lib/decisions/service";
import {
  type Call,
  compileEnvironment,
  type CompiledAgent,
  decide,
  type Environment,
  readSession,
  type SessionClaims,
  snapshotFormat,
} from "@/lib/policy/rules";
import { type PolicyDocument, readPolicyDocument } from "@/lib/policy/schema";
import { samplePolicies } from "@/lib/sample/policies";
import { makeTraffic, type SampleCall, sampleTool } from "@/lib/sample/traffic";

/**
 * Thirty days of what the sample agents tried, decided by the core as the plane would have done it. Versions are those
 * their policies were published under.
 */
export async function addSampleDecisions(ctx: Ctx): Promise<void> {
  const decisions: DecisionToRecord[] = [];
  const { data } = await listAgents(ctx, ListAgentsQuery.parse({ sample: "true", limit: 200 }));
  for (const agent of data) {
    const text = samplePolicies[agent.name];
    if (text !== undefined) decisions.push(...decideTraffic(agent, readDocument(text), ctx.now));
  }
  await recordSampleDecisions(ctx, decisions);
}

function readDocument(text: string): PolicyDocument {
  const reading = readPolicyDocument(text);
  if (!reading.ok) throw new Error("A policy of the sample data does not read.");
  return reading.document;
}

const version = 1;

function decideTraffic(agent: Agent, document: PolicyDocument, now: Date): DecisionToRecord[] {
  const environment = makeEnvironment(agent, document);
  const compiled = environment.findAgent(agent.slug);
  if (!compiled) return [];
  const sessions = new Map<number, SessionClaims>();
  return makeTraffic(agent.name, now).map((made) => {
    const claims = made.session === 0 ? undefined : (sessions.get(made.session) ?? startSession(document, made));
    if (claims) sessions.set(made.session, claims);
    return decideOne(environment, compiled, { agent, document, made, claims });
  });
}

function startSession({ intents }: PolicyDocument, { at, intent = "", initiator }: SampleCall): SessionClaims {
  return {
    id: newId("session", at.getTime()),
    intent,
    actions: intents.find(({ id }) => id === intent)?.actions ?? [],
    ...(initiator !== undefined && { initiator: { type: "user", id: initiator } }),
    initiator_proven: initiator !== undefined,
    started_at: at.toISOString(),
  };
}

type Made = {
  readonly agent: Agent;
  readonly document: PolicyDocument;
  readonly made: SampleCall;
  readonly claims: SessionClaims | undefined;
};

function decideOne(
  environment: Environment,
  compiled: CompiledAgent,
  { agent, document, made, claims }: Made,
): DecisionToRecord {
  const { action, args, resource, context, at } = made;
  const session = claims && readSession(claims);
  const call: Call = { agent: agent.slug, action, args, resource, context, session, now: at };
  const { outcome, reason, rule, rules } = decide(environment, call);
  const settled = outcome === "ask" && made.approved ? answered : { outcome, reason };
  return {
    id: newId("decision", at.getTime()),
    environment: "sandbox",
    decidedAt: at,
    call,
    session: claims,
    ...settled,
    rule,
    rules: rules.map(({ name }) => name),
    fitting: compiled.index.find(action, resource.type, resource.id),
    agentId: agent.id,
    policy: { version, guardrails: 1, epoch: null, sequence: null },
    keep: document.keep_arguments,
    secretPaths: document.secret_arguments,
    sample: true,
  };
}

const answered = { outcome: "allow", reason: "approved_by_person" } as const;

function makeEnvironment(agent: Agent, document: PolicyDocument): Environment {
  const { server, tool, digest } = sampleTool;
  return compileEnvironment({
    format: snapshotFormat,
    critical: [],
    env: "sandbox",
    epoch: 1,
    guardrails: { version: 1, rules: [] },
    agents: {
      [agent.slug]: {
        version,
        state: "active",
        tier: agent.tier ?? "foundation",
        ...(agent.kind !== null && { kind: agent.kind }),
        require_intent: document.require_intent,
        governed_until: null,
        binds: [],
        intents: document.intents,
        rules: document.rules.map((rule) => ({ ...rule, since: version })),
      },
    },
    contained: { agents: [], tools: [], all: false },
    tools: { [server]: { state: "accepted", tools: { [tool]: { digests: [digest] } } } },
    systems: { farm: { verifies_caller: false, actions: ["build.**"] } },
  });
}
