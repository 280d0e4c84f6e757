/**
 * How long a page of the audit log takes among a million events, and that every search walks an index.
 * Run: node --conditions=react-server --import tsx bench/audit-search.ts [events]
 */
import { performance } from "node:perf_hooks";
import pg from "pg";
import { type EventFilter, findEvents } from "@/lib/audit/repository";
import { newId } from "@/lib/core/ids";
import { connectDatabase, type Database } from "@/lib/db/client";
import { createDatabase, startTestServer } from "@/lib/db/testing/test-server";
import { migrate } from "@/prisma/migrate";

const events = Number(process.argv[2] ?? 1_000_000);
const people = Array.from({ length: 500 }, () => newId("person"));
const rarePerson = newId("person");

/** A year: most events are sign-ins of 500 people; two rare kinds lie at the very beginning, where a scan from now finds them last. */
const fill = `
  insert into audit_events (id, at, class, type, actor_kind, actor_id, subject_kind, subject_id, environment, request_id, data, canonical, leaf_hash)
  select id, at, class, type, 'person', actor, 'person', subject, null, id, data, c, sha256('\\x00'::bytea || convert_to(c, 'UTF8'))
  from (select *, jsonb_build_object('id', id, 'at', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'class', class, 'type', type,
      'actor', jsonb_build_object('kind', 'person', 'id', actor), 'subject', jsonb_build_object('kind', 'person', 'id', subject),
      'environment', null, 'request_id', id, 'data', data)::text as c
    from (select 'evt_' || lpad(n::text, 26, '0') as id, timestamptz '2026-01-01' + n * interval '31536 ms' * (1e6 / $1::int) as at,
        case when n <= 10 then 'data_access' when n % 10 = 0 then 'management' else 'authentication' end as class,
        case when n <= 10 then 'people.exported' when n % 10 = 0 then 'person.roles_changed' else 'sign_in.opened' end as type,
        case when n <= 20 then $3 else ($2::text[])[1 + n % 500] end as actor,
        ($2::text[])[1 + (n * 7) % 500] as subject, jsonb_build_object('n', n) as data
      from generate_series(1, $1::int) as n) as made) as hashed`;

const searches: readonly (readonly [string, EventFilter])[] = [
  ["everything, newest", {}],
  ["a common type", { types: ["sign_in.opened"] }],
  ["a rare type, long ago", { types: ["people.exported"] }],
  ["an actor", { actors: [people[7] ?? ""] }],
  ["a rare actor, long ago", { actors: [rarePerson] }],
  ["an actor and a type", { actors: [people[9] ?? ""], types: ["person.roles_changed"] }],
  ["an actor and a type they never did", { actors: [people[7] ?? ""], types: ["people.exported"] }],
  ["a subject", { subjects: [people[7] ?? ""] }],
  ["a day half a year ago", { from: new Date("2026-06-01"), to: new Date("2026-06-02") }],
  ["a rare type on one day", { types: ["people.exported"], from: new Date("2026-06-01"), to: new Date("2026-06-02") }],
  ["a request", { requests: [`evt_${String(events / 2).padStart(26, "0")}`] }],
  [
    "a text that fits 3 types and 20 people",
    {
      text: {
        types: ["people.exported", "team.created", "team.deleted"],
        people: people.slice(0, 20),
        things: [],
        ids: ["kofi"],
      },
    },
  ],
];

async function measure(db: Database, filter: EventFilter): Promise<{ rows: number; ms: number }> {
  const times: number[] = [];
  let rows = 0;
  for (let i = 0; i < 21; i++) {
    const from = performance.now();
    rows = (await findEvents(db, filter, { before: undefined, take: 51 })).length;
    times.push(performance.now() - from);
  }
  return { rows, ms: times.toSorted((a, b) => a - b)[10] ?? 0 };
}

const server = await startTestServer();
const url = await createDatabase(server.ownerUrl, "bench");
const db = connectDatabase(url, 2);
try {
  await migrate(url);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(fill, [events, people, rarePerson]);
  await client.query("analyze");
  await client.end();
  console.log(`${events} events; median of 21 pages of 50`);
  for (const [name, filter] of searches) {
    const { rows, ms } = await measure(db, filter);
    console.log(`${ms.toFixed(1).padStart(8)} ms  ${String(rows).padStart(3)} rows  ${name}`);
  }
} finally {
  await db.$disconnect();
  await server.stop();
}
