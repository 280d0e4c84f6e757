import type { GrantClaims } from "@/lib/policy/rules/decision/approval";
import type { Call } from "@/lib/policy/rules/decision/decide";
import type { SentCall } from "@/lib/policy/rules/decision/digest";
import { readSession } from "@/lib/policy/rules/decision/session";
import {
  snapshotFormat,
  type Json,
  type JsonMembers,
  type Outcome,
  type PublishedAgent,
  type Reason,
  type Snapshot,
} from "@/lib/policy/rules/snapshot";

/** What a session token of the case says; `sub` and `aud` are the call's own where they are absent. */
export type CaseSession = {
  readonly sid: string;
  readonly sub?: string;
  readonly aud?: string;
  readonly intent: string;
  readonly actions: readonly string[];
  readonly within?: readonly (readonly string[])[];
  readonly parent?: string;
  readonly initiator?: { readonly type: string; readonly id: string };
  readonly initiator_proven: boolean;
  readonly iat: number;
  readonly exp: number;
};

/** An approval that comes with the call: a door signs the grant with a key that counts, or with one that does not. */
export type CaseApproval = {
  readonly id: string;
  readonly genuine: boolean;
  readonly used?: boolean;
  readonly grant: GrantClaims;
};

/**
 * What is too long to write down: at a JSON pointer into the evaluation stands a text so many `times`, a list of a value
 * so many `times`, or a value `nested` so deep in objects.
 */
export type Filling =
  | { readonly at: string; readonly text: string; readonly times: number }
  | { readonly at: string; readonly value: Json; readonly times: number }
  | { readonly at: string; readonly value: Json; readonly nested: number };

export type CaseEvaluation = {
  readonly subject: { readonly type: string; readonly id: string; readonly [name: string]: Json };
  readonly action: { readonly name: string; readonly properties?: JsonMembers; readonly [name: string]: Json };
  readonly resource: { readonly type: string; readonly id: string; readonly [name: string]: Json };
  readonly context?: JsonMembers;
};

/** `rule` and `rules` absent: no rule decided. `digest` and `cost` absent: they are not what the case is about. */
export type CaseExpectation = {
  readonly outcome: Outcome;
  readonly reason: Reason;
  readonly rule?: string;
  readonly rules?: readonly string[];
  readonly digest?: string;
  readonly cost?: number;
};

/**
 * One call and its one right answer. A door that runs it gives the evaluation the session as `context.session` and the
 * approval as `context.approval`.
 */
export type DecisionCase = {
  readonly name: string;
  /** The sentence of the contract that the case is about. */
  readonly why: string;
  readonly now: string;
  /** Members that stand in place of the file's. */
  readonly snapshot?: Partial<Snapshot>;
  /** Members that stand in place of those of the agent who calls. */
  readonly agent?: Partial<PublishedAgent>;
  readonly evaluation: CaseEvaluation;
  readonly fill?: readonly Filling[];
  readonly session?: CaseSession | "ended";
  readonly approval?: CaseApproval;
  /** A person said no to exactly this less than an hour ago. */
  readonly refused_by_person?: boolean;
  readonly expect: CaseExpectation;
};

export type CaseFile = {
  readonly topic: string;
  readonly snapshot?: Partial<Snapshot>;
  readonly cases: readonly DecisionCase[];
};

export type ReadyCase = {
  readonly snapshot: Snapshot;
  readonly call: Call;
  /** The evaluation as it is sent. */
  readonly sent: SentCall;
  /** Of a live session. */
  readonly sessionId: string | undefined;
};

const emptySnapshot: Snapshot = {
  format: snapshotFormat,
  critical: [],
  env: "production",
  epoch: 1,
  sequence: 42,
  guardrails: { version: 1, rules: [] },
  agents: {},
  contained: { agents: [], tools: [], all: false },
  tools: {},
  systems: {},
};

/** What a case says in short, as the decision function takes it. */
export function readyCase(file: CaseFile, one: DecisionCase): ReadyCase {
  const evaluation = fillEvaluation(one.evaluation, one.fill ?? []);
  const { subject, action, resource } = evaluation;
  const snapshot = snapshotOf(file, one);
  const now = new Date(one.now);
  const live = isLive(one.session, subject.id, snapshot.env, now) ? one.session : undefined;
  const context = contextOf(evaluation.context, one);
  return {
    snapshot,
    call: {
      // No agent has an empty slug: what is no agent is unknown.
      agent: subject.type === "agent" ? subject.id : "",
      action: action.name,
      args: action.properties ?? {},
      resource,
      context: context ?? {},
      session: one.session && (live ? readSession({ ...live, id: live.sid, started_at: startOf(live) }) : "ended"),
      now,
    },
    sent: { subject, action, resource, context },
    sessionId: live?.sid,
  };
}

function snapshotOf(file: CaseFile, one: DecisionCase): Snapshot {
  const snapshot = { ...emptySnapshot, ...file.snapshot, ...one.snapshot };
  const slug = one.evaluation.subject.id;
  const entry = Object.hasOwn(snapshot.agents, slug) ? snapshot.agents[slug] : undefined;
  return entry && one.agent
    ? { ...snapshot, agents: { ...snapshot.agents, [slug]: { ...entry, ...one.agent } } }
    : snapshot;
}

function isLive(session: DecisionCase["session"], agent: string, env: string, now: Date): session is CaseSession {
  if (session === undefined || session === "ended") return false;
  const { sub = agent, aud = env, exp } = session;
  return sub === agent && aud === env && now.getTime() < exp * 1000;
}

function startOf({ iat }: CaseSession): string {
  return new Date(iat * 1000).toISOString();
}

function contextOf(context: JsonMembers | undefined, { session, approval }: DecisionCase): JsonMembers | undefined {
  if (!session && !approval) return context;
  return {
    ...context,
    ...(session && { session: "<session token>" }),
    ...(approval && { approval: { id: approval.id, state: "<grant>" } }),
  };
}

function fillEvaluation(evaluation: CaseEvaluation, fillings: readonly Filling[]): CaseEvaluation {
  return fillings.reduce<CaseEvaluation>((filled, filling) => {
    const [part = "", ...path] = filling.at.split("/").slice(1);
    const value = valueOf(filling);
    if (part === "action") return { ...filled, action: { ...filled.action, ...putAt(filled.action, path, value) } };
    if (part === "context") return { ...filled, context: putAt(filled.context ?? {}, path, value) };
    return { ...filled, resource: { ...filled.resource, ...putAt(filled.resource, path, value) } };
  }, evaluation);
}

function valueOf(filling: Filling): Json {
  if ("text" in filling) return filling.text.repeat(filling.times);
  if ("times" in filling) return Array.from({ length: filling.times }, () => filling.value);
  let value = filling.value;
  for (let level = 0; level < filling.nested; level += 1) value = { in: value };
  return value;
}

function putAt(members: JsonMembers, [key = "", ...rest]: readonly string[], value: Json): JsonMembers {
  if (rest.length === 0) return { ...members, [key]: value };
  const below = Object.hasOwn(members, key) ? members[key] : undefined;
  return { ...members, [key]: putAt(isMembers(below) ? below : {}, rest, value) };
}

function isMembers(value: Json | undefined): value is JsonMembers {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
