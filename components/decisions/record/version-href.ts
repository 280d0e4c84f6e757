import type { Route } from "next";
import type { Decision } from "@/lib/decisions/schema";

/** The page of the version that decided; null where its agent is found nowhere. */
export function versionHref(
  { environment, policy }: Pick<Decision, "environment" | "policy">,
  slug: string | null,
  guardrail: boolean,
): Route | null {
  if (guardrail) return `/policies/guardrails/${environment}/versions?version=${policy.guardrails}` as Route;
  return slug === null || policy.version === null
    ? null
    : (`/agents/${slug}/policy/versions?version=${policy.version}` as Route);
}
