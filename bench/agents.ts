/**
 * What pages of the inventory cost with 1,000, 10,000 and 100,000 agents: through the whole API door, and the same SQL
 * sent by bare `pg` in the same run.
 * Run: node --conditions=react-server --import tsx bench/agents.ts [sizes, by comma]
 */
import { PrismaPg } from "@prisma/adapter-pg";
import { performance } from "node:perf_hooks";
import pg from "pg";
import { agentHandlers } from "@/app/api/v1/[...path]/agent-handlers";
import { agentOperations } from "@/lib/agents/operations";
import { newId } from "@/lib/core/ids";
import type { PersonViewer } from "@/lib/core/viewer";
import type { Database } from "@/lib/db/client";
import { PrismaClient } from "@/lib/db/generated/client";
import { createDatabase, startTestServer } from "@/lib/db/testing/test-server";
import { createApi } from "@/lib/http/api";
import { migrate } from "@/prisma/migrate";

const sizes = (process.argv[2] ?? "1000,10000,100000").split(",").map(Number);
const runs = 60;
// Cursors are sealed with it; nothing here outlives the run.
process.env["AMBIT_SECRET"] ??= "benchmark".repeat(5);
const people = Array.from({ length: 200 }, () => newId("person"));
const viewer: PersonViewer = {
  kind: "person",
  id: people[7] ?? "",
  roles: ["member"],
  leads: [],
  signIn: { id: newId("signIn"), method: "link", authenticatedAt: new Date() },
};

const fillPeople = `
  insert into people (id, email, name, state, roles, created_at, updated_at)
  select id, lower(id) || '@example.org', 'Person ' || n, 'active', array['member']::person_role[], now(), now()
  from unnest($1::text[]) with ordinality as p(id, n)`;

/** Names of three words out of 40, so that a search finds a tenth, a few or one. */
const fillAgents = `
  insert into agents (id, slug, name, sort_name, purpose, environment, state, state_at, state_by, model_providers, data_classes,
    tags, stated_none, owner_id, deputy_id, gaps, search_text, created_by, created_at, updated_at, kind, tier_target)
  select 'agt_' || lpad(n::text, 26, '0'), 'agent-' || n, name, lower(name), purpose, (array['production','staging','sandbox'])[1 + n % 3],
    (array['draft','in_review','suspended'])[1 + n % 3]::agent_state, now(), ($2::text[])[1], array['Anthropic'], array['personal'], array['t' || n % 20], '{}',
    ($2::text[])[1 + n % 200], case when n % 4 > 0 then ($2::text[])[1 + (n * 7) % 200] end,
    case when n % 4 = 0 then array['no_deputy','policy_missing'] else array['policy_missing'] end,
    lower(name || E'\\n' || 'agent-' || n || E'\\n' || purpose), ($2::text[])[1], now() - n * interval '1 minute', now() - n * interval '1 minute', 'custom', 'foundation'
  from (select n, w[1 + n % 40] || ' ' || w[1 + (n / 40) % 40] || ' ' || n as name,
      'Looks after ' || w[1 + (n * 13) % 40] || ' and ' || w[1 + (n * 29) % 40] || ' for the office in ' || w[1 + (n * 3) % 40] as purpose
    from generate_series(1, $1::int) as n, (select array['refund','parcel','claims','invoice','travel','stock','price','mail','ticket','lead',
      'credit','fraud','asset','order','return','survey','report','ledger','tax','payroll','hiring','legal','fleet','energy','water','garden',
      'kitchen','museum','library','school','clinic','harbour','station','bridge','tower','forest','river','island','valley','meadow'] as w) as words) as made`;

const fillOwners = `
  insert into agent_owners (id, agent_id, person_id, part, state, asked_at, asked_by, answered_at, confirmed_at, confirm_by, accepted_key)
  select 'own_' || substr(id, 5), id, owner_id, 'owner', 'accepted', now(), owner_id, now(), now(), now() + interval '90 days', id || ':owner' from agents`;
const fillSlugs = `insert into agent_slugs (slug, skeleton, agent_id, since) select slug, slug, id, now() from agents`;

type Sent = { text: string; values: unknown[] };

