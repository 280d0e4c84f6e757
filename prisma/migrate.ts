import { createHash, randomUUID } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { Logger, runMigrations as migrateJobs } from "graphile-worker";
import pg from "pg";
import { StartError } from "@/lib/core/start-error";

/** The lock `prisma migrate deploy` takes: both tools wait for each other. */
const lockKey = 72707369;

type Migration = { name: string; sql: string; checksum: string };
type Row = { name: string; checksum: string; finished_at: Date | null; rolled_back_at: Date | null };
type Options = { runningRole?: string; folder?: string; upTo?: string; say?: (line: string) => void };

/**
 * Applies prisma/migrations in order, one transaction a file, with Prisma's own bookkeeping, so that
 * `prisma migrate deploy` stays possible. Then the tables of the job queue, then the running role's rights.
 */
export async function migrate(ownerUrl: string, options: Options = {}): Promise<string[]> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 });
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [lockKey]);
    const all = await findPending(client, readMigrations(options.folder));
    const { upTo } = options;
    const pending = upTo === undefined ? all : all.filter(({ name }) => name <= upTo);
    for (const migration of pending) {
      options.say?.(`Applying migration ${migration.name}`);
      await applyMigration(client, migration);
    }
    await migrateQueue(ownerUrl);
    if (options.runningRole !== undefined) await grantRights(client, options.runningRole);
    return pending.map((migration) => migration.name);
  } finally {
    await client.end();
  }
}

/** Through a pool of ours: the queue's own is left to close by itself, and whoever cuts it off then ends the process. */
async function migrateQueue(ownerUrl: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 2, connectionTimeoutMillis: 10_000 });
  pool.on("error", () => undefined);
  try {
    await migrateJobs({ pgPool: pool, logger: new Logger(() => () => undefined) });
  } finally {
    await pool.end();
  }
}

/** The migrations of this build, in the order they are applied in. */
export function readMigrations(folder = path.resolve("prisma/migrations")): Migration[] {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
  return names.toSorted().map((name) => {
    const sql = readFileSync(path.join(folder, name, "migration.sql"), "utf8");
    return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
  });
}

/** What is still to be applied. Refuses a database this build does not understand, before anything is changed. */
export async function findPending(client: pg.Client, migrations: readonly Migration[]): Promise<Migration[]> {
  const { rows: tables } = await client.query<{ known: boolean; foreign: string | null }>(
    `select to_regclass('public._prisma_migrations') is not null as known, (
       select min(c.relname) from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
         and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')) as foreign`,
  );
  if (!tables[0]?.known) {
    const foreign = tables[0]?.foreign;
    if (typeof foreign === "string") {
      throw new StartError(
        `The database is not empty and is not Ambit's: it has a table ${foreign}.`,
        "Give Ambit a database of its own in DATABASE_URL and MIGRATE_DATABASE_URL.",
      );
    }
    return [...migrations];
  }
  const { rows } = await client.query<Row>(
    `select migration_name as name, checksum, finished_at, rolled_back_at from "_prisma_migrations" order by started_at`,
  );
  for (const row of rows) if (row.rolled_back_at === null) refuseUnlessApplied(row, migrations);
  const applied = new Set(rows.filter((row) => row.rolled_back_at === null).map((row) => row.name));
  return migrations.filter((migration) => !applied.has(migration.name));
}

function refuseUnlessApplied(row: Row, migrations: readonly Migration[]): void {
  if (row.finished_at === null) {
    throw new StartError(
      `The migration ${row.name} was begun by another tool and not finished, so the database is half changed.`,
      `Restore a backup, or put it right by hand and say so with: npx prisma migrate resolve --rolled-back ${row.name}`,
    );
  }
  const known = migrations.find((migration) => migration.name === row.name);
  if (!known) {
    throw new StartError(
      `The database was migrated by a newer Ambit: it has ${row.name}, this build ends at ${migrations.at(-1)?.name ?? "nothing"}.`,
      "Start that newer version (git pull), or restore a backup from before the upgrade. Nothing was changed.",
    );
  }
  if (known.checksum !== row.checksum) {
    throw new StartError(
      `The file prisma/migrations/${row.name}/migration.sql is not the one that was applied.`,
      "Take the file back as it was (git checkout prisma/migrations) and write the change as a new migration.",
    );
  }
}

async function applyMigration(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  const startedAt = new Date();
  await client.query("begin");
  try {
    await client.query(
      `create table if not exists "_prisma_migrations" (id varchar(36) primary key not null, checksum varchar(64) not null,
         finished_at timestamptz, migration_name varchar(255) not null, logs text, rolled_back_at timestamptz,
         started_at timestamptz not null default now(), applied_steps_count integer not null default 0)`,
    );
    await client.query(sql);
    await client.query(
      `insert into "_prisma_migrations" (id, checksum, migration_name, started_at, finished_at, applied_steps_count) values ($1, $2, $3, $4, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name, startedAt],
    );
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw describeFailure(name, error);
  }
}

function describeFailure(name: string, error: unknown): StartError {
  const said = error instanceof Error ? error.message : String(error);
  if (error instanceof pg.DatabaseError && error.code === "42501") {
    return new StartError(
      `The role of MIGRATE_DATABASE_URL may not make tables (${said}).`,
      "Make it the owner of the database: ALTER DATABASE <name> OWNER TO <role>. Nothing was changed.",
      error,
    );
  }
  return new StartError(
    `The migration ${name} failed and was undone: ${said}.`,
    "The database is as it was. Report this, or start the version from before.",
    error,
  );
}

/** The rights of the running role. The job queue has row-level security without a policy, so grants alone would not do. */
async function grantRights(client: pg.Client, role: string): Promise<void> {
  const { rows } = await client.query<{ owner: boolean }>("select current_user = $1 as owner", [role]);
  if (rows[0]?.owner) return;
  const name = client.escapeIdentifier(role);
  const policy = client.escapeIdentifier(`ambit_${role}`);
  const { rows: guarded } = await client.query<{ table: string }>(
    `select c.relname as table from pg_class c where c.relnamespace = 'graphile_worker'::regnamespace and c.relrowsecurity
       and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = $1)`,
    [`ambit_${role}`],
  );
  const statements = [
    `grant usage on schema graphile_worker to ${name}`,
    `grant select, insert, update, delete on all tables in schema graphile_worker to ${name}`,
    `grant usage on all sequences in schema graphile_worker to ${name}`,
    `grant execute on all functions in schema graphile_worker to ${name}`,
    ...guarded.map(
      ({ table }) =>
        `create policy ${policy} on graphile_worker.${client.escapeIdentifier(table)} to ${name} using (true) with check (true)`,
    ),
  ];
  await client.query("begin");
  await client.query(statements.join(";\n"));
  await client.query("select ambit_grant($1)", [role]);
  await client.query(`revoke insert, update, delete on "_prisma_migrations" from ${name}`);
  await client.query("commit");
}
