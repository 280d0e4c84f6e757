/**
 * What the decision record costs: writing through the one writer beside bare COPY of the same rows, pages and folded
 * pages through the whole API door among 1,000,000 rows, and reading all of them for a replay.
 * Run: node --conditions=react-server --import tsx bench/decisions.ts [rows]
 */
import { loadavg } from "node:os";
import { performance } from "node:perf_hooks";
import pg from "pg";
import { decisionHandlers } from "@/app/api/v1/[...path]/decision-handlers";
import { newId } from "@/lib/core/ids";
import type { PersonViewer } from "@/lib/core/viewer";
import { connectDatabase } from "@/lib/db/client";
import { createDatabase, startTestServer } from "@/lib/db/testing/test-server";
import { decisionOperations } from "@/lib/decisions/operations";
import { countReplayRows, type DecisionToRecord, outlineDecision, readReplayRows } from "@/lib/decisions/service";
import { madeDecision, sealOf, writerOn } from "@/lib/decisions/testing/decisions";
import { createApi } from "@/lib/http/api";
import { migrate } from "@/prisma/migrate";

const size = Number(process.argv[2] ?? "1000000");
const written = 20_000;
const runs = 40;
// Cursors are sealed with it; nothing here outlives the run.
process.env["AMBIT_SECRET"] ??= "benchmark".repeat(5);
const now = new Date();
const monthBegan = Date.UTC(now.getUTCFullYear(), now.getUTCMonth());

function makeDecisions(count: number): DecisionToRecord[] {
  return Array.from({ length: count }, (_, at) =>
    madeDecision({
      agent: `agent-${at % 50}`,
      action: at % 41 === 0 ? "pay.out" : at % 29 === 0 ? `other.${at % 17}` : "pay.refund",
      args: { amount: (at * 37) % 240, currency: "EUR", customer: `cus_${at}`, reason: "Wrong size" },
      resource: { type: "account", id: `a-${at % 300}` },
      decidedAt: new Date(Math.min(now.getTime(), monthBegan + at * 40)),
      keep: "all",
    }),
  );
}

/** COPY as the protocol has it; `pg` has no door of its own for it. */
class CopyIn {
  readonly done: Promise<void>;
  readonly #text: string;
  readonly #lines: Buffer;
  #end: { resolve: () => void; reject: (error: Error) => void } = { resolve: () => undefined, reject: () => undefined };

  constructor(text: string, lines: string) {
    this.#text = text;
    this.#lines = Buffer.from(lines);
    this.done = new Promise((resolve, reject) => (this.#end = { resolve, reject }));
  }
  submit(connection: { query: (text: string) => void }): void {
    connection.query(this.#text);
  }
  handleCopyInResponse(connection: { sendCopyFromChunk: (chunk: Buffer) => void; endCopyFrom: () => void }): void {
    connection.sendCopyFromChunk(this.#lines);
    connection.endCopyFrom();
  }
  handleCommandComplete(): void {
    return;
  }
  handleReadyForQuery(): void {
    this.#end.resolve();
  }
  handleError(error: Error): void {
    this.#end.reject(error);
  }
}

const rowColumns = [
  "environment",
  "id",
  "decided_at",
  "agent",
  "agent_id",
  "action",
  "resource_type",
  "resource_id",
  "session_id",
  "intent",
  "outcome",
  "reason",
  "rule",
  "rules",
  "policy_version",
  "guardrails_version",
  "epoch",
  "sequence",
  "action_digest",
  "shape",
  "claimed",
  "stale",
  "reporter",
  "inputs_hash",
  "sample",
] as const;
const inputColumns = [
  "environment",
  "id",
  "args",
  "resource",
  "context",
  "session",
  "omitted",
  "masked",
  "salt",
] as const;

function writeCell(value: string | number | boolean | null | readonly string[]): string {
  if (value === null) return "\\N";
  if (typeof value === "object") return `{${value.join(",")}}`;
  return String(value).replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll("\t", "\\t");
}

async function copyBare(url: string, decisions: readonly DecisionToRecord[]): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const rows = decisions.map((decision) => outlineDecision(decision, sealOf));
  const lines = (columns: readonly (keyof (typeof rows)[number])[]): string =>
    rows.map((row) => `${columns.map((column) => writeCell(row[column])).join("\t")}\n`).join("");
  const [plain, inputs] = [lines(rowColumns), lines(inputColumns)];
  const began = performance.now();
  for (const [table, columns, text] of [
    ["decisions", rowColumns, plain],
    ["decision_inputs", inputColumns, inputs],
  ] as const) {
    const copy = new CopyIn(`copy ${table} (${columns.join(", ")}) from stdin`, text);
    client.query(copy);
    await copy.done;
  }
  const took = performance.now() - began;
  await client.end();
  return took;
}

async function measureWriting(pool: pg.Pool, bareUrl: string): Promise<void> {
  const writer = writerOn(pool);
  await writer.record(makeDecisions(2_000));
  const times: { ours: number; bare: number }[] = [];
  for (let round = 0; round < 3; round++) {
    const decisions = makeDecisions(written);
    const bare = await copyBare(bareUrl, decisions);
    const began = performance.now();
    await writer.record(decisions);
    times.push({ ours: performance.now() - began, bare });
  }
  const best = times.toSorted((a, b) => a.ours - b.ours)[1] ?? { ours: 0, bare: 0 };
  const rate = (ms: number): string => Math.round((written / ms) * 1_000).toLocaleString("en");
  console.log(
    `writer ${rate(best.ours)} rows/s, bare COPY ${rate(best.bare)} rows/s: ${(best.bare / best.ours).toFixed(2)} of it`,
  );
}

/** The rows that were written, again and again under other ids of this month; their counts as many times. */
async function multiply(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ n: number }>("select count(*)::int as n from decisions");
  const times = Math.ceil(size / (rows[0]?.n ?? 1)) - 1;
  await pool.query(
    "create temp table seeds as select * from decisions; create temp table carried as select * from decision_inputs",
  );
  const renamed = "substr(id, 1, 14) || lpad(upper(to_hex(n)), 4, '0') || substr(id, 19)";
  const { rows: names } = await pool.query<{ plain: string; inputs: string }>(
    `select string_agg(quote_ident(column_name), ', ') filter (where table_name = 'decisions') as plain,
            string_agg(quote_ident(column_name), ', ') filter (where table_name = 'decision_inputs') as inputs
       from information_schema.columns where table_name in ('decisions', 'decision_inputs') and column_name <> 'id'`,
  );
  const [{ plain, inputs } = { plain: "", inputs: "" }] = names;
  await pool.query(
    `insert into decisions (id, ${plain}) select ${renamed}, ${plain} from seeds, generate_series(1, ${times}) as n`,
  );
  await pool.query(
    `insert into decision_inputs (id, ${inputs}) select ${renamed}, ${inputs} from carried, generate_series(1, ${times}) as n`,
  );
  await pool.query(`update decision_counts set count = count * ${times + 1}`);
}

async function time(work: () => Promise<unknown>): Promise<{ median: number; p95: number }> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const from = performance.now();
    await work();
    times.push(performance.now() - from);
  }
  const sorted = times.toSorted((a, b) => a - b);
  return { median: sorted[Math.floor(runs / 2)] ?? 0, p95: sorted[Math.floor(runs * 0.95)] ?? 0 };
}

