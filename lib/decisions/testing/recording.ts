import type { Environment } from "@/lib/core/environments";
import { newId } from "@/lib/core/ids";
import { createDecisionWriter, type SendQuery } from "@/lib/decisions/service/writing/record";
import { sealWith } from "@/lib/decisions/service/writing/outline";
import {
  type Call,
  decide,
  type Environment as World,
  type JsonMembers,
  previewEnvironment,
  readSession,
} from "@/lib/policy/rules";
import { readPolicyDocument } from "@/lib/policy/schema";

/** Whose calls are recorded, and the policy that is live for it. */
export type Caller = {
  readonly slug: string;
  readonly agentId: string;
  readonly environment: Environment;
  readonly version: number;
  readonly text: string;
  readonly sample?: boolean;
};

type RecordedCall = {
  readonly action: string;
  readonly args?: JsonMembers;
  readonly resource?: Call["resource"];
  readonly intent?: string;
  readonly at?: Date;
};

const sealOf = sealWith(() => new Uint8Array(32).fill(7));

/** Records calls as the plane would, each decided by the policy; the ids of the decisions, in their order. */
export async function recordCalls(send: SendQuery, caller: Caller, calls: readonly RecordedCall[]): Promise<string[]> {
  const reading = readPolicyDocument(caller.text);
  if (!reading.ok) throw new Error("The text is no policy.");
  const { document } = reading;
  const around = { slug: caller.slug, kind: "custom", tier: "foundation", environment: caller.environment };
  const decisions = calls.map((made) => {
    const world = { ...around, guardrails: { version: 1, rules: [] }, systems: {} };
    const environment = previewEnvironment(document, world, [made.action]);
    return outline(environment, caller, made, document);
  });
  const { refused, written } = await createDecisionWriter(send, { sealOf }).record(decisions);
  if (refused.length > 0 || written !== calls.length) throw new Error(`${written} of ${calls.length} were written.`);
  return decisions.map(({ id }) => id);
}

type Kept = { keep_arguments: "all" | "read" | "none"; secret_arguments: string[] };

function outline(environment: World, caller: Caller, made: RecordedCall, kept: Kept) {
  const { action, args = {}, resource = { type: "none", id: "none" }, intent, at = new Date() } = made;
  const claims = intent === undefined ? undefined : startSession(intent, action, at);
  const call: Call = {
    agent: caller.slug,
    action,
    args,
    resource,
    context: { tool_digest: "sha-256:preview" },
    session: claims && readSession(claims),
    now: at,
  };
  const { outcome, reason, rule, rules } = decide(environment, call);
  const fitting = [environment.guardrails, environment.findAgent(caller.slug)?.index].flatMap(
    (index) => index?.find(action, resource.type, resource.id) ?? [],
  );
  return {
    id: newId("decision", at.getTime()),
    environment: caller.environment,
    decidedAt: at,
    call,
    session: claims,
    outcome,
    reason,
    rule,
    rules: rules.map(({ name }) => name),
    fitting,
    agentId: caller.agentId,
    policy: { version: caller.version, guardrails: 1, epoch: 1, sequence: 1 },
    keep: kept.keep_arguments,
    secretPaths: kept.secret_arguments,
    sample: caller.sample ?? false,
  };
}

function startSession(intent: string, action: string, at: Date) {
  return {
    id: newId("session", at.getTime() - 60_000),
    intent,
    actions: [action],
    initiator: { type: "user", id: "u-4711" },
    initiator_proven: true,
    started_at: new Date(at.getTime() - 60_000).toISOString(),
  };
}
