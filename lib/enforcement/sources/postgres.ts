import { createHash } from "node:crypto";
import pg from "pg";
import { type Environment, environments } from "@/lib/core/environments";
import { startPoll } from "@/lib/core/poll";
import { openListener } from "@/lib/db/listener";
import type { PlaneState, Position, PublishedKeys } from "@/lib/enforcement/state";
import { joinBody } from "@/lib/snapshots/rules";
import { log } from "@/lib/telemetry/log";

export type PostgresSourceOptions = {
  databaseUrl: string;
  state: PlaneState;
  /** Where the keys are: lib/crypto, handed in, so that nothing the plane loads knows Prisma. */
  readKeys: () => Promise<PublishedKeys>;
  /** The newest migration of this build; the database is complete when it has been applied. */
  lastMigration: string;
  pollMs?: number;
  keysEveryMs?: number;
};

export type PostgresSource = {
  /** Reads at once, for tests and for start-up, which wants to know before it opens the port. */
  refresh: () => Promise<void>;
  stop: () => Promise<void>;
};

/** Said in the transaction that publishes policy or changes a key. A hint: what counts is the next read. */
export const policyChannel = "ambit_policy";
export const keysChannel = "ambit_keys";

/** Keeps the plane's memory true: a read every second, at once when Postgres says so, with back-off while it is away. */
export function startPostgresSource({
  databaseUrl,
  state,
  readKeys,
  lastMigration,
  pollMs = 1_000,
  keysEveryMs = 30_000,
}: PostgresSourceOptions): PostgresSource {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: 1,
    connectionTimeoutMillis: 3_000,
    query_timeout: 5_000,
    application_name: "ambit plane",
  });
  pool.on("error", () => undefined);
  let keysReadAt = Number.NEGATIVE_INFINITY;

  async function read(): Promise<void> {
    try {
      await readPolicy(pool, state, lastMigration);
      if (performance.now() - keysReadAt >= keysEveryMs) {
        state.setKeys(await readKeys());
        keysReadAt = performance.now();
      }
    } catch (error) {
      state.setDatabase(false);
      throw error;
    }
  }

  const poll = startPoll({
    round: read,
    everyMs: pollMs,
    onTrouble: (error) => log.warn({ err: error }, "The plane cannot read the database; it serves what it has."),
    onRecovery: () => log.info("The plane reads the database again."),
  });
  const listener = openListener({
    databaseUrl,
    channels: [policyChannel, keysChannel],
    onNotification(channel) {
      if (channel === keysChannel) keysReadAt = Number.NEGATIVE_INFINITY;
      void poll.now();
    },
    onConnect: () => void poll.now(),
    onDisconnect: () => void poll.now(),
  });

  return {
    refresh: poll.now,
    async stop() {
      await listener.stop();
      await poll.stop();
      await pool.end();
    },
  };
}

type HeadRow = { name: string; epoch: number; sequence: string; digest: string };

async function readPolicy(pool: pg.Pool, state: PlaneState, lastMigration: string): Promise<void> {
  if (!state.readFacts().migrated && !(await isMigrated(pool, lastMigration))) {
    state.setDatabase(true);
    return;
  }
  state.setMigrated();
  // Before the question is asked: an answer that took long must not make the lease longer.
  const readAt = performance.now();
  const { rows } = await pool.query<HeadRow>(
    `select e.name, e.epoch, e.sequence::text, s.digest from environments e
       join snapshots s on s.environment = e.name and s.epoch = e.epoch and s.sequence = e.sequence`,
  );
  state.setDatabase(true);
  for (const { name, epoch, sequence, digest } of rows) {
    const environment = environments.find((known) => known === name);
    if (!environment) continue;
    const position = { epoch, sequence: Number(sequence) };
    if (state.needsBody(environment, position)) await fetchBody(pool, state, environment, position, readAt);
    else state.confirmPosition(environment, position, digest, readAt);
  }
}

async function isMigrated(pool: pg.Pool, lastMigration: string): Promise<boolean> {
  const { rows } = await pool.query<{ known: boolean }>(
    `select to_regclass('public._prisma_migrations') is not null as known`,
  );
  if (!rows[0]?.known) return false;
  const { rowCount } = await pool.query(
    `select from _prisma_migrations where migration_name = $1 and finished_at is not null and rolled_back_at is null`,
    [lastMigration],
  );
  return (rowCount ?? 0) > 0;
}

async function fetchBody(
  pool: pg.Pool,
  state: PlaneState,
  environment: Environment,
  position: Position,
  readAt: number,
): Promise<void> {
  const place = [environment, position.epoch, position.sequence];
  const { rows } = await pool.query<{ digest: string; rest: Buffer }>(
    `select digest, rest from snapshots where environment = $1 and epoch = $2 and sequence = $3`,
    place,
  );
  const [row] = rows;
  if (!row) throw new Error(`The snapshot ${environment} ${position.epoch}.${position.sequence} has no body.`);
  const parts = await pool.query<{ slug: string; body: Buffer }>(
    `select a.slug, p.body from (
       select distinct on (slug) slug, part from snapshot_agents
        where environment = $1 and (epoch, sequence) <= ($2, $3) order by slug, epoch desc, sequence desc) a
     join policy_parts p on p.digest = a.part order by a.slug collate "C"`,
    place,
  );
  const agents = parts.rows.map(({ slug, body: part }) => [slug, part] as const);
  const body = Buffer.concat([...joinBody(agents, row.rest)]);
  const digest = `sha-256:${createHash("sha256").update(body).digest("base64url")}`;
  if (digest !== row.digest) {
    if (state.refuseBody(environment))
      log.error(
        { environment, ...position },
        "A snapshot's bytes are not those its digest names; they are not served.",
      );
    return;
  }
  state.replaceSnapshot({ environment, ...position, digest, body }, readAt);
}
