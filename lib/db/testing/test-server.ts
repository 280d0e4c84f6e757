import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { startEmbeddedPostgres } from "@/lib/db/embedded";

export type TestServer = { ownerUrl: string; appUrl: string; stop: () => Promise<void> };

/** A real Postgres in a temporary folder. It may forget everything in a crash, so it need not wait for the disk. */
export async function startTestServer(): Promise<TestServer> {
  const dir = mkdtempSync(path.join(tmpdir(), "ambit-test-"));
  // Under root Postgres runs as the user `postgres`, who must be able to enter.
  chmodSync(dir, 0o755);
  const server = await startEmbeddedPostgres(dir, { settings: { fsync: "off", max_connections: "100" } });
  // A run that dies leaves no Postgres behind.
  const endServer = (): void => void process.kill(server.pid, "SIGINT");
  process.once("exit", endServer);
  const stop = async (): Promise<void> => {
    process.off("exit", endServer);
    await server.stop();
    rmSync(dir, { recursive: true, force: true });
  };
  return { ownerUrl: server.ownerUrl, appUrl: server.appUrl, stop };
}

/** Makes an empty database on the server and answers its address. */
export async function createDatabase(serverUrl: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await client.query(`create database ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
  return withDatabase(serverUrl, name);
}

/** The same server and role, another database. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}
