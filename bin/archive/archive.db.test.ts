import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import pg from "pg";
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from "vitest";
import { record } from "@/lib/audit/record";
import { newId } from "@/lib/core/ids";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { withDatabase } from "@/lib/db/testing/test-server";
import { inTransaction } from "@/lib/db/transaction";
import { madeDecision, writerOn } from "@/lib/decisions/testing/decisions";
import { migrate } from "@/prisma/migrate";
import { computeAuditRoot } from "./audit-root";
import { openArchive } from "./read";
import { loadArchive, refuseUnknownMigrations, refuseUsedDatabase } from "./restore";
import { countRows, listTables } from "./tables";
import { writeArchive } from "./write";

const { db, owner, ownerUrl } = await openTestDatabase();
const passphrase = "correct horse battery";
const file = path.join(mkdtempSync(path.join(tmpdir(), "ambit-archive-")), "backup.tgz");
const source = new pg.Client({ connectionString: ownerUrl });

/** Values that a careless format would change on the way: quotes, lines, non-ASCII, arrays, JSON null, bytes, instants. */
async function fillSource(): Promise<void> {
  const ctx = { viewer: { kind: "system", id: "terminal" } as const, requestId: newId("request"), now: new Date(), db };
  for (let i = 0; i < 5; i++)
    await inTransaction(ctx, (tx) => record(tx, ctx, { type: "backup.created", subjectId: null }));
  await owner.query(
    `insert into people (id, email, name, state, roles, preferences, created_at, updated_at) values
       ('per_a', 'a@x', E'O''Brien "\\\\ \\n \\t 名', 'active', '{admin,security}', '{"theme":null,"n":1.50}', '2026-01-02 03:04:05.678+00', now()),
       ('per_b', null, '', 'erased', '{}', '{}', now(), now())`,
  );
  await owner.query(
    "insert into audit_log (seq, event_id, leaf_hash) select row_number() over (order by id) - 1, id, leaf_hash from audit_events",
  );
  // In two months and two environments, one of them with a NUL that only JSON can hold.
  await writerOn(owner, new Date("2026-11-21T00:00:00.000Z")).record([
    madeDecision({ decidedAt: new Date("2026-02-03T00:00:00.000Z"), args: { amount: 1, note: "a\0b" }, keep: "all" }),
    madeDecision({ decidedAt: new Date("2026-11-20T00:00:00.000Z"), environment: "sandbox" }),
  ]);
  await owner.query(
    "select graphile_worker.add_job('housekeeping', '{\"a\":1}'::json, job_key => 'k', run_at => '2030-01-01')",
  );
}

beforeAll(async () => {
  await source.connect();
  await fillSource();
  await writeArchive(file, source, "the base key", passphrase);
});
afterAll(() => source.end());

async function openEmptyInstallation(): Promise<pg.Client> {
  const { ownerUrl: server } = inject("testServer");
  const name = `restore_${randomUUID().replaceAll("-", "")}`;
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query(`create database ${name}`);
  const url = withDatabase(server, name);
  await migrate(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  onTestFinished(async () => {
    await client.end();
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  });
  return client;
}

async function readAll(client: pg.Client): Promise<Record<string, unknown>> {
  await client.query("set timezone = 'UTC'");
  const contents: Record<string, unknown> = {};
  for (const { name } of await listTables(client)) {
    const { rows } = await client.query(
      `select md5(string_agg(t::text, '|' order by t::text)) as digest, count(*)::int as rows from "${name}" t`,
    );
    contents[name] = rows[0];
  }
  return contents;
}

async function rootOf(client: pg.Client): Promise<{ size: number; root: string }> {
  await client.query("begin");
  const root = await computeAuditRoot(client);
  await client.query("commit");
  return root;
}

test("the archive is the operator's alone and holds no key in the clear", () => {
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(gunzipSync(readFileSync(file)).includes("the base key")).toBe(false);
});

test("a restore gives the same rows, the same audit root, the same triggers and the waiting job", async () => {
  const target = await openEmptyInstallation();
  const triggers =
    "select tgname, tgrelid::regclass::text, tgenabled from pg_trigger where not tgisinternal order by 2, 1";
  const before = await target.query(triggers);
  const archive = await openArchive(file, passphrase);
  expect(archive.secret).toBe("the base key");
  refuseUnknownMigrations(archive.manifest);
  await refuseUsedDatabase(target);
  await loadArchive(target, archive);

  expect(await readAll(target)).toEqual(await readAll(source));
  expect(await rootOf(target)).toEqual(await rootOf(source));
  expect((await rootOf(target)).size).toBe(await countRows(source, "audit_log"));
  expect((await target.query(triggers)).rows).toEqual(before.rows);
  const parts = await target.query("select distinct tableoid::regclass::text as part from decisions order by part");
  expect(parts.rows).toEqual([{ part: "decisions_production_2026_02" }, { part: "decisions_sandbox_2026_11" }]);
  const { rows } = await target.query("select key, run_at::text from graphile_worker._private_jobs");
  expect(rows).toEqual([{ key: "k", run_at: "2030-01-01 00:00:00+00" }]);
  await expect(target.query("delete from audit_events")).rejects.toThrow(/append-only/);
  await expect(refuseUsedDatabase(target)).rejects.toThrow(/^This installation is in use/);
});

test("a row that is missing or changed is noticed, and nothing is kept", async () => {
  const target = await openEmptyInstallation();
  const archive = await openArchive(file, passphrase);
  for (const table of archive.manifest.tables) if (table.name === "people") table.rows += 1;
  await expect(loadArchive(target, archive)).rejects.toThrow("After loading, people has 2 rows instead of 3.");
  expect(await countRows(target, "people")).toBe(0);
  expect(await countRows(target, "environments")).toBe(3);
});

test("another audit root is noticed", async () => {
  const target = await openEmptyInstallation();
  const archive = await openArchive(file, passphrase);
  archive.manifest.audit.root = Buffer.alloc(32).toString("base64");
  await expect(loadArchive(target, archive)).rejects.toThrow("After loading, the audit log has another root.");
});

test.each([
  ["cut off", (tar: Buffer) => tar.subarray(0, tar.length / 2)],
  [
    "with another byte in a row",
    (tar: Buffer) => Buffer.from(tar.toString("latin1").replace("per_a", "per_c"), "latin1"),
  ],
])("an archive that is %s is refused", async (_what, damage) => {
  const target = await openEmptyInstallation();
  const damaged = `${file}.${randomUUID()}`;
  writeFileSync(damaged, gzipSync(damage(gunzipSync(readFileSync(file)))));
  const archive = await openArchive(damaged, passphrase);
  await expect(loadArchive(target, archive)).rejects.toThrow(/damaged or was cut off/);
  expect(await countRows(target, "people")).toBe(0);
});

test("a wrong passphrase opens nothing", async () => {
  await expect(openArchive(file, "wrong horse battery")).rejects.toThrow(
    "The passphrase does not open this archive's key.",
  );
});

test("an archive of a newer version is refused by its name", async () => {
  const { manifest } = await openArchive(file, passphrase);
  manifest.migrations.push({ name: "20991231000000_future", checksum: "x" });
  expect(() => refuseUnknownMigrations(manifest)).toThrow(
    /has the migration 20991231000000_future; this build does not/,
  );
});
