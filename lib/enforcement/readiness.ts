import type { Role } from "@/lib/enforcement/dispatch";
import type { PlaneFacts } from "@/lib/enforcement/state";

export type Readiness = { ready: boolean; missing: readonly string[]; degraded: readonly string[] };

/**
 * Whether this role can do its work (API.md 1). Console and worker need the database now; enforcement lives on its
 * leases; `all` needs everything once, then only what enforcement needs, and says what is gone.
 */
export function judgeReadiness(role: Role, facts: PlaneFacts, wasReady: boolean): Readiness {
  const storage = [...(facts.database ? [] : ["database"]), ...(facts.migrated ? [] : ["migrations"])];
  const enforcement = listEnforcementFaults(facts);
  switch (role) {
    case "console":
    case "worker":
      return { ready: storage.length === 0, missing: storage, degraded: [] };
    case "enforcement":
      return weigh(enforcement, storage);
    case "all":
      return wasReady ? weigh(enforcement, storage) : weigh([...storage, ...enforcement], []);
  }
}

function weigh(missing: readonly string[], gone: readonly string[]): Readiness {
  return missing.length === 0
    ? { ready: true, missing: [], degraded: gone }
    : { ready: false, missing, degraded: gone };
}

function listEnforcementFaults({ leases, keys }: PlaneFacts): string[] {
  const faults = leases.flatMap(({ environment, held, fault }) => {
    if (fault === "behind") return [`policy:${environment}: the database is behind what this node served`];
    if (fault === "rewritten")
      return [`policy:${environment}: the database has other bytes under the sequence this node served`];
    return held ? [] : [`policy:${environment}: no snapshot with an unexpired lease`];
  });
  return keys ? faults : ["keys", ...faults];
}
