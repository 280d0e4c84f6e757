import { statSync, utimesSync } from "node:fs";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { expect, test } from "vitest";
import { findRunningPostgres } from "@/lib/db/embedded";
import { identifyProcess } from "@/lib/db/embedded/processes";
import { makeDataFolder, query, startServer } from "./testing/launch";

const insertTeam = (slug: string): string =>
  `insert into teams (id, slug, name, created_at, updated_at) values ('tea_${slug}', '${slug}', 'x', now(), now())`;
const isGone = (pid: number): boolean => identifyProcess(pid) === undefined;

async function waitUntilGone(...pids: number[]): Promise<void> {
  const until = Date.now() + 15_000;
  while (!pids.every(isGone)) {
    if (Date.now() > until) throw new Error(`Still alive: ${pids.filter((pid) => !isGone(pid)).join(", ")}`);
    await pause(50);
  }
}

test("from no data: address, sign-in link, ready; warm within 8 s; Ctrl-C ends everything and keeps what was committed", async () => {
  const cold = await startServer({ AMBIT_ROLE: "all" });
  await cold.says(`Ambit is at http://localhost:${cold.port}\n`);
  await cold.says(new RegExp(`Sign in as the first admin.*\n +http://localhost:${cold.port}/sign-in/\\S+\n`));
  expect((await fetch(`http://127.0.0.1:${cold.port}/readyz`)).status).toBe(200);
  expect(statSync(path.join(cold.data, "secret")).mode & 0o777).toBe(0o600);
  await query(cold.ownerUrl, insertTeam("kept"));
  cold.kill("SIGINT");
  expect(await cold.exited).toBe(0);
  expect(isGone(cold.postgresPid)).toBe(true);

  const warm = await startServer({ AMBIT_ROLE: "all", AMBIT_DATA_DIR: cold.data });
  expect(warm.output()).not.toContain("migration");
  expect(await query(warm.ownerUrl, "select slug from teams")).toEqual([{ slug: "kept" }]);
});

test("a role without pages says so under their addresses", async () => {
  const { port } = await startServer();
  const answer = await fetch(`http://127.0.0.1:${port}/people`);
  expect([answer.status, await answer.json()]).toMatchObject([
    404,
    { type: "urn:ambit:problem:wrong_role", role: "enforcement" },
  ]);
});

test("kill -9, start again: the orphan is stopped, the committed row is there", async () => {
  const killed = await startServer();
  await query(killed.ownerUrl, insertTeam("committed"));
  killed.kill("SIGKILL");
  await killed.exited;
  expect(isGone(killed.postgresPid)).toBe(false);
  const again = await startServer({ AMBIT_DATA_DIR: killed.data });
  expect(again.output()).toContain(
    `Stopped the PostgreSQL (process ${killed.postgresPid}) that an earlier start left behind`,
  );
  expect(await query(again.ownerUrl, "select slug from teams")).toEqual([{ slug: "committed" }]);
});

test("a Postgres that dies takes the server with it, for a supervisor to start it again", async () => {
  const server = await startServer();
  process.kill(server.postgresPid, "SIGKILL");
  expect(await server.exited).toBe(1);
  expect(server.output()).toContain("its PostgreSQL ended");
});

test.each(["SIGTERM", "SIGKILL"] as const)("%s to npm leaves neither a server nor a Postgres", async (signal) => {
  const data = makeDataFolder();
  const server = await startServer({ AMBIT_DATA_DIR: data }, ["npm", "start", "--silent"]);
  const holder = findRunningPostgres(data)?.holder.pid ?? 0;
  expect(isGone(holder)).toBe(false);
  server.kill(signal);
  await waitUntilGone(holder, server.postgresPid);
});

test("sources that were touched and not changed are not built again", async () => {
  utimesSync("server.ts", new Date(), new Date());
  const server = await startServer();
  expect(server.output()).not.toContain("Building");
});

test("when nobody reads what it prints any more it goes on quietly, and ends when told", async () => {
  const server = await startServer({ AMBIT_ROLE: "all", AMBIT_LOG_LEVEL: "info" });
  server.stopListening();
  for (let i = 0; i < 20; i++) await fetch(`http://127.0.0.1:${server.port}/sign-in`);
  server.kill("SIGTERM");
  expect(await server.exited).toBe(0);
});
