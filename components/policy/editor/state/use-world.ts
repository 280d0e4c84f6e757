"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { PublishedSystems, World } from "@/lib/policy/rules";
import { liveGuardrailsQuery } from "@/lib/policy/queries";
import { systemPageQuery } from "@/lib/systems/queries";
import type { EditorScope, Live } from "./scope";

/** A network that is trusted, or nothing known, verifies nobody. */
const verifying: ReadonlySet<string> = new Set(["mtls", "token", "spiffe"]);

export async function readSystems({ signal }: { signal: AbortSignal }): Promise<PublishedSystems> {
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

export function guardrailsOf({ live_version: version, document }: Live): World["guardrails"] {
  if (version === null || document === null) return { version: 0, rules: [] };
  return { version, rules: document.rules.map((rule) => ({ ...rule, since: version })) };
}

/** What stands around the policy when it is tried: undefined until it is read. */
export function useWorld({ caller, kind }: EditorScope): { world: World | undefined; error: Error | null } {
  const areGuardrails = kind === "guardrails";
  const systems = useQuery({ queryKey: ["policyWorld"], queryFn: readSystems, staleTime: 60_000 });
  const limits = useQuery({ ...liveGuardrailsQuery(caller.environment), enabled: !areGuardrails });
  const world = useMemo((): World | undefined => {
    if (!systems.data || (!areGuardrails && !limits.data)) return undefined;
    const guardrails = limits.data && !areGuardrails ? guardrailsOf(limits.data) : { version: 0, rules: [] };
    return { ...caller, guardrails, systems: systems.data, areGuardrails };
  }, [caller, areGuardrails, systems.data, limits.data]);
  return { world, error: systems.error ?? limits.error };
}