/** A client that tells what it sends. */
function openTalking(url: string): { db: Database; overhear: (work: () => Promise<unknown>) => Promise<Sent[]> } {
  const adapter = new PrismaPg({ connectionString: url, max: 4 });
  const client = new PrismaClient({ adapter, log: [{ emit: "event", level: "query" }] });
  let sent: Sent[] = [];
  client.$on("query", ({ query, params }) => void sent.push({ text: query, values: JSON.parse(params) as unknown[] }));
  const overhear = async (work: () => Promise<unknown>): Promise<Sent[]> => {
    sent = [];
    await work();
    return sent.slice();
  };
  return { db: client, overhear };
}

async function time(work: () => Promise<unknown>): Promise<{ median: number; p95: number }> {
  const times: number[] = [];
  for (let i = 0; i < runs; i++) {
    const from = performance.now();
    await work();
    times.push(performance.now() - from);
  }
  const sorted = times.toSorted((a, b) => a - b);
  return { median: sorted[Math.floor(runs / 2)] ?? 0, p95: sorted[Math.floor(runs * 0.95)] ?? 0 };
}

async function measure(url: string, size: number): Promise<void> {
  const { db, overhear } = openTalking(url);
  const bare = new pg.Client({ connectionString: url });
  await bare.connect();
  const answer = createApi({
    operations: agentOperations,
    handlers: agentHandlers,
    authenticate: async () => viewer,
    openDatabase: () => db,
    readSettings: () => ({ publicUrl: "http://localhost:3000", trustedProxies: [] }),
    note: (_, { error }) => error !== undefined && console.error(error),
  });
  const ask = async (path: string): Promise<string> => {
    const response = await answer(new Request(`http://localhost:3000${path}`));
    if (response.status !== 200) throw new Error(`${path}: ${await response.text()}`);
    return response.text();
  };
  const { next_cursor: cursor } = JSON.parse(await ask("/api/v1/agents?limit=200")) as { next_cursor: string };
  const pages: readonly (readonly [string, string])[] = [
    ["list, first page", "/api/v1/agents"],
    ["list, a later page", `/api/v1/agents?cursor=${cursor}`],
    ["list, newest first", "/api/v1/agents?sort=-created_at"],
    ["list, mine", "/api/v1/agents?owner=me"],
    ["list, drafts of production without deputy", "/api/v1/agents?state=draft&environment=production&gap=no_deputy"],
    ["search, a word of a tenth", "/api/v1/agents?q=harbour"],
    ["search, two words, a few", "/api/v1/agents?q=clinic%20harbour"],
    ["search, one agent", `/api/v1/agents?q=agent-${Math.floor(size / 2)}`],
    ["search, nothing", "/api/v1/agents?q=zzyzx"],
    ["search, an owner", "/api/v1/agents?q=Person%2042"],
    ["search, two letters", "/api/v1/agents?q=ha"],
    ["one agent, whole record", `/api/v1/agents/agent-${Math.floor(size / 2)}`],
  ];
  for (const [name, path] of pages) {
    await ask(path);
    const sent = await overhear(() => ask(path));
    const through = await time(() => ask(path));
    const raw = await time(async () => {
      for (const { text, values } of sent) await bare.query(text, values);
    });
    const line = [through.median, through.p95, raw.median, raw.p95].map((ms) => ms.toFixed(1).padStart(7)).join("");
    console.log(`${String(size).padStart(7)}${line}${(through.median / raw.median).toFixed(1).padStart(6)}  ${name}`);
  }
  await bare.end();
  await db.$disconnect();
}

const server = await startTestServer();
try {
  console.log(`${runs} runs each, ms; API median and p95, the same SQL through pg median and p95, ratio of medians`);
  for (const size of sizes) {
    const url = await createDatabase(server.ownerUrl, `bench_${size}`);
    await migrate(url);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(fillPeople, [people]);
    await client.query(fillAgents, [size, people]);
    await client.query(fillOwners);
    await client.query(fillSlugs);
    await client.query("vacuum analyze");
    await client.end();
    await measure(url, size);
  }
} finally {
  await server.stop();
}
