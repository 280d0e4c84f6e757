import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";

/** Runs a TypeScript file in a process of its own, bundled as the product is. Beside node_modules, so that packages are found. */
export async function spawnBundled(entry: string, args: readonly string[]): Promise<ChildProcess> {
  const folder = mkdtempSync(path.resolve("node_modules/.bundled-"));
  const outfile = path.join(folder, "entry.mjs");
  await build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    logLevel: "silent",
    alias: { "server-only": "./lib/core/server-only-marker.ts" },
  });
  const child = spawn(process.execPath, [outfile, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  child.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  return child;
}
