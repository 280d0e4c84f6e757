import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { findRunningPostgres, startEmbeddedPostgres, type EmbeddedPostgres } from "./embedded";
import { placeBinaries, prepareBinaries } from "./embedded/binaries";
import { stopPostmaster } from "./embedded/cluster";
import { findLeftovers, findPlace, preparePlace } from "./embedded/place";
import { identifyProcess } from "./embedded/processes";

/** A killed process loses nothing the kernel has; only a dying machine would. */
const quick = { fsync: "off" };
const isRoot = process.getuid?.() === 0;

function makeFolder(mode = 0o755): string {
  const dir = mkdtempSync(path.join(tmpdir(), "ambit-embedded-"));
  chmodSync(dir, mode);
  onTestFinished(() => {
    const elsewhere = findPlace(path.join(dir, "data"));
    for (const folder of [dir, elsewhere]) if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });
  return path.join(dir, "data");
}

async function start(folder: string, lines: string[] = []): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres(folder, {
    claim: { what: "a test", address: "http://x" },
    settings: quick,
    say: (line) => void lines.push(line),
  });
  onTestFinished(server.stop);
  return server;
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(sql);
    return rows;
  } finally {
    await client.end();
  }
}

/** What `kill -9` of the server leaves: a Postgres that goes on, and a lock that nobody holds. */
function abandon(server: EmbeddedPostgres): void {
  rmSync(path.join(server.folder, "lock"));
}

test("makes a cluster with two roles, keeps it over a restart, and shows nothing to others", async () => {
  const folder = makeFolder();
  const first = await start(folder);
  await query(first.ownerUrl, "create table kept as select 1 as n");
  expect(
    await query(
      first.appUrl,
      "select current_user::text as role, current_database()::text as database, current_setting('data_checksums') as checksums",
    ),
  ).toEqual([{ role: "ambit_app", database: "ambit", checksums: "on" }]);
  await first.stop();
  expect(identifyProcess(first.pid)).toBeUndefined();
  const second = await start(folder);
  expect(await query(second.ownerUrl, "select n from kept")).toEqual([{ n: 1 }]);
  for (const file of ["owner-password", "app-password", "postgres.log", "lock"])
    expect([file, statSync(path.join(second.folder, file)).mode & 0o777]).toEqual([file, 0o600]);
});

test("a second start says who holds the folder, and disturbs nobody", async () => {
  const folder = makeFolder();
  const server = await start(folder);
  await expect(startEmbeddedPostgres(folder)).rejects.toThrow(
    new RegExp(
      `is in use by a test, process ${process.pid}, since 20.* at http://x\\. Stop it first \\(kill ${process.pid}\\)`,
    ),
  );
  expect(await query(server.appUrl, "select 1 as n")).toEqual([{ n: 1 }]);
  expect(findRunningPostgres(folder)).toMatchObject({ port: server.port, pid: server.pid, appUrl: server.appUrl });
});

test("of many starts at once exactly one wins, also over the lock of a dead one", async () => {
  const folder = makeFolder();
  const place = preparePlace(folder);
  writeFileSync(
    path.join(place.folder, "lock"),
    JSON.stringify({ pid: process.pid, startedAt: "another boot/1", since: "x", what: "the dead", address: "" }),
  );
  const started = await Promise.allSettled(
    Array.from({ length: 6 }, () =>
      startEmbeddedPostgres(folder, { claim: { what: "the winner", address: "" }, settings: quick }),
    ),
  );
  const won = started.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
  onTestFinished(async () => void (await Promise.all(won.map((server) => server.stop()))));
  expect(won).toHaveLength(1);
  for (const result of started)
    if (result.status === "rejected") expect(String(result.reason)).toContain("is in use by the winner");
});

test("the Postgres of a killed server is recognised, stopped, and loses no committed row", async () => {
  const folder = makeFolder();
  const orphan = await start(folder);
  await query(orphan.ownerUrl, "create table kept as select 7 as n");
  abandon(orphan);
  const lines: string[] = [];
  const server = await start(folder, lines);
  expect(lines).toEqual([`Stopped the PostgreSQL (process ${orphan.pid}) that an earlier start left behind`]);
  expect(identifyProcess(orphan.pid)).toBeUndefined();
  expect(await query(server.ownerUrl, "select n from kept")).toEqual([{ n: 7 }]);
});

test("kill -9 of server and Postgres together: it recovers by itself", async () => {
  const folder = makeFolder();
  const killed = await start(folder);
  await query(killed.ownerUrl, "create table kept as select 8 as n");
  abandon(killed);
  process.kill(killed.pid, "SIGKILL");
  const server = await start(folder);
  expect(await query(server.ownerUrl, "select n from kept")).toEqual([{ n: 8 }]);
});

