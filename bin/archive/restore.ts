import type pg from "pg";
import { computeAuditRoot } from "@/bin/archive/audit-root";
import { loadJobs } from "@/bin/archive/jobs";
import type { Manifest } from "@/bin/archive/manifest";
import type { Archive } from "@/bin/archive/read";
import { countRows, listTables, loadRows, quote, withoutTriggers, type Table } from "@/bin/archive/tables";
import { timeOfId } from "@/lib/decisions/rules";
import { StartError } from "@/lib/core/start-error";
import { readMigrations } from "@/prisma/migrate";

/** Tables that an installation nobody has used yet keeps empty. */
const telling = ["people", "audit_events", "signing_keys"];

export async function refuseUsedDatabase(client: pg.Client): Promise<void> {
  for (const table of telling) {
    const { rows } = await client.query<{ known: boolean }>("select to_regclass($1) is not null as known", [
      `public.${table}`,
    ]);
    if (rows[0]?.known && (await countRows(client, table)) > 0) {
      throw new StartError(
        "This installation is in use: it holds people, keys or events.",
        "A restore fills an empty one: name another folder in AMBIT_DATA_DIR, or another database in DATABASE_URL. Nothing was changed.",
      );
    }
  }
}

/** The archive's migrations must be the first ones of this build, unchanged. Answers the name of the last. */
export function refuseUnknownMigrations({ migrations, version }: Manifest): string {
  const known = readMigrations();
  for (const { name, checksum } of migrations) {
    if (known.some((migration) => migration.name === name && migration.checksum === checksum)) continue;
    throw new StartError(
      `The archive was made by Ambit ${version}, which has the migration ${name}; this build does not.`,
      "Restore it with that version or a newer one (git pull).",
    );
  }
  return migrations.at(-1)?.name ?? "";
}

/** All rows in one transaction, compared with what the archive says of itself before anything is kept. */
export async function loadArchive(client: pg.Client, { manifest, rest }: Archive): Promise<void> {
  await client.query("begin");
  try {
    const tables = new Map((await listTables(client)).map((table) => [table.name, table]));
    await withoutTriggers(client, async () => {
      // What migrations wrote (the environments and their first snapshots) is in the archive too, as it became.
      await client.query(`truncate ${[...tables.keys()].map((name) => `public.${quote(name)}`).join(", ")}`);
      for await (const { name, content } of rest) await loadEntry(client, tables, name, content.toString());
      for (const { name, value } of manifest.sequences)
        await client.query("select setval($1::regclass, $2::bigint)", [`public.${quote(name)}`, value]);
      await compare(client, manifest);
    });
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  }
}

async function loadEntry(
  client: pg.Client,
  tables: ReadonlyMap<string, Table>,
  name: string,
  lines: string,
): Promise<void> {
  if (name === "jobs.ndjson") return loadJobs(client, lines);
  const table = tables.get(/^tables\/(\w+)\//.exec(name)?.[1] ?? "");
  if (!table)
    throw new StartError(
      `The archive holds ${name}, which has no place here.`,
      "Restore it with the version that made it.",
    );
  if (inMonths.has(table.name)) await makeMonths(client, lines);
  return loadRows(client, table, lines);
}

/** Tables in parts by the month inside their ids. An empty installation has none of those parts yet. */
const inMonths = new Set(["decisions", "decision_inputs"]);

async function makeMonths(client: pg.Client, lines: string): Promise<void> {
  const ids = lines.split("\n").map((line) => (JSON.parse(line) as { id: string }).id);
  const months = new Map(ids.map((id) => [timeOfId(id).toISOString().slice(0, 7), id]));
  for (const id of months.values())
    await client.query("select ambit_make_decision_partitions($1::timestamptz)", [timeOfId(id).toISOString()]);
}

async function compare(client: pg.Client, manifest: Manifest): Promise<void> {
  for (const { name, rows } of manifest.tables) {
    const found = await countRows(client, name);
    if (found !== rows) throw describeMismatch(`${name} has ${found} rows instead of ${rows}`);
  }
  const { size, root } = await computeAuditRoot(client);
  if (size !== manifest.audit.size || root !== manifest.audit.root)
    throw describeMismatch("the audit log has another root");
}

function describeMismatch(what: string): StartError {
  return new StartError(`After loading, ${what}.`, "Take another copy of the archive. Nothing was restored.");
}
