import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import process from "node:process";
import { setTimeout as pause } from "node:timers/promises";
import { findRunningPostgres } from "@/lib/db/embedded";

export type RunningServer = {
  url: string;
  dataDir: string;
  /** The embedded database, as its owner. */
  ownerUrl: string;
  process: ChildProcess;
  /** Everything printed so far; the first admin's link is in it. */
  output: () => string;
  /** Ctrl-C, and waits until it is over. */
  stop: () => Promise<void>;
};

type Options = { dataDir?: string; port?: number; env?: Readonly<Record<string, string>> };
/** The first start may have to build; once the server says where it is, it has little time left. */
const buildWithinMs = 240_000;
const readyWithinMs = 20_000;

/** `npm start` as a newcomer runs it, on a port and a data folder of its own. Builds first when the build is stale. */
export async function startServer(options: Options = {}): Promise<RunningServer> {
  const dataDir = options.dataDir ?? makeDataDir();
  const port = options.port ?? (await findFreePort());
  const url = `http://localhost:${port}`;
  const child = spawn(process.execPath, ["bin/start.mjs"], {
    env: { ...withoutOurs(process.env), PORT: String(port), AMBIT_DATA_DIR: dataDir, ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (chunk) => (output += String(chunk)));
  child.stderr.on("data", (chunk) => (output += String(chunk)));
  // A run that dies leaves no server behind.
  process.once("exit", () => child.kill("SIGINT"));
  await waitUntilReady(child, url, () => output);
  const ownerUrl = findRunningPostgres(dataDir)?.ownerUrl;
  if (ownerUrl === undefined) throw new Error(`The server has no embedded database in ${dataDir}.\n${output}`);
  return { url, dataDir, ownerUrl, process: child, output: () => output, stop: () => stopProcess(child) };
}

/** What tests tell each other is no setting, and a server refuses what it does not know. */
function withoutOurs({
  AMBIT_E2E_URL: _url,
  AMBIT_E2E_OWNER_URL: _owner,
  ...others
}: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return others;
}

export function makeDataDir(): string {
  const dir = mkdtempSync(path.join(tmpdir(), "ambit-e2e-"));
  chmodSync(dir, 0o755);
  return dir;
}

export function removeDataDir(dir: string): void {
  rmSync(dir, { recursive: true, force: true });
}

/** Asks first; after ten seconds it no longer asks. */
async function stopProcess(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGINT");
  const timer = setTimeout(() => child.kill("SIGKILL"), 10_000);
  await ended;
  clearTimeout(timer);
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function waitUntilReady(child: ChildProcess, url: string, output: () => string): Promise<void> {
  let until = Date.now() + buildWithinMs;
  let announced = false;
  while (Date.now() < until) {
    if (hasEnded(child)) throw new Error(`The server ended:\n${output()}`);
    const response = await fetch(`${url}/readyz`).catch(() => undefined);
    if (response?.ok) return;
    if (!announced && output().includes(`Ambit is at ${url}`)) {
      announced = true;
      until = Date.now() + readyWithinMs;
    }
    await pause(100);
  }
  await stopProcess(child);
  throw new Error(`The server did not become ready:\n${output()}`);
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}
