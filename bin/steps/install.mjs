// Packages: `npm install`, not `npm ci`, which refuses a lock file written where packages of other platforms are not to be had.
import { existsSync, statSync } from "node:fs";
import { runTool } from "./progress.mjs";

/** npm writes node_modules/.package-lock.json as its last step: missing or older than the lock means not (wholly) installed. */
export function isInstalled() {
  const written = "node_modules/.package-lock.json";
  return existsSync(written) && statSync(written).mtimeMs >= statSync("package-lock.json").mtimeMs;
}

export async function install() {
  const npm = process.env.npm_execpath;
  const [command, before] = npm?.endsWith(".js") ? [process.execPath, [npm]] : ["npm", []];
  // Build tools are wanted whatever NODE_ENV says: the build happens here.
  await runTool(command, [...before, "install", "--no-audit", "--no-fund", "--include=dev"], {
    remedy:
      "npm install failed. What it said is above; most often the registry cannot be reached (npm config get registry) or the disk is full.",
  });
}
