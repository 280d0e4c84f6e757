import { createHmac, hash, randomBytes } from "node:crypto";
import type { Environment } from "@/lib/core/environments";
import { type Canonical, writeCanonical } from "@/lib/crypto/canonical";
import {
  columnLimits,
  columnText,
  dayOf,
  keepPaths,
  maskMembers,
  maskText,
  type Seal,
  timeOfId,
} from "@/lib/decisions/rules";
import {
  type Call,
  type CompiledRule,
  isTooLarge,
  type JsonMembers,
  type keptArguments,
  type Outcome,
  readPathsOf,
  type Reason,
  type SessionClaims,
} from "@/lib/policy/rules";

/** One decision to be kept, with the call as it was sent. */
export type DecisionToRecord = {
  readonly id: string;
  readonly environment: Environment;
  readonly decidedAt: Date;
  readonly call: Pick<Call, "agent" | "action" | "args" | "resource" | "context">;
  readonly session: SessionClaims | "ended" | undefined;
  readonly outcome: Outcome;
  readonly reason: Reason;
  readonly rule: string | undefined;
  /** Of every rule that decided. */
  readonly rules: readonly string[];
  /** The rules whose patterns fit the call, of agent and guardrails: what they read is what is kept. */
  readonly fitting: readonly CompiledRule[];
  readonly agentId: string | null;
  readonly policy: {
    readonly version: number | null;
    readonly guardrails: number | null;
    readonly epoch: number | null;
    readonly sequence: number | null;
  };
  /** What the agent's policy says about keeping. */
  readonly keep: (typeof keptArguments)[number];
  readonly secretPaths: readonly string[];
  readonly actionDigest?: string | null;
  readonly claimed?: boolean;
  readonly stale?: boolean;
  /** The client that decided by itself. */
  readonly reporter?: string | null;
  readonly sample?: boolean;
};

export type SealOf = (environment: Environment) => Seal;

/** One key for each environment, so that a value cannot be followed from one to another. */
export function sealWith(keyOf: (environment: Environment) => Uint8Array): SealOf {
  const keys = new Map<Environment, Uint8Array>();
  return (environment) => {
    const key = keys.get(environment) ?? keyOf(environment);
    keys.set(environment, key);
    return (text) => `hmac-sha-256:${createHmac("sha256", key).update(text).digest("base64url")}`;
  };
}

/** A decision as the database takes it. JSON stands as text: what it holds is nobody's to read on the way. */
export function outlineDecision(decision: DecisionToRecord, sealOf: SealOf) {
  const { environment, id, call, session } = decision;
  const seal = sealOf(environment);
  const name = (text: string, most: number): Named => nameColumn(text, most, seal);
  const agent = name(call.agent, columnLimits.agent);
  const action = name(call.action, columnLimits.action);
  const type = name(call.resource.type, columnLimits.resourceType);
  const resource = name(call.resource.id, columnLimits.resourceId);
  const rule = decision.rule === undefined ? null : columnText(decision.rule, 80);
  const { outcome, reason, sample = false } = decision;
  const inputs = keepSafely(decision, seal);
  const isWhole = [agent, action, type, resource].every(({ exact }) => exact);
  return {
    environment,
    id,
    decided_at: decision.decidedAt.toISOString(),
    day: dayOf(timeOfId(id)),
    agent: agent.text,
    agent_id: decision.agentId,
    action: action.text,
    resource_type: type.text,
    resource_id: resource.text,
    session_id: typeof session === "object" ? columnText(session.id, 60) : null,
    intent: typeof session === "object" ? columnText(session.intent, 80) : null,
    outcome,
    reason,
    rule,
    rules: decision.rules.slice(0, maxRules).map((one) => columnText(one, 80)),
    policy_version: decision.policy.version,
    guardrails_version: decision.policy.guardrails,
    epoch: decision.policy.epoch,
    sequence: decision.policy.sequence,
    action_digest: decision.actionDigest ?? null,
    shape: shapeOf([agent.text, action.text, outcome, reason, rule ?? "", sample ? "sample" : ""]),
    claimed: decision.claimed ?? false,
    stale: decision.stale ?? false,
    reporter: decision.reporter ?? null,
    sample,
    ...inputs,
    omitted: inputs.omitted || !isWhole,
  };
}

const maxRules = 100;
type Named = { text: string; exact: boolean };

/** What a call calls things is shown everywhere, so a key that stands there is masked too. */
function nameColumn(text: string, most: number, seal: Seal): Named {
  const stored = columnText(maskText(text, seal) ?? text, most);
  return { text: stored, exact: stored === text };
}

