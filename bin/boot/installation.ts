import path from "node:path";
import { readSecret, secretFile, writeSecret } from "@/lib/config/secret";
import { installSettings, readSettings, type Settings } from "@/lib/config/settings";
import { StartError } from "@/lib/core/start-error";
import { withConnection } from "@/lib/db/connect";
import { findRunningPostgres, hasCluster, startEmbeddedPostgres, type EmbeddedPostgres } from "@/lib/db/embedded";
import { inspectDatabase } from "@/lib/db/inspect";
import { installDatabaseRoles, type DatabaseRoles } from "@/lib/db/roles";
import { findPending, migrate, readMigrations } from "@/prisma/migrate";

/** Settings complete with addresses and secret, on a database that is ready for this build. */
export type Installation = {
  settings: Settings;
  roles: DatabaseRoles;
  /** Only with the embedded PostgreSQL: settles when it ends, asked or not. */
  databaseExited: Promise<void> | undefined;
  stop: () => Promise<void>;
};

type Options = {
  /** Written down as the holder of the embedded database. */
  what: string;
  say: (line: string) => void;
  /** After this process is known to be the only one, before the database starts. */
  beforeDatabase?: (settings: Settings) => Promise<void>;
};

export const embeddedRoles: DatabaseRoles = { owner: "ambit_owner", running: "ambit_app", separate: true, reason: "" };

export function readSettingsOrRefuse(): Settings {
  const { settings, faults } = readSettings(process.env);
  if (!settings) throw new StartError(faults.join("\n"), "");
  return { ...settings, dataDir: path.resolve(settings.dataDir) };
}

/** For the server, and for a command when no server runs: starts what must be started and migrates. */
export async function openInstallation(options: Options): Promise<Installation> {
  const settings = readSettingsOrRefuse();
  if (!settings.embedded) {
    await options.beforeDatabase?.(settings);
    return prepare(settings, options, undefined);
  }
  const address = options.beforeDatabase ? settings.publicUrl : "";
  const postgres = await startEmbeddedPostgres(settings.dataDir, {
    claim: { what: options.what, address },
    say: options.say,
    beforeStart: async () => options.beforeDatabase?.(settings),
  });
  try {
    return await prepare(
      { ...settings, databaseUrl: postgres.appUrl, migrateDatabaseUrl: postgres.ownerUrl },
      options,
      postgres,
    );
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

/** For a command: the database of the running server, or one started for this command alone. The schema stays as it is. */
export async function attachInstallation(
  what: string,
  { allowPending = false } = {},
): Promise<Installation & { pending: readonly string[] }> {
  const settings = readSettingsOrRefuse();
  if (!settings.embedded) return attach(settings, undefined, allowPending);
  const running = findRunningPostgres(settings.dataDir);
  if (running) {
    // The server knows its own address; the shell of a command may not have been told.
    const publicUrl = running.holder.address === "" ? settings.publicUrl : running.holder.address;
    return attach(
      { ...settings, publicUrl, databaseUrl: running.appUrl, migrateDatabaseUrl: running.ownerUrl },
      undefined,
      allowPending,
    );
  }
  if (!hasCluster(settings.dataDir))
    throw new StartError(
      `There is no installation in ${settings.dataDir} yet.`,
      "npm start makes one; AMBIT_DATA_DIR names another folder.",
    );
  const postgres = await startEmbeddedPostgres(settings.dataDir, { claim: { what, address: "" } });
  try {
    return await attach(
      { ...settings, databaseUrl: postgres.appUrl, migrateDatabaseUrl: postgres.ownerUrl },
      postgres,
      allowPending,
    );
  } catch (error) {
    await postgres.stop();
    throw error;
  }
}

async function prepare(
  settings: Settings,
  options: Options,
  postgres: EmbeddedPostgres | undefined,
): Promise<Installation> {
  const roles = postgres ? embeddedRoles : await inspectRoles(settings);
  const { secret, made } = readSecret(settings);
  if (made) await refuseLostSecret(settings);
  await migrate(settings.migrateDatabaseUrl, { runningRole: roles.running, say: options.say });
  if (made) writeSecret(settings.dataDir, secret);
  return finish({ ...settings, secret }, roles, postgres);
}

async function attach(
  settings: Settings,
  postgres: EmbeddedPostgres | undefined,
  allowPending: boolean,
): Promise<Installation & { pending: readonly string[] }> {
  const roles = settings.embedded ? embeddedRoles : await inspectRoles(settings);
  const pending = await withConnection("MIGRATE_DATABASE_URL", settings.migrateDatabaseUrl, (owner) =>
    findPending(owner, readMigrations()),
  );
  const [next] = pending;
  if (next && !allowPending)
    throw new StartError(
      `The database lacks the migration ${next.name}.`,
      "Start this version's server once (npm start); it migrates.",
    );
  const { secret, made } = readSecret(settings);
  if (made)
    throw new StartError(
      `The base key is neither in AMBIT_SECRET nor in ${secretFile(settings.dataDir)}.`,
      "Set AMBIT_SECRET to the server's.",
    );
  return { ...finish({ ...settings, secret }, roles, postgres), pending: pending.map(({ name }) => name) };
}

/** From here on both module graphs of the process know the settings. */
export function finishInstallation(settings: Settings, roles: DatabaseRoles): void {
  installSettings(settings);
  installDatabaseRoles(roles);
}

function finish(settings: Settings, roles: DatabaseRoles, postgres: EmbeddedPostgres | undefined): Installation {
  finishInstallation(settings, roles);
  return { settings, roles, databaseExited: postgres?.exited, stop: async () => postgres?.stop() };
}

export async function inspectRoles(settings: Settings): Promise<DatabaseRoles> {
  const { roles } = await inspectDatabase({ ownerUrl: settings.migrateDatabaseUrl, runningUrl: settings.databaseUrl });
  if (settings.production && !roles.separate) {
    throw new StartError(
      `DATABASE_URL: ${roles.reason}, so the server could change the audit log.`,
      "In production give DATABASE_URL a plain role of its own and MIGRATE_DATABASE_URL the owner.",
    );
  }
  return roles;
}

/** A new base key beside data sealed under another one would make every stored secret unreadable, so it is not made. */
async function refuseLostSecret(settings: Settings): Promise<void> {
  const sealed = await withConnection("MIGRATE_DATABASE_URL", settings.migrateDatabaseUrl, async (owner) => {
    const { rows } = await owner.query<{ made: boolean }>(
      "select to_regclass('public.signing_keys') is not null as made",
    );
    if (!rows[0]?.made) return false;
    const { rowCount } = await owner.query("select from signing_keys limit 1");
    return rowCount === 1;
  });
  if (!sealed) return;
  throw new StartError(
    `The base key is missing: the database holds secrets sealed under it, and it is neither in AMBIT_SECRET nor in ${secretFile(settings.dataDir)}.`,
    "Put the file or the setting back, or restore a backup into an empty installation.",
  );
}