async function measurePages(url: string): Promise<void> {
  const db = connectDatabase(url, 4);
  const viewer: PersonViewer = {
    kind: "person",
    id: newId("person"),
    roles: ["security"],
    leads: [],
    signIn: { id: newId("signIn"), method: "link", authenticatedAt: now },
  };
  const answer = createApi({
    operations: decisionOperations,
    handlers: decisionHandlers,
    authenticate: async () => viewer,
    openDatabase: () => db,
    readSettings: () => ({ publicUrl: "http://localhost:3000", trustedProxies: [] }),
    note: (_, { error }) => error !== undefined && console.error(error),
  });
  const ask = async (path: string): Promise<string> => {
    const response = await answer(new Request(`http://localhost:3000/api/v1/decisions${path}`));
    if (response.status !== 200) throw new Error(`${path}: ${await response.text()}`);
    return response.text();
  };
  const { next_cursor: cursor, data } = JSON.parse(await ask("?limit=200")) as {
    next_cursor: string;
    data: { id: string }[];
  };
  const pages: readonly (readonly [string, string])[] = [
    ["list, first page", ""],
    ["list, a later page", `?cursor=${cursor}`],
    ["list, one agent", "?agent=agent-7"],
    ["list, denials", "?outcome=deny"],
    ["list, a rare action", "?action=other.3"],
    ["list, nothing", "?rule=no-such-rule"],
    ["tail", `?after=${data[20]?.id ?? ""}`],
    ["shapes, 30 days", "/shapes"],
    ["shapes, denials of one agent", "/shapes?agent=agent-7&outcome=deny"],
    ["one decision", `/${data[5]?.id ?? ""}`],
  ];
  for (const [name, path] of pages) {
    await ask(path);
    const { median, p95 } = await time(() => ask(path));
    console.log(`${median.toFixed(1).padStart(8)}${p95.toFixed(1).padStart(8)}  ${name}`);
  }
  await db.$disconnect();
}

async function measureReplaySource(pool: pg.Pool): Promise<void> {
  const range = {
    environment: "production",
    from: new Date(monthBegan),
    to: new Date(now.getTime() + 86_400_000),
  } as const;
  const total = await countReplayRows((query) => pool.query(query), range);
  const began = performance.now();
  let rows = 0;
  for await (const batch of readReplayRows((query) => pool.query(query), range)) rows += batch.length;
  const took = performance.now() - began;
  const bareBegan = performance.now();
  await pool.query({
    text: "select count(*), count(args::text) from (select d.*, i.args from decisions d left join decision_inputs i using (environment, id)) as all_of_it",
  });
  const bare = performance.now() - bareBegan;
  console.log(
    `replay source: ${rows} of ${total} rows in ${(took / 1000).toFixed(1)} s; the same join counted inside Postgres ${(bare / 1000).toFixed(1)} s`,
  );
}

console.log(`load ${loadavg()[0]?.toFixed(1)}`);
const server = await startTestServer();
try {
  const [url, bareUrl] = [await createDatabase(server.ownerUrl, "ours"), await createDatabase(server.ownerUrl, "bare")];
  await migrate(url);
  await migrate(bareUrl);
  const bare = new pg.Pool({ connectionString: bareUrl, max: 1 });
  await bare.query("select ambit_make_decision_partitions(now())");
  await bare.end();
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  pool.on("error", () => undefined);
  await measureWriting(pool, bareUrl);
  const single = new pg.Pool({ connectionString: url, max: 1 });
  await multiply(single);
  await single.query("vacuum analyze");
  await single.end();
  console.log(`${size} rows, ${runs} runs each, ms through the API: median, p95`);
  await measurePages(url);
  await measureReplaySource(pool);
  await pool.end();
} finally {
  await server.stop();
}
