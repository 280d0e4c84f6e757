import pg from "pg";

export type Column = { name: string; type: string };
export type Table = { name: string; columns: Column[] };

const batchRows = 1_000;

/** Every table of ours, parents before children, with what can be written to. The bookkeeping of migrations is made anew. */
export async function listTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<{ table: string; column: string; type: string }>(
    `select c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type
       from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
        and c.relname <> '_prisma_migrations' and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      order by c.relname, a.attnum`,
  );
  const { rows: references } = await client.query<{ child: string; parent: string }>(
    `select child.relname as child, parent.relname as parent from pg_constraint f
       join pg_class child on child.oid = f.conrelid join pg_class parent on parent.oid = f.confrelid
      where f.contype = 'f' and f.connamespace = 'public'::regnamespace and f.conrelid <> f.confrelid`,
  );
  const tables = new Map<string, Table>();
  for (const { table, column, type } of rows) {
    const known = tables.get(table) ?? { name: table, columns: [] };
    known.columns.push({ name: column, type });
    tables.set(table, known);
  }
  return orderByReference([...tables.values()], references);
}

/** Rows as JSON lines in which every value is Postgres's own text for it: exact for every type, and readable. */
export async function* dumpRows(client: pg.Client, table: Table): AsyncGenerator<string> {
  const texts = table.columns.map(({ name }) => `${quote(name)}::text`).join(", ");
  await client.query(
    `declare dumped no scroll cursor for select row_to_json(t)::text as line from (select ${texts} from public.${quote(table.name)}) t`,
  );
  for (;;) {
    const { rows } = await client.query<{ line: string }>(`fetch ${batchRows} from dumped`);
    if (rows.length === 0) break;
    yield rows.map(({ line }) => line).join("\n");
  }
  await client.query("close dumped");
}

export async function loadRows(client: pg.Client, table: Table, lines: string): Promise<void> {
  const names = table.columns.map(({ name }) => quote(name));
  const values = table.columns.map(({ name, type }) => `r.${quote(name)}::${type}`).join(", ");
  await client.query(
    `insert into public.${quote(table.name)} (${names.join(", ")}) overriding system value
     select ${values} from json_to_recordset($1::json) as r(${names.map((name) => `${name} text`).join(", ")})`,
    [`[${lines.split("\n").join(",")}]`],
  );
}

export async function countRows(client: pg.Client, table: string): Promise<number> {
  const { rows } = await client.query<{ count: string }>(`select count(*) as count from public.${quote(table)}`);
  return Number(rows[0]?.count ?? 0);
}

/** Runs `work` with the triggers of our tables off and puts each back as it was. They act on what happens, and a restore is not happening. */
export async function withoutTriggers(client: pg.Client, work: () => Promise<void>): Promise<void> {
  const { rows } = await client.query<{ table: string; trigger: string; state: string }>(
    `select c.relname as table, t.tgname as trigger, t.tgenabled::text as state from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where c.relnamespace = 'public'::regnamespace and not t.tgisinternal and t.tgenabled <> 'D'`,
  );
  const modes: Readonly<Record<string, string>> = { O: "enable", A: "enable always", R: "enable replica" };
  const alter = (table: string, mode: string, trigger: string): string =>
    `alter table public.${quote(table)} ${mode} trigger ${quote(trigger)}`;
  for (const { table, trigger } of rows) await client.query(alter(table, "disable", trigger));
  await work();
  for (const { table, trigger, state } of rows) await client.query(alter(table, modes[state] ?? "enable", trigger));
}

export function quote(name: string): string {
  return pg.escapeIdentifier(name);
}

function orderByReference(tables: readonly Table[], references: readonly { child: string; parent: string }[]): Table[] {
  const ordered: Table[] = [];
  let waiting = [...tables];
  while (waiting.length > 0) {
    const names = new Set(waiting.map(({ name }) => name));
    const free = waiting.filter(
      ({ name }) => !references.some(({ child, parent }) => child === name && names.has(parent)),
    );
    if (free.length === 0) throw new Error(`The tables ${[...names].join(", ")} refer to each other in a circle.`);
    ordered.push(...free);
    waiting = waiting.filter((table) => !free.includes(table));
  }
  return ordered;
}
