import type { Decision } from "@/lib/policy/rules/decision/decide";
import type { Outcome, Reason } from "@/lib/policy/rules/snapshot";

/** What a grant says, after its signature was found genuine. */
export type GrantClaims = {
  readonly jti: string;
  readonly aud: string;
  readonly sub: string;
  readonly exp: number;
  readonly action_digest: string;
  readonly rules: readonly { readonly id: string; readonly since: number }[];
  readonly policy: { readonly epoch: number };
};

export type PresentedApproval = {
  readonly id: string;
  /** Undefined: not genuine. */
  readonly grant: GrantClaims | undefined;
};

export type AskedFor = {
  readonly agent: string;
  readonly environment: string;
  readonly epoch: number;
  readonly digest: string;
  readonly now: Date;
  /** A person said no to this digest less than an hour ago. */
  readonly refused: boolean;
  readonly approval: PresentedApproval | undefined;
};

export type Settled = { readonly outcome: Outcome; readonly reason: Reason };

/**
 * Step 6 for a decision that asks. An allow is only then one when whoever keeps the approvals has used the grant up in
 * the same step; this says that nothing else stands against it.
 */
export function settleAsk(decision: Decision, asked: AskedFor): Settled {
  if (decision.outcome !== "ask") return decision;
  if (asked.refused) return { outcome: "deny", reason: "denied_by_person" };
  if (!asked.approval) return decision;
  const reason = findFault(decision, asked, asked.approval);
  return reason ? { outcome: "deny", reason } : { outcome: "allow", reason: "approved_by_person" };
}

function findFault(decision: Decision, asked: AskedFor, { id, grant }: PresentedApproval): Reason | undefined {
  const { agent, environment, epoch, digest, now } = asked;
  const isGenuine =
    grant?.jti === id && grant.sub === agent && grant.aud === environment && grant.policy.epoch === epoch;
  if (!grant || !isGenuine) return "approval_unverifiable";
  if (!(now.getTime() < grant.exp * 1000)) return "approval_expired";
  return grant.action_digest === digest && isForTheseRules(decision, grant) ? undefined : "out_of_scope";
}

function isForTheseRules({ rules }: Decision, grant: GrantClaims): boolean {
  const write = (id: string, since: number): string => `${since} ${id}`;
  const matching = new Set(rules.map(({ name, since }) => write(name, since)));
  const approved = new Set(grant.rules.map(({ id, since }) => write(id, since)));
  return matching.size === approved.size && [...matching].every((one) => approved.has(one));
}
