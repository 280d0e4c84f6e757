import type { Route } from "next";
import { agentHref } from "@/components/agents/record/addresses";
import type { DecisionDetail } from "@/lib/decisions/schema";
import {
  createGuardrailsDraftMutation,
  createPolicyDraftMutation,
  guardrailsDraftQuery,
  liveGuardrailsQuery,
  livePolicyQuery,
  policyDraftQuery,
  updateGuardrailsDraftMutation,
  updatePolicyDraftMutation,
} from "@/lib/policy/queries";
import { readRuleName } from "../words";

/** The policy whose rule decided: the agent's own, or the guardrails, which no policy of an agent can lift. */
export function chooseTarget({ rule, environment, agent }: DecisionDetail, slug: string | null) {
  return rule !== null && readRuleName(rule).guardrail ? guardrailsTarget(environment) : agentTarget(slug ?? agent);
}

export type Target = ReturnType<typeof chooseTarget>;

function agentTarget(slug: string) {
  const params = { slug };
  return {
    whose: "the agent’s policy",
    href: (test: number) => `${agentHref(slug, "policy")}?test=${test}` as Route,
    live: livePolicyQuery(slug),
    draft: policyDraftQuery(slug),
    create: (template: "live" | "empty") => createPolicyDraftMutation.mutationFn({ params, body: { template } }),
    save: (text: string, version: number) => updatePolicyDraftMutation.mutationFn({ params, body: { text }, version }),
  };
}

function guardrailsTarget(environment: DecisionDetail["environment"]) {
  const params = { environment };
  return {
    whose: `the guardrails of ${environment}`,
    href: (test: number) => `/settings/guardrails/${environment}?test=${test}` as Route,
    live: liveGuardrailsQuery(environment),
    draft: guardrailsDraftQuery(environment),
    create: (template: "live" | "empty") => createGuardrailsDraftMutation.mutationFn({ params, body: { template } }),
    save: (text: string, version: number) =>
      updateGuardrailsDraftMutation.mutationFn({ params, body: { text }, version }),
  };
}
