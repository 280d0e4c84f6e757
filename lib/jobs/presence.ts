import type pg from "pg";
import { openListener } from "@/lib/db/listener";
import { log } from "@/lib/telemetry/log";

/** The first half of the advisory locks that stand for living workers; the second is the worker's id, hashed. */
const lockSpace = 7_240_214;

export type Presence = {
  add: (workerId: string) => void;
  findDead: (pool: pg.Pool) => Promise<string[]>;
  stop: () => Promise<void>;
};

/**
 * graphile-worker gives a killed worker's job back after four hours. A session lock goes with its process at once, so
 * each worker holds one, and whoever finds a job locked by a worker without one knows that nobody runs it.
 */
export function holdPresence(databaseUrl: string): Presence {
  const mine = new Set<string>();
  let session: pg.Client | undefined;
  let suspects = new Set<string>();
  let taking: Promise<unknown> = Promise.resolve();

  // One statement at a time on the one session; taking a lock twice is harmless.
  function take(): void {
    const client = session;
    if (!client) return;
    const workers = [...mine];
    taking = taking
      .then(() =>
        client.query("select pg_advisory_lock_shared($1, hashtext(worker)) from unnest($2::text[]) worker", [
          lockSpace,
          workers,
        ]),
      )
      .catch((error: unknown) => log.warn({ err: error }, "A worker could not show that it lives."));
  }

  const listener = openListener({
    databaseUrl,
    channels: [],
    onNotification: () => undefined,
    onConnect(client) {
      session = client;
      take();
    },
    onDisconnect() {
      session = undefined;
    },
  });

  return {
    add(workerId) {
      mine.add(workerId);
      take();
    },
    /** Only who is missed twice in a row is dead: a worker whose connection broke takes its lock again within a second. */
    async findDead(pool) {
      const { rows } = await pool.query<{ worker: string }>(
        `select worker from (select distinct locked_by as worker from graphile_worker._private_jobs where locked_by is not null) busy
           where not exists (select from pg_locks l where l.locktype = 'advisory' and l.classid = $1 and l.objid = hashtext(worker)::oid
             and l.objsubid = 2 and l.database = (select oid from pg_database where datname = current_database()))`,
        [lockSpace],
      );
      const missing = new Set(rows.map(({ worker }) => worker).filter((worker) => !mine.has(worker)));
      const dead = [...missing].filter((worker) => suspects.has(worker));
      suspects = missing;
      return dead;
    },
    stop: listener.stop,
  };
}
