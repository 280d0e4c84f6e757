import type pg from "pg";
import { StartError } from "@/lib/core/start-error";
import { withConnection } from "@/lib/db/connect";
import type { DatabaseRoles } from "@/lib/db/roles";

export type DatabaseAddresses = { ownerUrl: string; runningUrl: string };

/** What must be true before anything is written. Changes nothing; each refusal names the setting and the remedy. */
export async function inspectDatabase({
  ownerUrl,
  runningUrl,
}: DatabaseAddresses): Promise<{ version: string; roles: DatabaseRoles }> {
  const ownerSetting = ownerUrl === runningUrl ? "DATABASE_URL" : "MIGRATE_DATABASE_URL";
  return withConnection("DATABASE_URL", runningUrl, (running) =>
    withConnection(ownerSetting, ownerUrl, async (owner) => {
      const version = await checkVersion(owner, ownerSetting);
      await refusePooler(owner, ownerSetting, ownerUrl);
      if (ownerUrl !== runningUrl) {
        await refusePooler(running, "DATABASE_URL", runningUrl);
        await checkSameDatabase(owner, running);
      }
      await checkRights(owner, ownerSetting);
      return { version, roles: await readRoles(owner, running) };
    }),
  );
}

async function checkVersion(client: pg.Client, setting: string): Promise<string> {
  const { rows } = await client.query<{ number: number; version: string; encoding: string }>(
    "select current_setting('server_version_num')::int as number, current_setting('server_version') as version, current_setting('server_encoding') as encoding",
  );
  const row = rows[0];
  if (!row || row.number < 150_000)
    throw new StartError(
      `${setting}: this is PostgreSQL ${row?.version ?? "unknown"}.`,
      "Ambit needs PostgreSQL 15 or newer.",
    );
  if (row.encoding !== "UTF8")
    throw new StartError(
      `${setting}: the database has the encoding ${row.encoding}.`,
      "Make one with ENCODING 'UTF8'.",
    );
  return row.version;
}

/**
 * Locks of a session and LISTEN do not work through a pooler that gives a server connection to each transaction.
 * Such a pooler shows itself: a client's backend changes, or two clients have the same one.
 */
async function refusePooler(client: pg.Client, setting: string, url: string): Promise<void> {
  await withConnection(setting, url, async (second) => {
    for (let round = 0; round < 3; round++) {
      const before = await readBackend(client);
      await second.query("begin");
      const other = await readBackend(second);
      const after = await Promise.race([
        readBackend(client),
        new Promise<undefined>((resolve) => setTimeout(resolve, 2_000, undefined).unref()),
      ]);
      await second.query("rollback");
      if (other === before || after !== before) {
        throw new StartError(
          `${setting} goes through a pooler in transaction mode, where LISTEN and session locks do not work.`,
          "Give the address of PostgreSQL itself, or a pool in session mode.",
        );
      }
    }
  });
}

async function readBackend(client: pg.Client): Promise<number | undefined> {
  const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
  return rows[0]?.pid;
}

/** A session lock is seen by every session of the same database and by no other. */
async function checkSameDatabase(owner: pg.Client, running: pg.Client): Promise<void> {
  const key = Math.floor(Math.random() * 2 ** 31);
  await owner.query("select pg_advisory_lock($1, $2)", [7_240_113, key]);
  const { rows } = await running.query<{ free: boolean }>("select pg_try_advisory_lock($1, $2) as free", [
    7_240_113,
    key,
  ]);
  await owner.query("select pg_advisory_unlock($1, $2)", [7_240_113, key]);
  if (rows[0]?.free)
    throw new StartError(
      "DATABASE_URL and MIGRATE_DATABASE_URL name two different databases.",
      "Give both the same host, port and database name.",
    );
}

async function checkRights(owner: pg.Client, setting: string): Promise<void> {
  const { rows } = await owner.query<{
    role: string;
    database: string;
    tables: boolean;
    schemas: boolean;
    extension: boolean;
  }>(
    `select current_user as role, current_database() as database, has_schema_privilege('public', 'CREATE') as tables,
       has_database_privilege(current_database(), 'CREATE') or to_regnamespace('graphile_worker') is not null as schemas,
       exists(select from pg_extension where extname = 'pg_trgm')
         or (exists(select from pg_available_extensions where name = 'pg_trgm') and has_database_privilege(current_database(), 'CREATE')) as extension`,
  );
  const row = rows[0];
  if (!row || (row.tables && row.schemas && row.extension)) return;
  const { role, database } = row;
  if (!row.tables || !row.schemas) {
    throw new StartError(
      `${setting}: the role ${role} may not make tables in the database ${database}.`,
      `Make it the owner: ALTER DATABASE ${database} OWNER TO ${role}.`,
    );
  }
  throw new StartError(
    `${setting}: the extension pg_trgm is not available in ${database}.`,
    "Install PostgreSQL's contrib package on the database server, or CREATE EXTENSION pg_trgm as a superuser.",
  );
}

async function readRoles(owner: pg.Client, running: pg.Client): Promise<DatabaseRoles> {
  const { rows: owners } = await owner.query<{ role: string }>("select current_user as role");
  const ownerRole = owners[0]?.role ?? "";
  const { rows } = await running.query<{ role: string; superuser: boolean; member: boolean }>(
    "select current_user as role, rolsuper as superuser, pg_has_role(current_user, $1, 'MEMBER') as member from pg_roles where rolname = current_user",
    [ownerRole],
  );
  const row = rows[0];
  const runningRole = row?.role ?? "";
  const reason =
    runningRole === ownerRole
      ? `the role ${runningRole} both owns the schema and runs`
      : row?.superuser
        ? `the role ${runningRole} is a superuser`
        : row?.member
          ? `the role ${runningRole} is a member of ${ownerRole}, who owns the schema`
          : "";
  return { owner: ownerRole, running: runningRole, separate: reason === "", reason };
}
