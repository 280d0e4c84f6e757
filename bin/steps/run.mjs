// The three things one starts: the server (packages, a check of the settings, the build, then in this very process), the build, a command.
import { accessSync, constants } from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { buildBundles, buildPages, readBuildState } from "./build.mjs";
import { install, isInstalled } from "./install.mjs";
import { withBuildLock } from "./lock.mjs";
import { runStep, stopTool } from "./progress.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));

export async function run({ dev }) {
  process.chdir(root);
  const stop = (signal) => {
    stopTool();
    process.exit(signal === "SIGINT" ? 130 : 143);
  };
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, stop);
  try {
    refuseUnwritable();
    if (!isPrepared({ dev })) await withBuildLock(() => prepare({ dev }));
  } catch (error) {
    fail(error);
  }
  // Next must run as production, whatever the operator calls this machine; the operator's word is kept for the settings.
  process.env.AMBIT_NODE_ENV ??= process.env.NODE_ENV ?? "";
  process.env.NODE_ENV = dev ? "development" : "production";
  process.env.NEXT_TELEMETRY_DISABLED = "1";
  for (const signal of ["SIGINT", "SIGTERM"]) process.off(signal, stop);
  if (dev) return (await import("./dev.mjs")).runDev();
  process.setSourceMapsEnabled(true);
  await import(pathToFileURL(path.join(root, ".ambit/server.mjs")).href);
}

/** `npm run build`: both halves, whether or not they are fresh. */
export async function build() {
  process.chdir(root);
  try {
    await withBuildLock(async () => {
      await runStep("Building the server", buildBundles);
      await runStep("Building the pages", buildPages);
    });
  } catch (error) {
    fail(error);
  }
}

/** `npx ambit`: nothing but the command's own words on stdout. */
export async function runCommand(args) {
  const calledFrom = process.cwd();
  process.chdir(root);
  try {
    if (!isInstalled()) throw new Error("The packages are not installed. Run npm start or npm install first.");
    if (!readBuildState().bundlesFresh) await withBuildLock(buildBundles);
  } catch (error) {
    fail(error);
  }
  process.setSourceMapsEnabled(true);
  const { main } = await import(pathToFileURL(".ambit/ambit.mjs").href);
  process.exit(await main(args, calledFrom));
}

function fail(error) {
  if (error.output) console.error(error.output);
  console.error(error.message);
  process.exit(1);
}

function isPrepared({ dev }) {
  const { bundlesFresh, pagesFresh } = readBuildState();
  return isInstalled() && bundlesFresh && (dev || pagesFresh);
}

async function prepare({ dev }) {
  if (!isInstalled()) await runStep("Installing packages (npm install)", install);
  if (!readBuildState().bundlesFresh) await runStep("Building the server", buildBundles);
  if (dev || readBuildState().pagesFresh) return;
  // Before the long build: what would stop the server anyway is said now.
  const { checkStart } = await import(pathToFileURL(path.resolve(".ambit/preflight.mjs")).href);
  const faults = await checkStart();
  if (faults.length > 0) throw new Error(faults.join("\n"));
  await runStep("Building the pages", buildPages);
}

function refuseUnwritable() {
  try {
    accessSync(root, constants.W_OK);
  } catch {
    throw new Error(
      `The folder ${root} cannot be written by this user. Clone Ambit into a folder of your own, or give yourself the right to write here.`,
    );
  }
}
