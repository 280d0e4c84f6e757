import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { StartError } from "@/lib/core/start-error";
import type { Settings } from "@/lib/config/settings";

/** The base key: the operator's, or the one in the data folder. `made` says that it is new and not yet written. */
export function readSecret(settings: Settings): { secret: string; made: boolean } {
  if (settings.secret !== "") return { secret: settings.secret, made: false };
  const file = secretFile(settings.dataDir);
  if (existsSync(file)) return { secret: readFileSync(file, "utf8").trim(), made: false };
  return { secret: randomBytes(32).toString("base64url"), made: true };
}

export function writeSecret(dataDir: string, secret: string): void {
  try {
    if (!existsSync(dataDir)) mkdirSync(dataDir, { mode: 0o700 });
    writeFileSync(secretFile(dataDir), `${secret}\n`, { mode: 0o600, flag: "wx" });
  } catch (error) {
    throw new StartError(
      `The base key cannot be written to ${secretFile(dataDir)}.`,
      "Set AMBIT_SECRET, or name a folder in AMBIT_DATA_DIR where this user may write.",
      error,
    );
  }
}

export function secretFile(dataDir: string): string {
  return path.resolve(dataDir, "secret");
}
