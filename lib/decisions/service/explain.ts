import "server-only";
import type { Database } from "@/lib/db/client";
import { findPolicyVersion, type InputRow } from "@/lib/decisions/repository";
import type { KnownAgent } from "@/lib/decisions/repository/agents";
import type { DecisionRow } from "@/lib/decisions/repository/rows";
import type { ExplanationState } from "@/lib/decisions/rules";
import type { DecisionExplanation } from "@/lib/decisions/schema";
import { type KeptSession, readKeptSession } from "@/lib/decisions/service/session";
import { rebuildEnvironment, type Version } from "@/lib/decisions/service/rebuild";
import {
  type Call,
  type Explanation,
  explainDecision,
  type JsonMembers,
  readSession,
  type Reason,
  reasons,
  tellTrial,
} from "@/lib/policy/rules";
import { lineAt, PolicyDocument, PolicyLines } from "@/lib/policy/schema";

/** Decided before any rule was asked: steps 1 and 2. */
const beforeRules = new Set<Reason>([
  "agent_unknown",
  "agent_not_active",
  "contained",
  "no_owner",
  "too_complex",
  "not_canonical",
]);

/** What a question becomes once somebody has answered it, or nobody could. */
const afterAsking = new Set<Reason>([
  "approved_by_person",
  "denied_by_person",
  "approval_unverifiable",
  "approval_expired",
  "approval_used",
  "out_of_scope",
]);

/** The decision told by the core, from the version that made it and what is kept of the call; else why that cannot be. */
export async function explainRow(
  db: Database,
  row: DecisionRow,
  inputs: InputRow | undefined,
  agent: KnownAgent | null,
): Promise<DecisionExplanation> {
  if (beforeRules.has(row.reason)) return unexplained("before_rules", `No rule was asked: ${reasons[row.reason]}`);
  if (!inputs)
    return unexplained("inputs_missing", "What the call carried is erased, so its rules cannot be asked again.");
  const session = readKeptSession(inputs.session);
  if (typeof session === "object" && !session.actions) {
    return unexplained(
      "inputs_missing",
      "The session allowed more actions than are kept, so its rules cannot be asked again.",
    );
  }
  const [policy, guardrails] = await Promise.all([findVersion(db, row, agent), findGuardrails(db, row)]);
  if (!policy || guardrails === undefined) {
    return unexplained("version_missing", "The version of the policy that decided is not here.");
  }
  const environment = rebuildEnvironment({ row, agent, policy, guardrails, context: inputs.context as JsonMembers });
  const told = explainDecision(environment, readCall(row, inputs, session));
  return describe(told, row, inputs, (name) => findLine(name, policy, guardrails));
}

function unexplained(state: Exclude<ExplanationState, "explained">, detail: string): DecisionExplanation {
  return { state, detail, answers: [], otherwise: null };
}

async function findVersion(db: Database, row: DecisionRow, agent: KnownAgent | null): Promise<Version | undefined> {
  if (!agent || row.policy_version === null) return undefined;
  return readVersion(row.policy_version, await findPolicyVersion(db, { agentId: agent.id }, row.policy_version));
}

/** Null: there were none. */
async function findGuardrails(db: Database, row: DecisionRow): Promise<Version | null | undefined> {
  const number = row.guardrails_version;
  const stored = number === null ? undefined : await findPolicyVersion(db, { environment: row.environment }, number);
  if (stored && number !== null) return readVersion(number, stored);
  // An environment begins with version 1 of no guardrails, which nobody published.
  return number === null || number <= 1 ? null : undefined;
}

type Stored = { document: unknown; lines: unknown; since: unknown };

function readVersion(number: number, stored: Stored | undefined): Version | undefined {
  const document = PolicyDocument.safeParse(stored?.document).data;
  const lines = PolicyLines.safeParse(stored?.lines).data;
  return document && lines ? { number, document, lines } : undefined;
}

function readCall(
  row: DecisionRow,
  { args, resource, context }: InputRow,
  session: KeptSession | "ended" | undefined,
): Call {
  return {
    agent: row.agent,
    action: row.action,
    args: args as JsonMembers,
    resource: { ...(resource as JsonMembers), type: row.resource_type, id: row.resource_id },
    context: context as JsonMembers,
    session: typeof session === "object" ? readSession({ ...session, actions: session.actions ?? [] }) : session,
    now: row.decided_at,
  };
}

function findLine(name: string, policy: Version, guardrails: Version | null): number | null {
  const isGuardrail = name.startsWith("guardrail/");
  const version = isGuardrail ? guardrails : policy;
  const id = isGuardrail ? name.slice("guardrail/".length) : name;
  const at = version?.document.rules.findIndex((rule) => rule.id === id) ?? -1;
  return version && at >= 0 ? lineAt(version.lines, `/rules/${at}`) : null;
}

function describe(
  told: Explanation,
  row: DecisionRow,
  { omitted, masked }: InputRow,
  lineOf: (name: string) => number | null,
): DecisionExplanation {
  const { decision } = told;
  const asked = decision.outcome === "ask" && afterAsking.has(row.reason);
  const isSame = asked || (decision.outcome === row.outcome && decision.reason === row.reason);
  if (isSame && (decision.rule ?? null) === row.rule) {
    const { answers, otherwise } = tellTrial(told, lineOf);
    const detail = `Told by version ${row.policy_version} of the policy and what is kept of the call.`;
    return { state: "explained", detail, answers, otherwise };
  }
  if (masked.length > 0) {
    return unexplained(
      "inputs_missing",
      `Values that rules may have read are masked: ${masked.slice(0, 5).join(", ")}.`,
    );
  }
  if (omitted) return unexplained("inputs_missing", "Not everything that rules may have read is kept.");
  return unexplained(
    "differs",
    "What stood around the rules then was something else, so telling it again would give another decision.",
  );
}