function shapeOf(parts: readonly string[]): string {
  return hash("sha256", parts.join("\0"), "base64url").slice(0, 22);
}

const nothing = { args: {}, resource: {}, context: {} } as const;

/** What cannot be kept as it is, is not kept at all; the decision itself always is. */
function keepSafely(decision: DecisionToRecord, seal: Seal) {
  try {
    return writeInputs(keepInputs(decision, seal), decision.session);
  } catch {
    return writeInputs({ ...nothing, omitted: true, masked: [] }, undefined);
  }
}

type KeptInputs = {
  readonly args: JsonMembers;
  readonly resource: JsonMembers;
  readonly context: JsonMembers;
  readonly omitted: boolean;
  readonly masked: readonly string[];
};

/** Parts of the protocol, proofs among them: no condition reads them, and they are nobody's business later. */
const protocolMembers = new Set([
  "session",
  "approval",
  "access_request",
  "evaluation_id",
  "evaluated_at",
  "reason",
  "business_justification",
]);

function keepInputs({ call, fitting, keep, secretPaths }: DecisionToRecord, seal: Seal): KeptInputs {
  const { args, resource, context } = call;
  if (isTooLarge([args, resource, context])) return { ...nothing, omitted: true, masked: [] };
  const sent = {
    args,
    resource: without(resource, (name) => name === "type" || name === "id"),
    context: without(context, (name) => protocolMembers.has(name)),
  };
  const paths = keep === "all" ? everything : keep === "read" ? readPathsOf(fitting) : nowhere;
  const parts = {
    args: keepPaths(sent.args, paths.args),
    resource: keepPaths(sent.resource, paths.resource),
    // What tells one version of a tool from another is no argument; without it nobody can judge the call again.
    context: keepPaths(sent.context, [...paths.context, ["tool_digest"]]),
  };
  const masked = {
    args: maskMembers(parts.args.kept, "args", secretPaths, seal),
    resource: maskMembers(parts.resource.kept, "resource", [], seal),
    context: maskMembers(parts.context.kept, "context", [], seal),
  };
  return {
    args: masked.args.value,
    resource: masked.resource.value,
    context: masked.context.value,
    omitted: parts.args.omitted || parts.resource.omitted || parts.context.omitted,
    masked: [...masked.args.paths, ...masked.resource.paths, ...masked.context.paths],
  };
}

const everything = { args: [[]], resource: [[]], context: [[]] } as const;
const nowhere = { args: [], resource: [], context: [] } as const;

function without(members: JsonMembers, isLeft: (name: string) => boolean): JsonMembers {
  const names = Object.keys(members);
  return names.some(isLeft) ? Object.fromEntries(Object.entries(members).filter(([name]) => !isLeft(name))) : members;
}

const saltBytes = 16;
let drawn = new Uint8Array();
let used = 0;

/** Drawn many at a time: each call to the system costs more than the bytes. */
function drawSalt(): string {
  if (used + saltBytes > drawn.length) {
    drawn = randomBytes(256 * saltBytes);
    used = 0;
  }
  used += saltBytes;
  return Buffer.from(drawn.subarray(used - saltBytes, used)).toString("base64url");
}

const maxMasked = 100;
const maxClaimBytes = 16_384;

function writeInputs({ args, resource, context, omitted, masked }: KeptInputs, session: DecisionToRecord["session"]) {
  const claims = session === undefined ? null : shortenClaims(session);
  const salt = drawSalt();
  const canonical = writeCanonical({ args, resource, context, session: claims });
  return {
    args: JSON.stringify(args),
    resource: JSON.stringify(resource),
    context: JSON.stringify(context),
    session: claims === null ? null : JSON.stringify(claims),
    omitted,
    masked: masked.slice(0, maxMasked).map((path) => columnText(path, columnLimits.path)),
    salt,
    inputs_hash: `sha-256:${hash("sha256", salt + canonical, "base64url")}`,
  };
}

/** Without its lists a session cannot be judged again, and says so by not having them. */
function shortenClaims(session: SessionClaims | "ended"): Canonical {
  if (session === "ended") return session;
  if (JSON.stringify(session).length <= maxClaimBytes) return session;
  const { id, intent, initiator, initiator_proven, parent, started_at } = session;
  return {
    id,
    intent,
    initiator_proven,
    started_at,
    ...(initiator && { initiator }),
    ...(parent !== undefined && { parent }),
  };
}
