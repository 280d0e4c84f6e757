import { readFileSync } from "node:fs";
import { createSignedInPerson } from "@/e2e/server/people";
import { makeDataDir, removeDataDir, startServer } from "@/e2e/server/start-server";
import { expect, test } from "@/e2e/fixtures";
import pg from "pg";

const warmUpMs = 60_000;
const soakMs = 180_000;
const allowedGrowthMib = 120;
// Node lets its heap grow as far as the machine allows before it tidies up: what stays under a limit is not a leak.
const heapLimit = "--max-old-space-size=320";

/** Minutes of ordinary use must not make the server grow: what grows in minutes is gone in days. */
test("the server does not grow under steady use", async () => {
  const dataDir = makeDataDir();
  const server = await startServer({ dataDir, env: { NODE_OPTIONS: heapLimit } });
  const owner = new pg.Pool({ connectionString: server.ownerUrl, max: 1 });
  try {
    const { token } = await createSignedInPerson(owner, { roles: ["admin"] });
    await use(server.url, token, warmUpMs);
    const before = readMemoryMib(server.process.pid);
    const requests = await use(server.url, token, soakMs);
    const after = readMemoryMib(server.process.pid);
    expect(requests, "too few requests to mean anything").toBeGreaterThan(1000);
    expect(after - before).toBeLessThan(allowedGrowthMib);
  } finally {
    await owner.end();
    await server.stop();
    removeDataDir(dataDir);
  }
});

async function use(url: string, token: string, forMs: number): Promise<number> {
  const until = Date.now() + forMs;
  const paths = ["/api/v1/people", "/api/v1/teams", "/people", "/healthz"];
  let requests = 0;
  const client = async (): Promise<void> => {
    for (let turn = 0; Date.now() < until; turn++) {
      const response = await fetch(url + (paths[turn % paths.length] ?? "/"), {
        headers: { cookie: `ambit-session=${token}` },
      });
      await response.arrayBuffer();
      expect(response.status).toBe(200);
      requests++;
    }
  };
  await Promise.all([client(), client()]);
  return requests;
}

/** Resident memory of the process, from Linux. */
function readMemoryMib(pid: number | undefined): number {
  const [, kib] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kib) / 1024;
}
