"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { agentQuery } from "@/lib/agents/queries";
import type { PublishedSystems, World } from "@/lib/policy/rules";
import { liveGuardrailsQuery } from "@/lib/policy/queries";
import type { PolicyChange } from "@/lib/policy/schema";
import { systemPageQuery } from "@/lib/systems/queries";

/** A network that is trusted, or nothing known, verifies nobody. */
const verifying: ReadonlySet<string> = new Set(["mtls", "token", "spiffe"]);

async function readSystems({ signal }: { signal: AbortSignal }): Promise<PublishedSystems> {
  const found: { [slug: string]: PublishedSystems[string] } = {};
  for (let cursor: string | null | undefined; cursor !== null;) {
    const query = { limit: 200, ...(cursor !== undefined && { cursor }) };
    const page = await systemPageQuery(query).queryFn({ signal });
    for (const { slug, verifies, actions } of page.data) {
      if (actions.length > 0) found[slug] = { verifies_caller: verifying.has(verifies), actions };
    }
    cursor = page.next_cursor;
  }
  return found;
}

/** What stands around the policy of a change while its tests run: undefined until it is read. */
export function useChangeWorld({ agent, environment }: PolicyChange): {
  world: World | undefined;
  error: Error | null;
} {
  const areGuardrails = agent === null;
  const systems = useQuery({ queryKey: ["policyWorld"], queryFn: readSystems, staleTime: 60_000 });
  const limits = useQuery({ ...liveGuardrailsQuery(environment), enabled: !areGuardrails });
  const record = useQuery({ ...agentQuery(agent ?? "", undefined), enabled: !areGuardrails });
  const world = useMemo((): World | undefined => {
    if (!systems.data) return undefined;
    const around = { environment, systems: systems.data };
    const none = { version: 0, rules: [] };
    // As the server tries guardrails: over an agent that may do everything else.
    if (areGuardrails) {
      return { ...around, slug: "any-agent", kind: undefined, tier: "foundation", guardrails: none, areGuardrails };
    }
    if (!limits.data || !record.data) return undefined;
    const { live_version: version, document } = limits.data;
    const guardrails =
      version === null || document === null
        ? none
        : { version, rules: document.rules.map((rule) => ({ ...rule, since: version })) };
    const { slug, kind, tier } = record.data;
    return { ...around, slug, kind: kind ?? undefined, tier: tier ?? "foundation", guardrails };
  }, [areGuardrails, environment, systems.data, limits.data, record.data]);
  return { world, error: systems.error ?? limits.error ?? record.error };
}
