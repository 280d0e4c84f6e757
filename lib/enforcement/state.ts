import { type Environment, environments } from "@/lib/core/environments";
import { getMetrics } from "@/lib/telemetry/metrics";

/** The place of a snapshot in its environment's history. */
export type Position = { epoch: number; sequence: number };

export type Snapshot = Position & { environment: Environment; digest: string; body: Buffer };

/** Bodies as they are sent: made where the keys are, kept here, served whether or not the database answers. */
export type PublishedKeys = { jwks: string; keyHistory: string };

type Held = { snapshot: Snapshot; leaseEndsAt: number; fault: "behind" | "rewritten" | undefined };

export type LeaseFacts = { environment: Environment; held: boolean; fault: "behind" | "rewritten" | undefined };

export type PlaneFacts = { database: boolean; migrated: boolean; keys: boolean; leases: readonly LeaseFacts[] };

export type PlaneState = ReturnType<typeof createPlaneState>;

/**
 * Everything the plane answers from, in memory. `now` is a monotonic clock: a lease must not live longer because
 * somebody set the wall clock back.
 */
export function createPlaneState(leaseMs = 15 * 60_000, now: () => number = () => performance.now()) {
  const held = new Map<Environment, Held>();
  let keys: PublishedKeys | undefined;
  let database = false;
  let migrated = false;

  const readFacts = (): PlaneFacts => ({
    database,
    migrated,
    keys: keys !== undefined,
    leases: environments.map((environment) => {
      const mine = held.get(environment);
      return { environment, held: mine !== undefined && mine.leaseEndsAt > now(), fault: mine?.fault };
    }),
  });

  return {
    readFacts,
    readKeys: () => keys,
    readSnapshot: (environment: Environment) => held.get(environment)?.snapshot,
    setKeys(next: PublishedKeys) {
      keys = next;
    },
    setDatabase(answers: boolean) {
      database = answers;
    },
    setMigrated() {
      migrated = true;
    },
    /** Whether the body for this position must be fetched before it can be confirmed. */
    needsBody(environment: Environment, position: Position): boolean {
      const mine = held.get(environment);
      return !mine || comparePositions(position, mine.snapshot) > 0;
    },
    /** A newer snapshot, read at `readAt` of the clock: from now on this is what is served. */
    replaceSnapshot(snapshot: Snapshot, readAt: number) {
      held.set(snapshot.environment, { snapshot, leaseEndsAt: readAt + leaseMs, fault: undefined });
      exportSnapshot(snapshot, readAt);
    },
    /** The database named a newer snapshot whose bytes cannot be trusted. Answers whether that is news. */
    refuseBody(environment: Environment): boolean {
      const mine = held.get(environment);
      const isNews = mine?.fault !== "rewritten";
      if (mine) mine.fault = "rewritten";
      return isNews;
    },
    /** The database was asked at `readAt` and named this position as current. Only the same one renews the lease. */
    confirmPosition(environment: Environment, position: Position, digest: string, readAt: number) {
      const mine = held.get(environment);
      if (!mine) return;
      const order = comparePositions(position, mine.snapshot);
      if (order < 0) mine.fault = "behind";
      else if (order === 0 && digest !== mine.snapshot.digest) mine.fault = "rewritten";
      else if (order === 0) {
        held.set(environment, { ...mine, leaseEndsAt: readAt + leaseMs, fault: undefined });
        exportSnapshot(mine.snapshot, readAt);
      }
    },
  };
}

/** First by epoch, which only an operator raises, then by sequence. */
export function comparePositions(a: Position, b: Position): number {
  return a.epoch - b.epoch || a.sequence - b.sequence;
}

function exportSnapshot({ environment, epoch, sequence }: Snapshot, readAt: number): void {
  const { snapshotSequence, confirmations } = getMetrics();
  snapshotSequence.set({ environment, epoch }, sequence);
  confirmations.set(environment, readAt);
}
