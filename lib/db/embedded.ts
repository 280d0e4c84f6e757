import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { prepareBinaries } from "@/lib/db/embedded/binaries";
import {
  initialise,
  readOrMakePassword,
  readPidFile,
  startPostmaster,
  stopOrphan,
  stopPostmaster,
} from "@/lib/db/embedded/cluster";
import { acquireLock, readHolder, type Holder } from "@/lib/db/embedded/lock";
import { findPlace, preparePlace } from "@/lib/db/embedded/place";

/** Addresses of the embedded database: the owner migrates, the app role runs. */
export type EmbeddedAddresses = { ownerUrl: string; appUrl: string; port: number; pid: number; folder: string };

export type EmbeddedPostgres = EmbeddedAddresses & {
  /** Ends with the process, also when it was not asked to. */
  exited: Promise<void>;
  stop: () => Promise<void>;
};

type Options = {
  /** Told to a second start that finds the folder taken. */
  claim?: { what: string; address: string };
  /** Postgres settings, as in postgresql.conf. */
  settings?: Readonly<Record<string, string>>;
  say?: (line: string) => void;
  /** Runs once the folder is ours and before anything in it is started. */
  beforeStart?: () => Promise<void>;
};

/** A real Postgres in `dataFolder`, held by this process alone. Whatever an earlier process left behind is put right first. */
export async function startEmbeddedPostgres(dataFolder: string, options: Options = {}): Promise<EmbeddedPostgres> {
  const say = options.say ?? (() => undefined);
  const place = preparePlace(dataFolder);
  const release = await acquireLock(place.folder, options.claim ?? { what: "another program", address: "" });
  try {
    await options.beforeStart?.();
    const binaries = await prepareBinaries(place);
    if (place.elsewhere)
      say(
        `The user postgres cannot enter ${path.resolve(dataFolder)}: the data and a copy of PostgreSQL are in ${place.folder}`,
      );
    const orphan = await stopOrphan(place);
    if (orphan !== undefined) say(`Stopped the PostgreSQL (process ${orphan}) that an earlier start left behind`);
    const ownerPassword = readOrMakePassword(path.join(place.folder, "owner-password"));
    initialise(place, binaries, ownerPassword, options.settings?.["fsync"] !== "off");
    const postmaster = await startPostmaster(place, binaries, options.settings ?? {});
    const stop = async (): Promise<void> => {
      await stopPostmaster(postmaster.pid);
      release();
    };
    const addresses = readAddresses(place.folder, postmaster);
    try {
      await ensureRoleAndDatabase(addresses);
    } catch (error) {
      await stopPostmaster(postmaster.pid);
      throw error;
    }
    return { ...addresses, exited: postmaster.exited, stop };
  } catch (error) {
    release();
    throw error;
  }
}

/** For the command line: the database of a server that is running right now, and who runs it. */
export function findRunningPostgres(dataFolder: string): (EmbeddedAddresses & { holder: Holder }) | undefined {
  const folder = findPlace(dataFolder);
  const holder = folder === undefined ? undefined : readHolder(folder);
  if (folder === undefined || !holder) return undefined;
  const found = readPidFile(path.join(folder, "data"));
  if (!found?.ready || !existsSync(path.join(folder, "app-password"))) return undefined;
  return { ...readAddresses(folder, found), holder };
}

/** Whether an installation was begun in this folder. */
export function hasCluster(dataFolder: string): boolean {
  const folder = findPlace(dataFolder);
  return folder !== undefined && existsSync(path.join(folder, "data", "PG_VERSION"));
}

function readAddresses(folder: string, { pid, port }: { pid: number; port: number }): EmbeddedAddresses {
  const address = (role: string, file: string): string =>
    `postgres://${role}:${readOrMakePassword(path.join(folder, file))}@127.0.0.1:${port}/ambit`;
  return {
    ownerUrl: address("ambit_owner", "owner-password"),
    appUrl: address("ambit_app", "app-password"),
    port,
    pid,
    folder,
  };
}

async function ensureRoleAndDatabase({ ownerUrl, folder }: EmbeddedAddresses): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl.replace(/\/ambit$/, "/postgres") });
  await client.connect();
  try {
    const { rows } = await client.query<{ role: boolean; database: boolean }>(
      "select exists(select from pg_roles where rolname = 'ambit_app') as role, exists(select from pg_database where datname = 'ambit') as database",
    );
    if (!rows[0]?.role) await client.query("create role ambit_app login");
    const password = readFileSync(path.join(folder, "app-password"), "utf8").trim();
    await client.query(`alter role ambit_app login password ${client.escapeLiteral(password)}`);
    if (!rows[0]?.database) await client.query("create database ambit owner ambit_owner");
  } finally {
    await client.end();
  }
}
