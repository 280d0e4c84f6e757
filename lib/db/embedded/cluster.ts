import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { StartError } from "@/lib/core/start-error";
import type { Binaries } from "@/lib/db/embedded/binaries";
import type { Place, RunAs } from "@/lib/db/embedded/place";
import { identifyProcess, readCommand, waitUntil } from "@/lib/db/embedded/processes";

export type Postmaster = { pid: number; port: number; exited: Promise<void> };

const logLimitBytes = 10 * 1024 * 1024;

/** Makes the cluster. initdb writes PG_VERSION early, so only the rename at the end says that it is whole. */
export function initialise(place: Place, binaries: Binaries, password: string, durable: boolean): void {
  const data = path.join(place.folder, "data");
  if (existsSync(path.join(data, "PG_VERSION"))) return;
  const half = path.join(place.folder, "data.new");
  const passwordFile = path.join(place.folder, "initdb-password");
  rmSync(half, { recursive: true, force: true });
  rmSync(data, { recursive: true, force: true });
  mkdirSync(half);
  chmodSync(half, 0o700);
  rmSync(passwordFile, { force: true });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  giveTo(place.runAs, half, passwordFile);
  const args = ["-D", half, "-U", "ambit_owner", `--pwfile=${passwordFile}`, "--auth=scram-sha-256", "--encoding=UTF8"];
  args.push("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8", "--data-checksums");
  if (!durable) args.push("--no-sync");
  const made = spawnSync(binaries.initdb, args, {
    ...place.runAs,
    env: postgresEnvironment(),
    cwd: half,
    encoding: "utf8",
  });
  rmSync(passwordFile, { force: true });
  if (made.status !== 0) {
    const said = lastLine(made.stderr ?? "") || String(made.error?.message ?? made.signal);
    throw new StartError(
      `The embedded PostgreSQL could not make its data in ${place.folder}: ${said}.`,
      "Look at disk space and rights there, or set DATABASE_URL to a PostgreSQL of your own.",
    );
  }
  renameSync(half, data);
}

/** After `kill -9` of the server its Postgres goes on. It is recognised by pid, start time and command, and stopped: its settings and port are the dead one's. */
export async function stopOrphan(place: Place): Promise<number | undefined> {
  const data = path.join(place.folder, "data");
  const found = readPidFile(data);
  if (!found) return undefined;
  const identity = identifyProcess(found.pid);
  if (identity && readCommand(found.pid).includes(data)) {
    await stopPostmaster(found.pid);
    return found.pid;
  }
  // Postgres itself clears a file whose pid is free. It refuses when the pid is a zombie's or was given to another program.
  if (isTaken(found.pid)) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    rmSync(path.join(data, "postmaster.pid"), { force: true });
  }
  return undefined;
}

export async function startPostmaster(
  place: Place,
  binaries: Binaries,
  settings: Readonly<Record<string, string>>,
): Promise<Postmaster> {
  const data = path.join(place.folder, "data");
  const logFile = path.join(place.folder, "postgres.log");
  if (existsSync(logFile) && statSync(logFile).size > logLimitBytes) renameSync(logFile, `${logFile}.1`);
  const port = await findFreePort();
  const options = { listen_addresses: "127.0.0.1", unix_socket_directories: "", max_connections: "100", ...settings };
  const args = [
    "-D",
    data,
    "-p",
    String(port),
    ...Object.entries(options).flatMap(([name, value]) => ["-c", `${name}=${value}`]),
  ];
  // A file, not a pipe, and a group of its own: Ctrl-C in the terminal must not stop Postgres before the server has drained.
  const log = openSync(logFile, "a", 0o600);
  const child = spawn(binaries.postgres, args, {
    ...place.runAs,
    env: postgresEnvironment(),
    cwd: data,
    detached: true,
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  child.unref();
  let over = false;
  const exited = new Promise<void>((resolve) => {
    const end = (): void => {
      over = true;
      resolve();
    };
    child.once("exit", end);
    child.once("error", end);
  });
  const isReady = (): boolean => {
    const found = readPidFile(data);
    return found?.ready === true && found.pid === child.pid;
  };
  const answered = await waitUntil(() => over || isReady(), 60_000);
  if (over || !answered || child.pid === undefined) {
    if (child.pid !== undefined && !over) await stopPostmaster(child.pid);
    throw new StartError(`The embedded PostgreSQL did not start: ${readLastFault(logFile)}`, `Its log is ${logFile}.`);
  }
  return { pid: child.pid, port, exited };
}

/** Fast shutdown: what was committed is on disk. Only if it hangs, the harder ways, from which it recovers at the next start. */
export async function stopPostmaster(pid: number): Promise<void> {
  const isGone = (): boolean => identifyProcess(pid) === undefined;
  for (const [signal, timeoutMs] of [
    ["SIGINT", 10_000],
    ["SIGQUIT", 5_000],
    ["SIGKILL", 5_000],
  ] as const) {
    if (isGone()) return;
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    if (await waitUntil(isGone, timeoutMs)) return;
  }
}

export function readPidFile(data: string): { pid: number; port: number; ready: boolean } | undefined {
  try {
    const lines = readFileSync(path.join(data, "postmaster.pid"), "utf8").split("\n");
    return { pid: Number(lines[0]), port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
  } catch {
    return undefined;
  }
}

/** Made once and kept beside the data, readable for the operator's user alone. */
export function readOrMakePassword(file: string): string {
  if (existsSync(file)) return readFileSync(file, "utf8").trim();
  const password = randomBytes(24).toString("hex");
  writeFileSync(file, `${password}\n`, { mode: 0o600 });
  return password;
}

function isTaken(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

function giveTo(runAs: RunAs | undefined, ...files: string[]): void {
  if (runAs) for (const file of files) chownSync(file, runAs.uid, runAs.gid);
}

function postgresEnvironment(): NodeJS.ProcessEnv {
  return { NODE_ENV: "production", PATH: process.env["PATH"] ?? "", LC_ALL: "C.UTF-8", TZ: "UTC" };
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

function readLastFault(logFile: string): string {
  const lines = readFileSync(logFile, "utf8").trim().split("\n");
  return (
    lines.findLast((line) => /\b(FATAL|PANIC):/.test(line))?.replace(/^.*?(?:FATAL|PANIC):\s*/, "") ??
    lines.at(-1) ??
    "it said nothing"
  );
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1) ?? "";
}
