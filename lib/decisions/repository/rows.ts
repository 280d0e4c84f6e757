import "server-only";
import type { Environment } from "@/lib/core/environments";
import type { Database, Transaction } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { Outcome, Reason } from "@/lib/policy/rules";

export type Reader = Database | Transaction;

export type DecisionRow = {
  environment: Environment;
  id: string;
  decided_at: Date;
  agent: string;
  agent_id: string | null;
  action: string;
  resource_type: string;
  resource_id: string;
  session_id: string | null;
  intent: string | null;
  outcome: Outcome;
  reason: Reason;
  rule: string | null;
  rules: string[];
  policy_version: number | null;
  guardrails_version: number | null;
  epoch: number | null;
  sequence: bigint | null;
  action_digest: string | null;
  shape: string;
  claimed: boolean;
  stale: boolean;
  reporter: string | null;
  inputs_hash: string | null;
  sample: boolean;
};

export const columns = Prisma.raw(
  `environment, id, decided_at, agent, agent_id, action, resource_type, resource_id, session_id, intent, outcome, reason,
   rule, rules, policy_version, guardrails_version, epoch, sequence, action_digest, shape, claimed, stale, reporter,
   inputs_hash, sample`,
);

/** Whose decisions may be seen: everybody's, or those of these agents under any name they ever had. */
export type Seen = { readonly ids: readonly string[]; readonly slugs: readonly string[] } | undefined;

/** In one environment, ids between these two and no others. */
export type Span = { readonly environment: Environment; readonly from: string; readonly to: string };

export function and(conditions: readonly Prisma.Sql[]): Prisma.Sql {
  return Prisma.join([Prisma.sql`true`, ...conditions], " and ");
}
