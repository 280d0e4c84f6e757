import type { Environment } from "@/lib/core/environments";
import type { CallInput } from "@/lib/http/operation";
import type { policyOperations } from "@/lib/policy/operations";
import {
  createGuardrailsDraftMutation,
  createPolicyDraftMutation,
  draftReplayQuery,
  guardrailsReplayQuery,
  startGuardrailsReplayMutation,
  startPolicyReplayMutation,
  guardrailsVersionPageQuery,
  guardrailsVersionQuery,
  liveGuardrailsQuery,
  livePolicyQuery,
  guardrailsDraftQuery,
  policyDraftQuery,
  policyVersionPageQuery,
  policyVersionQuery,
  proposeGuardrailsChangeMutation,
  proposePolicyChangeMutation,
  rebaseGuardrailsDraftMutation,
  rebasePolicyDraftMutation,
  restoreGuardrailsVersionMutation,
  restorePolicyVersionMutation,
  type VersionPageInput,
} from "@/lib/policy/queries";
import type {
  LivePolicy,
  PolicyChange,
  PolicyDraft,
  PolicyReplay,
  PolicyVersion,
  PolicyVersionPage,
} from "@/lib/policy/schema";
import { placeOf, type PolicyPlace } from "./place";

export type Read<Data> = {
  readonly queryKey: readonly unknown[];
  readonly queryFn: (given: { signal: AbortSignal }) => Promise<Data>;
};
type Choices = CallInput<typeof policyOperations.rebasePolicyDraft>["body"];
type Proposal = CallInput<typeof policyOperations.proposePolicyChange>["body"];

/** Whose policy it is and how it is read: an agent's and guardrails are the same here. */
export type ChangeScope = PolicyPlace & {
  readonly live: () => Read<LivePolicy>;
  readonly draft: () => Read<PolicyDraft>;
  readonly version: (number: number) => Read<PolicyVersion>;
  readonly versionPage: (query: VersionPageInput) => Read<PolicyVersionPage>;
  readonly begin: () => Promise<PolicyDraft>;
  readonly draftReplay: () => Read<PolicyReplay>;
  readonly replayDraft: () => Promise<PolicyReplay>;
  readonly propose: (body: Proposal) => Promise<PolicyChange>;
  readonly rebase: (body: Choices) => Promise<PolicyDraft>;
  readonly restore: (number: number, because: string) => Promise<PolicyChange>;
};

/** Of whatever names an agent, or none where it is an environment's guardrails. */
export function scopeOf({ agent, environment }: { agent: string | null; environment: Environment }): ChangeScope {
  return agent === null ? guardrailsScope(environment) : agentScope(agent, environment);
}

export function agentScope(slug: string, environment: Environment): ChangeScope {
  const params = { slug };
  return {
    ...placeOf({ agent: slug, environment }),
    live: () => livePolicyQuery(slug),
    draft: () => policyDraftQuery(slug),
    version: (number) => policyVersionQuery(slug, number),
    versionPage: (query) => policyVersionPageQuery(slug, query),
    begin: () => createPolicyDraftMutation.mutationFn({ params, body: { template: "live" } }),
    draftReplay: () => draftReplayQuery(slug),
    replayDraft: () => startPolicyReplayMutation.mutationFn({ params, body: { days: 30 } }),
    propose: (body) => proposePolicyChangeMutation.mutationFn({ params, body }),
    rebase: (body) => rebasePolicyDraftMutation.mutationFn({ params, body }),
    restore: (number, because) =>
      restorePolicyVersionMutation.mutationFn({ params: { slug, number }, body: { because } }),
  };
}

export function guardrailsScope(environment: Environment): ChangeScope {
  const params = { environment };
  return {
    ...placeOf({ agent: null, environment }),
    live: () => liveGuardrailsQuery(environment),
    draft: () => guardrailsDraftQuery(environment),
    version: (number) => guardrailsVersionQuery(environment, number),
    versionPage: (query) => guardrailsVersionPageQuery(environment, query),
    begin: () => createGuardrailsDraftMutation.mutationFn({ params, body: { template: "live" } }),
    draftReplay: () => guardrailsReplayQuery(environment),
    replayDraft: () => startGuardrailsReplayMutation.mutationFn({ params, body: { days: 30 } }),
    propose: (body) => proposeGuardrailsChangeMutation.mutationFn({ params, body }),
    rebase: (body) => rebaseGuardrailsDraftMutation.mutationFn({ params, body }),
    restore: (number, because) =>
      restoreGuardrailsVersionMutation.mutationFn({ params: { environment, number }, body: { because } }),
  };
}
