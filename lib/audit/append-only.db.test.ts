import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { record } from "@/lib/audit/record";
import { newId } from "@/lib/core/ids";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { inTransaction } from "@/lib/db/transaction";

const { db, owner, appUrl } = await openTestDatabase();
const app = new pg.Pool({ connectionString: appUrl, max: 2 });
app.on("error", () => undefined);
afterAll(() => app.end());

const personId = newId("person");
let eventId = "";

beforeAll(async () => {
  const ctx = { db, viewer: { kind: "system", id: "terminal" } as const, requestId: newId("request"), now: new Date() };
  eventId = await inTransaction(ctx, (tx) =>
    record(tx, ctx, {
      type: "person.updated",
      subjectId: personId,
      personal: { personId, data: { name: "Kofi Mensah" } },
    }),
  );
  await owner.query(
    "insert into audit_log (seq, event_id, leaf_hash) select 0, id, leaf_hash from audit_events where id = $1",
    [eventId],
  );
  await owner.query(
    "insert into audit_nodes (level, idx, hash) select 0, 0, leaf_hash from audit_events where id = $1",
    [eventId],
  );
  await owner.query("insert into audit_checkpoints (tree_size, root, note, signed_at) values (1, 'r', 'n', now())");
});

/** What holds the record: rows of these are never changed and never go. */
const tables = [
  ["audit_events", "type = 'person.erased'"],
  ["audit_log", "event_id = 'x'"],
  ["audit_nodes", "hash = 'x'"],
  ["audit_checkpoints", "note = 'x'"],
] as const;

const changes = tables.flatMap(([table, set]) => [
  `update ${table} set ${set}`,
  `update ${table} set ${set} where false`,
  `delete from ${table}`,
  `truncate ${table}`,
  `truncate ${table} cascade`,
  `with gone as (delete from ${table} returning 1) select count(*) from gone`,
]);

const undermining = [
  ...tables.flatMap(([table]) => [
    `drop table ${table}`,
    `alter table ${table} add column note text`,
    `alter table ${table} disable trigger all`,
    `alter table ${table} disable trigger append_only`,
    `drop trigger append_only on ${table}`,
    `create trigger t after insert on ${table} for each row execute function suppress_redundant_updates_trigger()`,
    `create rule r as on insert to ${table} do instead nothing`,
  ]),
  "set session_replication_role = replica",
  "set role ambit_owner",
  "create or replace function ambit_refuse_change() returns trigger language plpgsql as $$ begin return null; end $$",
  "create or replace function ambit_await_sequence() returns trigger language plpgsql as $$ begin return null; end $$",
  "drop function ambit_refuse_change() cascade",
  "select ambit_grant('ambit_app')",
  "create table public.audit_events_copy (id text)",
  "create schema shadow",
  "alter table audit_events drop constraint canonical_is_the_event",
  "drop schema public cascade",
];

const personal = [
  `update audit_private set data = '{"name":"Somebody else"}'`,
  "truncate audit_private",
  "truncate audit_pending",
  "update audit_pending set event_id = 'x'",
];

test.each([...changes, ...undermining, ...personal])("the running role may not: %s", async (statement) => {
  await expect(app.query(statement)).rejects.toMatchObject({ code: "42501" });
});

test.each([...changes, ...personal])("the owner may not: %s", async (statement) => {
  await expect(owner.query(statement)).rejects.toMatchObject({ code: "42501" });
});

test("the owner may not either with ordinary triggers switched off", async () => {
  const client = await owner.connect();
  try {
    await client.query("set session_replication_role = replica");
    for (const statement of changes) await expect(client.query(statement)).rejects.toMatchObject({ code: "42501" });
  } finally {
    await client.query("reset session_replication_role");
    client.release();
  }
});

test("an event cannot be taken out of the waiting line before it is in the log", async () => {
  const ctx = { db, viewer: { kind: "system", id: "terminal" } as const, requestId: newId("request"), now: new Date() };
  const waiting = await inTransaction(ctx, (tx) => record(tx, ctx, { type: "sample.created", subjectId: null }));
  const forget = { text: "delete from audit_pending where event_id = $1", values: [waiting] };
  await expect(app.query(forget)).rejects.toMatchObject({ code: "42501" });
  await expect(owner.query(forget)).rejects.toMatchObject({ code: "42501" });
  await owner.query(
    "insert into audit_log (seq, event_id, leaf_hash) select 1, id, leaf_hash from audit_events where id = $1",
    [waiting],
  );
  await app.query(forget);
  expect(await db.auditPending.count({ where: { eventId: waiting } })).toBe(0);
});

test("personal values can be erased whole; the event and its hash stay", async () => {
  const before = await db.auditEvent.findUniqueOrThrow({ where: { id: eventId } });
  await app.query("delete from audit_private where person_id = $1", [personId]);
  expect(await db.auditPrivate.count({ where: { eventId } })).toBe(0);
  expect(await db.auditEvent.findUniqueOrThrow({ where: { id: eventId } })).toEqual(before);
  expect(before.data).toMatchObject({ personal: expect.stringMatching(/^sha-256:/) as unknown });
});

test.each([
  [
    "a leaf of no event",
    "insert into audit_log (seq, event_id, leaf_hash) select max(seq) + 1, 'evt_invented', sha256('x') from audit_log",
  ],
  [
    "a leaf that leaves a gap",
    "insert into audit_log (seq, event_id, leaf_hash) select 5, id, leaf_hash from audit_events where id not in (select event_id from audit_log) limit 1",
  ],
  ["a node above nothing", "insert into audit_nodes (level, idx, hash) values (1, 9, sha256('x'))"],
  ["a leaf node of no leaf", "insert into audit_nodes (level, idx, hash) values (0, 7, sha256('x'))"],
  [
    "a checkpoint of leaves to come",
    "insert into audit_checkpoints (tree_size, root, note, signed_at) values (99, 'r', 'n', now())",
  ],
])("the running role cannot add %s", async (_, statement) => {
  const ctx = { db, viewer: { kind: "system", id: "terminal" } as const, requestId: newId("request"), now: new Date() };
  await inTransaction(ctx, (tx) => record(tx, ctx, { type: "person.updated", subjectId: personId }));
  await expect(app.query(statement)).rejects.toMatchObject({ code: "42501" });
});
