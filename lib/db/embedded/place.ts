import { spawnSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { StartError } from "@/lib/core/start-error";

export type RunAs = { uid: number; gid: number };

/** Where the cluster lives and who runs it. As root Postgres refuses to work, so it runs as the system user postgres. */
export type Place = { folder: string; runAs: RunAs | undefined; elsewhere: boolean };

const elsewhereRoot = "/var/lib/ambit";

export function preparePlace(dataFolder: string): Place {
  const dir = path.resolve(dataFolder);
  makeFolder(dir);
  const runAs = process.getuid?.() === 0 ? findPostgresUser() : undefined;
  const mode = runAs ? 0o711 : 0o700;
  chmodSync(dir, mode);
  const folder = findPlace(dir) ?? chooseFolder(dir, runAs);
  makeFolder(folder);
  chmodSync(folder, mode);
  if (runAs && !mayDo(runAs, 'cd "$0"', folder)) {
    throw new StartError(
      `The user postgres cannot enter ${folder}, where this installation keeps its data.`,
      "Give every folder above it the right to be entered (chmod o+x).",
    );
  }
  return { folder, runAs, elsewhere: !folder.startsWith(dir + path.sep) };
}

/** An installation stays where it was begun, also when the folders above it change their rights later. */
export function findPlace(dataFolder: string): string | undefined {
  const dir = path.resolve(dataFolder);
  const inside = path.join(dir, "postgres");
  if (existsSync(inside)) return inside;
  const pointer = path.join(dir, "postgres-is-in");
  return existsSync(pointer) ? readFileSync(pointer, "utf8").trim() : undefined;
}

/** Folders outside `dataFolder` that an installation of it once used: what to delete to be rid of them. */
export function findLeftovers(dataFolder: string): string[] {
  const dir = path.resolve(dataFolder);
  if (!existsSync(elsewhereRoot)) return [];
  const belongs = (folder: string): boolean => {
    const note = path.join(folder, "belongs-to");
    return existsSync(note) && readFileSync(note, "utf8").trim() === dir;
  };
  return readdirSync(elsewhereRoot)
    .map((name) => path.join(elsewhereRoot, name))
    .filter((folder) => belongs(folder) && folder !== findPlace(dir));
}

/** Tried as that user, not computed from the mode: access lists and mounts decide too. */
export function mayDo(runAs: RunAs, test: string, file: string): boolean {
  return spawnSync("/bin/sh", ["-c", test, file], { ...runAs, cwd: "/", stdio: "ignore" }).status === 0;
}

function chooseFolder(dir: string, runAs: RunAs | undefined): string {
  if (!runAs || mayDo(runAs, 'cd "$0"', dir)) return path.join(dir, "postgres");
  const name = createHash("sha256").update(realpathSync(dir)).digest("hex").slice(0, 16);
  // Without the pointer an earlier installation's folder is not ours to go on with: its secret went with the pointer.
  const taken = existsSync(path.join(elsewhereRoot, name));
  const folder = path.join(elsewhereRoot, taken ? `${name}-${randomBytes(4).toString("hex")}` : name);
  makeFolder(elsewhereRoot);
  chmodSync(elsewhereRoot, 0o755);
  makeFolder(folder);
  writeFileSync(path.join(folder, "belongs-to"), `${realpathSync(dir)}\n`);
  writeFileSync(path.join(dir, "postgres-is-in"), `${folder}\n`);
  return folder;
}

function makeFolder(dir: string): void {
  // Not `recursive`: where a parent takes no folders (/proc), Node 20 tries for ever.
  if (!existsSync(path.dirname(dir))) makeFolder(path.dirname(dir));
  try {
    if (!existsSync(dir)) mkdirSync(dir);
    accessSync(dir, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new StartError(
      `The folder ${dir} cannot be written.`,
      "Give this user the right to write there, or name another folder in AMBIT_DATA_DIR.",
      error,
    );
  }
}

function findPostgresUser(): RunAs {
  const read = (flag: string): number =>
    Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout?.trim() || Number.NaN);
  if (Number.isNaN(read("-u"))) {
    const made = spawnSync(
      "useradd",
      ["--system", "--user-group", "--no-create-home", "--shell", "/usr/sbin/nologin", "postgres"],
      { stdio: "ignore" },
    );
    if (made.status !== 0) {
      throw new StartError(
        "PostgreSQL does not run as root, and the system user postgres cannot be made.",
        "Make that user, start as another user, or set DATABASE_URL to a PostgreSQL of your own.",
      );
    }
  }
  return { uid: read("-u"), gid: read("-g") };
}
