import { randomUUID } from "node:crypto";
import { existsSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { findFreePort, launch, makeDataFolder, query, startServer } from "./testing/launch";

/** Ends with 1 and one line, and makes nothing. */
async function refuse(env: Readonly<Record<string, string>>): Promise<string> {
  const port = String(await findFreePort());
  const data = makeDataFolder();
  const server = launch({ env: { AMBIT_ROLE: "enforcement", AMBIT_DATA_DIR: data, PORT: port, ...env } });
  expect([await server.exited, server.output()]).toEqual([1, expect.any(String)]);
  if (env["DATABASE_URL"] !== undefined) expect(existsSync(data)).toBe(false);
  return server.output().trimEnd();
}

test("a second one on the same data says who is there, and the first goes on", async () => {
  const first = await startServer();
  expect(await refuse({ AMBIT_DATA_DIR: first.data })).toMatch(
    new RegExp(
      `^${first.data}/postgres is in use by the server, process ${first.pid}, since 2\\S+Z at http://localhost:${first.port}\\. Stop it first \\(kill ${first.pid}\\), or start this one with another folder in AMBIT_DATA_DIR\\.$`,
    ),
  );
  expect((await fetch(`http://127.0.0.1:${first.port}/healthz`)).status).toBe(200);
});

test("of two at once exactly one runs", async () => {
  const env = { AMBIT_ROLE: "enforcement", AMBIT_DATA_DIR: makeDataFolder(), PORT: String(await findFreePort()) };
  const both = [launch({ env }), launch({ env })];
  const outcomes = await Promise.all(
    both.map((server) =>
      server.says("Ambit is at ").then(
        () => "it runs",
        async () => `it ended with ${await server.exited}`,
      ),
    ),
  );
  expect(new Set(outcomes)).toEqual(new Set(["it runs", "it ended with 1"]));
  expect(both.map((server) => server.output()).find((output) => !output.includes("Ambit is at"))).toMatch(
    /is in use by the server/,
  );
});

test("a taken port", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void taken.close());
  await new Promise((resolve) => taken.once("listening", resolve));
  const address = taken.address();
  const port = String(typeof address === "object" && address ? address.port : 0);
  expect(await refuse({ PORT: port })).toBe(
    `PORT: ${port} on 127.0.0.1 is taken by another program. Stop that program, or set PORT to a free one.`,
  );
});

test("bad settings, all at once", async () => {
  expect(await refuse({ PORT: "http", AMBIT_ROLE: "king", AMBIT_SECERT: "x" })).toBe(
    [
      "AMBIT_SECERT is not a setting. Did you mean AMBIT_SECRET?",
      'PORT is "http", which is not a whole number from 1 to 65535. Correct it, or leave it out for 3000.',
      'AMBIT_ROLE is "king", which is not one of all, console, enforcement, worker. Correct it, or leave it out for all.',
    ].join("\n"),
  );
});

test("a folder that cannot be written", async () => {
  expect(await refuse({ AMBIT_DATA_DIR: "/proc/ambit" })).toBe(
    "The folder /proc/ambit cannot be written. Give this user the right to write there, or name another folder in AMBIT_DATA_DIR.",
  );
});

test("a base key that was lost", async () => {
  const server = await startServer();
  server.kill("SIGTERM");
  await server.exited;
  rmSync(path.join(server.data, "secret"));
  expect(await refuse({ AMBIT_DATA_DIR: server.data })).toMatch(
    /^The base key is missing: the database holds secrets sealed under it/,
  );
  expect(existsSync(path.join(server.data, "secret"))).toBe(false);
});

test("another base key than the data's", async () => {
  const server = await startServer();
  server.kill("SIGTERM");
  await server.exited;
  expect(await refuse({ AMBIT_DATA_DIR: server.data, AMBIT_SECRET: "another base key than the data's" })).toMatch(
    /AMBIT_SECRET/,
  );
});

test("data of a newer version, untouched", async () => {
  const server = await startServer();
  await query(
    server.ownerUrl,
    `insert into "_prisma_migrations" (id, checksum, migration_name, finished_at) values ('${randomUUID()}', 'x', '20991231000000_future', now())`,
  );
  server.kill("SIGTERM");
  await server.exited;
  expect(await refuse({ AMBIT_DATA_DIR: server.data })).toMatch(
    /^The database was migrated by a newer Ambit: it has 20991231000000_future, .*git pull.*Nothing was changed\.$/,
  );
});

test("a migration that was left half-applied", async () => {
  const server = await startServer();
  await query(
    server.ownerUrl,
    `insert into "_prisma_migrations" (id, checksum, migration_name) values ('${randomUUID()}', 'x', '20991231000000_half')`,
  );
  server.kill("SIGTERM");
  await server.exited;
  expect(await refuse({ AMBIT_DATA_DIR: server.data })).toMatch(
    /^The migration 20991231000000_half was begun by another tool and not finished/,
  );
});
