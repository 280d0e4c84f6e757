import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { startEmbeddedPostgres, type EmbeddedPostgres } from "@/lib/db/embedded";
import { findFreePort, launch, makeDataFolder, type Launched } from "./testing/launch";

const dir = mkdtempSync(path.join(tmpdir(), "ambit-external-"));
chmodSync(dir, 0o755);
let external: EmbeddedPostgres;
let admin: pg.Client;

const address = (role: string, database: string, password = role): string =>
  `postgres://${role}:${password}@127.0.0.1:${external.port}/${database}`;

beforeAll(async () => {
  external = await startEmbeddedPostgres(dir, { settings: { fsync: "off" } });
  admin = new pg.Client({ connectionString: external.ownerUrl });
  await admin.connect();
  for (const role of ["owner", "app", "stranger"]) await admin.query(`create role ${role} login password '${role}'`);
  for (const database of ["fresh", "single", "books", "other", "strict"])
    await admin.query(`create database ${database} owner owner`);
  await admin.query("create database latin owner owner encoding 'LATIN1' locale 'C' template template0");
  const books = new pg.Client({ connectionString: address("owner", "books") });
  await books.connect();
  await books.query("create table invoices (id int)");
  await books.end();
});
afterAll(async () => {
  await admin.end();
  await external.stop();
  rmSync(dir, { recursive: true, force: true });
});

async function start(env: Readonly<Record<string, string>>): Promise<Launched> {
  return launch({
    env: { AMBIT_ROLE: "enforcement", AMBIT_DATA_DIR: makeDataFolder(), PORT: String(await findFreePort()), ...env },
  });
}

test("two roles: it migrates as the one and runs as the other, and starts again", async () => {
  const env = {
    DATABASE_URL: address("app", "fresh"),
    MIGRATE_DATABASE_URL: address("owner", "fresh"),
    AMBIT_SECRET: "x".repeat(32),
    NODE_ENV: "production",
  };
  const first = await start(env);
  await first.says("Ambit is at ");
  expect(first.output()).not.toContain("Warning");
  const second = await start(env);
  await second.says("Ambit is at ");
  const third = await start({ ...env, AMBIT_SECRET: "y".repeat(32) });
  expect(await third.exited).toBe(1);
  expect(third.output()).toMatch(/AMBIT_SECRET/);
});

test("one role for both: a warning", async () => {
  const server = await start({ DATABASE_URL: address("owner", "single") });
  await server.says("Ambit is at ");
  expect(server.output()).toContain("Warning: the role owner both owns the schema and runs. Set MIGRATE_DATABASE_URL");
});

describe("refused with one line", () => {
  const cases: readonly (readonly [string, () => Record<string, string>, RegExp])[] = [
    [
      "nothing there",
      () => ({ DATABASE_URL: "postgres://app:app@127.0.0.1:1/fresh" }),
      /^DATABASE_URL: nothing answers at 127\.0\.0\.1:1\. Start PostgreSQL there, or correct host and port\.$/,
    ],
    [
      "an unknown host",
      () => ({ DATABASE_URL: "postgres://app:app@db.invalid/fresh" }),
      /^DATABASE_URL: the host of db\.invalid:5432 is not known\. Correct the host name\.$/,
    ],
    [
      "a wrong password",
      () => ({ DATABASE_URL: address("app", "fresh", "wrong") }),
      /^DATABASE_URL: PostgreSQL at \S+ refuses the password of the role app\. Correct user and password\.$/,
    ],
    [
      "a missing database",
      () => ({ DATABASE_URL: address("owner", "missing") }),
      /^DATABASE_URL: there is no database missing at \S+\. Make it \(CREATE DATABASE missing\), or correct the name\.$/,
    ],
    [
      "no rights",
      () => ({ DATABASE_URL: address("stranger", "other") }),
      /^DATABASE_URL: the role stranger may not make tables in the database other\. Make it the owner: ALTER DATABASE other OWNER TO stranger\.$/,
    ],
    [
      "no rights for the owner's job",
      () => ({ DATABASE_URL: address("app", "other"), MIGRATE_DATABASE_URL: address("stranger", "other") }),
      /^MIGRATE_DATABASE_URL: the role stranger may not make tables/,
    ],
    [
      "two databases",
      () => ({ DATABASE_URL: address("app", "fresh"), MIGRATE_DATABASE_URL: address("owner", "other") }),
      /^DATABASE_URL and MIGRATE_DATABASE_URL name two different databases\. /,
    ],
    [
      "somebody else's database",
      () => ({ DATABASE_URL: address("owner", "books") }),
      /^The database is not empty and is not Ambit's: it has a table invoices\. Give Ambit a database of its own/,
    ],
    [
      "another encoding",
      () => ({ DATABASE_URL: address("owner", "latin") }),
      /^DATABASE_URL: the database has the encoding LATIN1\. Make one with ENCODING 'UTF8'\.$/,
    ],
    [
      "one role in production",
      () => ({ DATABASE_URL: address("owner", "strict"), NODE_ENV: "production" }),
      /^AMBIT_SECRET is missing: .*\nMIGRATE_DATABASE_URL is missing: in production the role that runs must not own the schema/,
    ],
    [
      "one role twice in production",
      () => ({
        DATABASE_URL: address("owner", "strict"),
        MIGRATE_DATABASE_URL: address("owner", "strict"),
        AMBIT_SECRET: "x".repeat(32),
        NODE_ENV: "production",
      }),
      /^DATABASE_URL: the role owner both owns the schema and runs, so the server could change the audit log\. /,
    ],
  ];

  test.each(cases)("%s", async (_name, env, line) => {
    const server = await start(env());
    expect([await server.exited, server.output().trimEnd()]).toEqual([1, expect.stringMatching(line)]);
    expect(server.output()).not.toMatch(/:(?:app|owner|stranger|wrong)@/);
  });
});
