import { cpSync, mkdirSync, mkdtempSync, writeFileSync, appendFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { expect, inject, onTestFinished, test } from "vitest";
import { withDatabase } from "@/lib/db/testing/test-server";
import { migrate, readMigrations } from "./migrate";

const { ownerUrl: server, appUrl } = inject("testServer");

async function openEmptyDatabase(): Promise<{ url: string; client: pg.Client }> {
  const name = `migrate_${randomUUID().replaceAll("-", "")}`;
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query(`create database ${name}`);
  const url = withDatabase(server, name);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  onTestFinished(async () => {
    await client.end();
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  });
  return { url, client };
}

function copyMigrations(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "ambit-migrations-"));
  cpSync("prisma/migrations", folder, { recursive: true });
  return folder;
}

function addMigration(folder: string, name: string, sql: string): void {
  mkdirSync(path.join(folder, name));
  writeFileSync(path.join(folder, name, "migration.sql"), sql);
}

test("applies all in order, and nothing the second time", async () => {
  const { url, client } = await openEmptyDatabase();
  const names = readMigrations().map(({ name }) => name);
  expect(await migrate(url)).toEqual(names);
  expect(await migrate(url)).toEqual([]);
  const { rows } = await client.query<{ name: string }>(
    `select migration_name as name from "_prisma_migrations" where finished_at is not null order by started_at`,
  );
  expect(rows.map(({ name }) => name)).toEqual(names);
});

test("three nodes at once: one applies, the others find it done", async () => {
  const { url } = await openEmptyDatabase();
  const applied = await Promise.all([migrate(url), migrate(url), migrate(url)]);
  expect(applied.map((names) => names.length).toSorted((a, b) => a - b)).toEqual([0, 0, readMigrations().length]);
});

test("a migration that fails half-way leaves nothing of itself, and what came before stays", async () => {
  const { url, client } = await openEmptyDatabase();
  const folder = copyMigrations();
  addMigration(folder, "20991231000000_broken", "create table half (id int); create table people (id int);");
  await expect(migrate(url, { folder })).rejects.toThrow(
    /^The migration 20991231000000_broken failed and was undone: relation "people" already exists\./,
  );
  const { rows } = await client.query(
    "select to_regclass('half') as half, to_regclass('people') is not null as people",
  );
  expect(rows).toEqual([{ half: null, people: true }]);
  expect(await migrate(url)).toEqual([]);
});

test("a file edited after it was applied is refused", async () => {
  const { url } = await openEmptyDatabase();
  const folder = copyMigrations();
  const first = readMigrations(folder)[0]?.name ?? "";
  await migrate(url, { folder });
  appendFileSync(path.join(folder, first, "migration.sql"), "\n-- edited");
  await expect(migrate(url, { folder })).rejects.toThrow(
    `The file prisma/migrations/${first}/migration.sql is not the one that was applied.`,
  );
});

test("a newer build's data is refused and not touched", async () => {
  const { url, client } = await openEmptyDatabase();
  const folder = copyMigrations();
  addMigration(folder, "20991231000000_future", "create table future (id int)");
  await migrate(url, { folder });
  await expect(migrate(url)).rejects.toThrow(
    /^The database was migrated by a newer Ambit: it has 20991231000000_future, this build ends at 2\w+\. Start that newer version \(git pull\)/,
  );
  const { rows } = await client.query("select to_regclass('future')::text as future");
  expect(rows).toEqual([{ future: "future" }]);
});

test("a migration another tool left half-applied is named; resolved as rolled back it is applied", async () => {
  const { url, client } = await openEmptyDatabase();
  const folder = copyMigrations();
  await migrate(url, { folder });
  addMigration(folder, "20991231000000_next", "create table next_one (id int)");
  const insert = `insert into "_prisma_migrations" (id, checksum, migration_name) values ('x', 'y', '20991231000000_next')`;
  await client.query(insert);
  await expect(migrate(url, { folder })).rejects.toThrow(
    /^The migration 20991231000000_next was begun by another tool and not finished.*npx prisma migrate resolve --rolled-back 20991231000000_next/,
  );
  await client.query(`update "_prisma_migrations" set rolled_back_at = now() where id = 'x'`);
  expect(await migrate(url, { folder })).toEqual(["20991231000000_next"]);
});

test("somebody else's database is refused", async () => {
  const { url, client } = await openEmptyDatabase();
  await client.query("create table invoices (id int)");
  await expect(migrate(url)).rejects.toThrow("The database is not empty and is not Ambit's: it has a table invoices.");
  const { rows } = await client.query("select to_regclass('_prisma_migrations') as made");
  expect(rows).toEqual([{ made: null }]);
});

test("the running role adds jobs and cannot touch the log, the schema or the list of migrations", async () => {
  const { url } = await openEmptyDatabase();
  await migrate(url, { runningRole: "ambit_app" });
  await migrate(url, { runningRole: "ambit_app" });
  const app = new pg.Client({ connectionString: withDatabase(appUrl, new URL(url).pathname.slice(1)) });
  await app.connect();
  onTestFinished(() => app.end());
  await app.query("select graphile_worker.add_job('housekeeping', '{}'::json)");
  const { rows } = await app.query("select count(*)::int as jobs from graphile_worker._private_jobs");
  expect(rows).toEqual([{ jobs: 1 }]);
  for (const sql of [
    "delete from audit_events",
    "create table sneaky (id int)",
    `delete from "_prisma_migrations"`,
    "create role sneaky",
  ]) {
    await expect(app.query(sql)).rejects.toThrow(/permission denied/);
  }
});

test("stops at the migration it was told to, for a restore", async () => {
  const { url } = await openEmptyDatabase();
  const [first, ...rest] = readMigrations().map(({ name }) => name);
  expect(await migrate(url, { upTo: first ?? "" })).toEqual([first]);
  expect(await migrate(url)).toEqual(rest);
});
