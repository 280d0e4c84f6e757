import type { Route } from "next";
import { agentHref } from "@/components/agents/record/addresses";
import type { Environment } from "@/lib/core/environments";

/** Whose policy it is, and where its pages are. */
export type PolicyPlace = {
  readonly kind: "agent" | "guardrails";
  /** "refund-agent", "the guardrails of production" */
  readonly name: string;
  readonly environment: Environment;
  readonly editor: Route;
  readonly versions: Route;
};

/** Of whatever names an agent, or none where it is an environment's guardrails. */
export function placeOf({ agent, environment }: { agent: string | null; environment: Environment }): PolicyPlace {
  if (agent === null) {
    return {
      kind: "guardrails",
      name: `the guardrails of ${environment}`,
      environment,
      editor: `/settings/guardrails/${environment}` as Route,
      versions: `/policies/guardrails/${environment}/versions` as Route,
    };
  }
  return {
    kind: "agent",
    name: agent,
    environment,
    editor: agentHref(agent, "policy"),
    versions: `/agents/${agent}/policy/versions` as Route,
  };
}

export function changeHref(id: string): Route {
  return `/policies/changes/${id}` as Route;
}

export function versionHref({ versions }: PolicyPlace, number: number): Route {
  return `${versions}?version=${number}` as Route;
}

export function decisionHref(id: string): Route {
  return `/decisions/${id}` as Route;
}