test("a pid file that names another program's process does no harm to either", async () => {
  const folder = makeFolder();
  const first = await start(folder);
  await first.stop();
  writeFileSync(
    path.join(first.folder, "data", "postmaster.pid"),
    `${process.pid}\n${first.folder}/data\n1\n${first.port}\n\n127.0.0.1\n\nready\n`,
  );
  const server = await start(folder);
  expect(await query(server.appUrl, "select 1 as n")).toEqual([{ n: 1 }]);
});

test("an initdb that was interrupted is made again", async () => {
  const folder = makeFolder();
  const place = preparePlace(folder);
  mkdirSync(path.join(place.folder, "data.new", "base"), { recursive: true });
  writeFileSync(path.join(place.folder, "data.new", "PG_VERSION"), "18\n");
  const server = await start(folder);
  expect(await query(server.appUrl, "select 1 as n")).toEqual([{ n: 1 }]);
  expect(readdirSync(server.folder)).not.toContain("data.new");
});

test("a strict umask does not get in the way", () => {
  const folder = makeFolder();
  const before = process.umask(0o077);
  onTestFinished(() => void process.umask(before));
  return start(folder).then(async (server) => expect(await query(server.appUrl, "select 1 as n")).toEqual([{ n: 1 }]));
});

test("a Postgres that ends by itself is noticed", async () => {
  const server = await start(makeFolder());
  await stopPostmaster(server.pid);
  await expect(server.exited).resolves.toBeUndefined();
});

test("a folder that cannot be written is said with the setting's name", async () => {
  await expect(startEmbeddedPostgres("/proc/ambit")).rejects.toThrow(
    "The folder /proc/ambit cannot be written. Give this user the right to write there, or name another folder in AMBIT_DATA_DIR.",
  );
});

test("what Postgres itself says when it cannot start is passed on", async () => {
  const folder = makeFolder();
  await expect(startEmbeddedPostgres(folder, { settings: { ...quick, shared_buffers: "lots" } })).rejects.toThrow(
    /^The embedded PostgreSQL did not start: invalid value for parameter "shared_buffers": "lots".* Its log is /,
  );
});

test.runIf(isRoot)("in a folder only root can enter, the data go where Postgres can and are found again", async () => {
  const folder = makeFolder(0o700);
  const lines: string[] = [];
  const first = await start(folder, lines);
  expect(first.folder).toMatch(/^\/var\/lib\/ambit\/[0-9a-f]{16}$/);
  expect(lines).toEqual([
    `The user postgres cannot enter ${folder}: the data and a copy of PostgreSQL are in ${first.folder}`,
  ]);
  await query(first.ownerUrl, "create table kept as select 9 as n");
  await first.stop();

  // Also after somebody opens the folder: the data stay where they are.
  chmodSync(path.dirname(folder), 0o755);
  const second = await start(folder);
  expect(second.folder).toBe(first.folder);
  expect(await query(second.ownerUrl, "select n from kept")).toEqual([{ n: 9 }]);
});

test.runIf(isRoot)(
  "a folder made anew does not get the data of the one before; what is left of that is named",
  async () => {
    const folder = makeFolder(0o700);
    const first = preparePlace(folder);
    onTestFinished(() => rmSync(first.folder, { recursive: true, force: true }));
    rmSync(folder, { recursive: true });
    const second = preparePlace(folder);
    expect(second.folder).not.toBe(first.folder);
    expect(findLeftovers(folder)).toEqual([first.folder]);
  },
);

test.runIf(isRoot)("binaries that the user postgres cannot read are copied once, and work", async () => {
  const folder = makeFolder();
  const place = preparePlace(folder);
  const { postgres } = await prepareBinaries(place);
  const hidden = path.join(path.dirname(folder), "hidden");
  mkdirSync(hidden, { mode: 0o700 });
  cpSync(path.resolve(postgres, "../../.."), path.join(hidden, "package"), { recursive: true, verbatimSymlinks: true });
  const copied = placeBinaries(place, path.join(hidden, "package", "native"));
  expect(copied.copied && copied.postgres.startsWith(place.folder)).toBe(true);
  const said = spawnSync(copied.postgres, ["--version"], { ...place.runAs, cwd: "/", encoding: "utf8" });
  expect(said.stdout).toMatch(/^postgres \(PostgreSQL\) 18/);
  const { mtimeMs } = statSync(copied.postgres);
  expect(statSync(placeBinaries(place, path.join(hidden, "package", "native")).postgres).mtimeMs).toBe(mtimeMs);
});
