import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { onTestFinished } from "vitest";
import { findRunningPostgres } from "@/lib/db/embedded";
import { findPlace } from "@/lib/db/embedded/place";

export type Launched = {
  pid: number;
  output: () => string;
  /** Resolves with the exit code, or null when a signal ended it. */
  exited: Promise<number | null>;
  /** Resolves when the output has the text, which may arrive in pieces; fails when the process ends before. */
  says: (text: string | RegExp) => Promise<void>;
  kill: (signal: NodeJS.Signals) => void;
  /** Nobody reads what it prints any more. */
  stopListening: () => void;
};

type Options = { command?: readonly string[]; env?: Readonly<Record<string, string>> };

/** `npm start` in this folder, by default as one process with the enforcement role, which has no pages to load. */
export function launch({ command = [process.execPath, "bin/start.mjs"], env = {} }: Options): Launched {
  const [program = "", ...args] = command;
  const clean = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(AMBIT_|npm_|NODE_ENV|VITEST|.*DATABASE_URL)/.test(name)),
  );
  const environment = Object.assign({ NODE_ENV: "test" as const }, { ...clean, NODE_ENV: "", ...env });
  const child: ChildProcess = spawn(program, args, { env: environment, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  const listeners = new Set<() => void>();
  const hear = (chunk: unknown): void => {
    output += String(chunk);
    for (const listener of listeners) listener();
  };
  child.stdout?.on("data", hear);
  child.stderr?.on("data", hear);
  const exited = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)));
  onTestFinished(async () => {
    child.kill("SIGTERM");
    await exited;
  });
  const says = (text: string | RegExp): Promise<void> =>
    new Promise((resolve, reject) => {
      const has = (): boolean => (typeof text === "string" ? output.includes(text) : text.test(output));
      const look = (): void => (has() ? resolve() : undefined);
      listeners.add(look);
      look();
      void exited.then(() => reject(new Error(`It ended without saying "${String(text)}":\n${output}`)));
    });
  const stopListening = (): void => {
    child.stdout?.destroy();
    child.stderr?.destroy();
  };
  const kill = (signal: NodeJS.Signals): void => void child.kill(signal);
  return { pid: child.pid ?? 0, output: () => output, exited, says, kill, stopListening };
}

export function makeDataFolder(mode = 0o755): string {
  const dir = mkdtempSync(path.join(tmpdir(), "ambit-start-"));
  chmodSync(dir, mode);
  const data = path.join(dir, "data");
  onTestFinished(() => {
    const elsewhere = findPlace(data);
    for (const folder of [dir, elsewhere]) if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });
  return data;
}

export function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

export type Started = Launched & { data: string; port: number; ownerUrl: string; postgresPid: number };

export async function startServer(
  env: Readonly<Record<string, string>> = {},
  command?: readonly string[],
): Promise<Started> {
  const data = env["AMBIT_DATA_DIR"] ?? makeDataFolder();
  const port = Number(env["PORT"] ?? (await findFreePort()));
  const server = launch({
    env: { AMBIT_ROLE: "enforcement", ...env, AMBIT_DATA_DIR: data, PORT: String(port) },
    ...(command ? { command } : {}),
  });
  await server.says("Ambit is at ");
  const running = findRunningPostgres(data);
  if (!running) throw new Error(`No embedded database in ${data}:\n${server.output()}`);
  return { ...server, data, port, ownerUrl: running.ownerUrl, postgresPid: running.pid };
}

export async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
