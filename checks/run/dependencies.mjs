import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { runCommand } from "./command.mjs";

const lock = "package-lock.json";
/** npm writes this file at the end of every install. */
const installedLock = "node_modules/.package-lock.json";

/** Installs when something is missing or older than the lock. `npm ci` cannot be used: the lock omits foreign platforms. */
export async function ensureDependencies() {
  if (existsSync(installedLock) && statSync(installedLock).mtimeMs >= statSync(lock).mtimeMs) return undefined;
  console.log("Installing packages …");
  const started = Date.now();
  const before = hashLock();
  const { code, output } = await runCommand(["npm", "install", "--no-audit", "--no-fund"]);
  const unchanged = hashLock() === before;
  const ok = code === 0 && unchanged;
  return {
    name: "install",
    milliseconds: Date.now() - started,
    passed: ok ? 1 : 0,
    failed: ok ? 0 : 1,
    skipped: 0,
    output: unchanged
      ? output
      : `${output}\nnpm install changed ${lock}: commit the lock that package.json asks for.\n`,
  };
}

function hashLock() {
  return createHash("sha256").update(readFileSync(lock)).digest("hex");
}
