import "server-only";
import { can, type Target } from "@/lib/access/permissions";
import type { Viewer } from "@/lib/core/viewer";
import type { DecisionRow } from "@/lib/decisions/repository/rows";
import type { EnvironmentKeepingRow, ShapeRow } from "@/lib/decisions/repository";
import { timeOfId, versionOfKeeping } from "@/lib/decisions/rules";
import type { Decision, DecisionShape, EnvironmentKeeping } from "@/lib/decisions/schema";
import { type Reason, reasons } from "@/lib/policy/rules";

/** What a reporter called its reason may be none of ours. */
function wordsOf(reason: Reason): string {
  return Object.hasOwn(reasons, reason) ? reasons[reason] : reason;
}

/** Whoever is shown a decision in a list may open it. */
export function presentDecision(row: DecisionRow): Decision {
  return {
    id: row.id,
    environment: row.environment,
    decided_at: row.decided_at.toISOString(),
    agent: row.agent,
    agent_id: row.agent_id,
    action: row.action,
    resource: { type: row.resource_type, id: row.resource_id },
    session: row.session_id,
    intent: row.intent,
    outcome: row.outcome,
    reason: row.reason,
    detail: wordsOf(row.reason),
    rule: row.rule,
    rules: row.rules,
    policy: {
      version: row.policy_version,
      guardrails: row.guardrails_version,
      epoch: row.epoch,
      sequence: row.sequence === null ? null : Number(row.sequence),
    },
    shape: row.shape,
    claimed: row.claimed,
    stale: row.stale,
    reporter: row.reporter,
    sample: row.sample,
    abilities: ["read"],
  };
}

export function presentShape(row: ShapeRow, trend: readonly number[]): DecisionShape {
  const { shape, environment, agent, action, outcome, reason, rule, sample } = row;
  return {
    shape,
    environment,
    agent,
    action,
    outcome,
    reason,
    detail: wordsOf(reason),
    rule,
    count: Number(row.total),
    trend: [...trend],
    last_id: row.last_id,
    last_at: timeOfId(row.last_id).toISOString(),
    sample,
  };
}

export function presentKeeping(viewer: Viewer, row: EnvironmentKeepingRow): EnvironmentKeeping {
  return {
    name: row.name,
    version: versionOfKeeping(row),
    keep_decisions_days: row.decisionsDays,
    keep_arguments_days: row.argumentsDays,
    abilities: can(viewer, "decisions.keep") ? ["update"] : [],
  };
}

/** Only who accepted to answer for an agent reads what it did: to be asked is not enough. */
export function readersOf(agent: { id: string; ownerId: string | null; deputyId: string | null } | null): Target {
  if (!agent) return {};
  return { agentId: agent.id, keepers: [agent.ownerId, agent.deputyId].filter((id) => id !== null) };
}
