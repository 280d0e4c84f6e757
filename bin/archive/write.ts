import { createHash } from "node:crypto";
import { createWriteStream, readFileSync, renameSync, rmSync } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type pg from "pg";
import { computeAuditRoot } from "@/bin/archive/audit-root";
import { dumpJobs } from "@/bin/archive/jobs";
import type { Manifest } from "@/bin/archive/manifest";
import { countRows, dumpRows, listTables, type Table } from "@/bin/archive/tables";
import { endOfTar, packEntry, type Entry } from "@/bin/archive/tar";
import { sealWithPassphrase } from "@/lib/crypto/passphrase";

/** One file: everything as it was at one instant, and the base key sealed under the passphrase. */
export async function writeArchive(
  file: string,
  client: pg.Client,
  secret: string,
  passphrase: string,
): Promise<Manifest> {
  const sealedKey = Buffer.from(await sealWithPassphrase(Buffer.from(secret), passphrase));
  await client.query("begin isolation level repeatable read read only");
  await client.query(
    "set local timezone = 'UTC'; set local bytea_output = 'hex'; set local extra_float_digits = 1; set local datestyle = 'ISO'; set local intervalstyle = 'iso_8601'",
  );
  const tables = await listTables(client);
  const jobs = await dumpJobs(client);
  const manifest = await describeDatabase(client, tables, jobs.length);
  const half = `${file}.part`;
  try {
    const entries = listEntries(client, tables, { manifest, sealedKey, jobs });
    await pipeline(Readable.from(pack(entries)), createGzip(), createWriteStream(half, { mode: 0o600, flush: true }));
    renameSync(half, file);
  } catch (error) {
    rmSync(half, { force: true });
    throw error;
  } finally {
    await client.query("rollback");
  }
  return manifest;
}

async function describeDatabase(client: pg.Client, tables: readonly Table[], jobs: number): Promise<Manifest> {
  const { rows: migrations } = await client.query<{ name: string; checksum: string }>(
    `select migration_name as name, checksum from "_prisma_migrations" where rolled_back_at is null and finished_at is not null order by migration_name`,
  );
  const { rows: sequences } = await client.query<{ name: string; value: string }>(
    "select sequencename as name, last_value::text as value from pg_sequences where schemaname = 'public' and last_value is not null order by sequencename",
  );
  const counted: Manifest["tables"] = [];
  for (const { name, columns } of tables)
    counted.push({ name, columns: columns.map((column) => column.name), rows: await countRows(client, name) });
  const { version }: { version: string } = JSON.parse(readFileSync("package.json", "utf8"));
  return {
    format: "ambit-backup/1",
    made_at: new Date().toISOString(),
    version,
    migrations,
    tables: counted,
    sequences,
    jobs,
    audit: await computeAuditRoot(client),
  };
}

type Parts = { manifest: Manifest; sealedKey: Buffer; jobs: readonly string[] };

async function* listEntries(
  client: pg.Client,
  tables: readonly Table[],
  { manifest, sealedKey, jobs }: Parts,
): AsyncGenerator<Entry> {
  yield { name: "manifest.json", content: Buffer.from(JSON.stringify(manifest, null, 2)) };
  yield { name: "secret.sealed", content: sealedKey };
  for (const table of tables) {
    let part = 0;
    for await (const lines of dumpRows(client, table))
      yield { name: `tables/${table.name}/${String(++part).padStart(6, "0")}.ndjson`, content: Buffer.from(lines) };
  }
  if (jobs.length > 0) yield { name: "jobs.ndjson", content: Buffer.from(jobs.join("\n")) };
}

/** The last entry closes the archive: without it, or with another digest, a restore refuses. */
async function* pack(entries: AsyncIterable<Entry>): AsyncGenerator<Buffer> {
  const hash = createHash("sha256");
  let count = 0;
  for await (const entry of entries) {
    hash.update(`${entry.name}\0`).update(entry.content);
    count++;
    yield packEntry(entry);
  }
  yield packEntry({
    name: "seal.json",
    content: Buffer.from(JSON.stringify({ entries: count, sha256: hash.digest("hex") })),
  });
  yield endOfTar;
}
