import { expect, test } from "vitest";
import { openTestDatabase } from "@/lib/db/testing/test-database";
import { forgetExpired, keptMs } from "@/lib/jobs/housekeeping";

const { db, owner } = await openTestDatabase();
const now = new Date("2026-11-21T12:00:00.000Z");
const at = (ms: number): Date => new Date(now.getTime() + ms);

async function addPair(sql: string, old: unknown[], fresh: unknown[]): Promise<void> {
  await owner.query(sql, old);
  await owner.query(sql, fresh);
}

test("what has ended is forgotten after its time, what has not stays", async () => {
  await owner.query(
    "insert into people (id, name, state, roles, created_at, updated_at) values ('per_1', 'Ana', 'active', '{member}', now(), now())",
  );
  await addPair(
    "insert into challenges (id, value, purpose, expires_at) values ($1, 'x', 'sign_in', $2)",
    ["old", at(0)],
    ["new", at(1)],
  );
  await addPair(
    "insert into one_time_links (id, token_hash, person_id, origin, created_at, expires_at) values ($1, $2, 'per_1', 'terminal', now(), $3)",
    ["old", Buffer.from("old"), at(-keptMs.links)],
    ["new", Buffer.from("new"), at(1 - keptMs.links)],
  );
  const signIn = `insert into sign_ins (id, token_hash, person_id, method, created_at, authenticated_at, authenticated_by, last_seen_at, expires_at, revoked_at)
    values ($1, $2, 'per_1', 'link', now(), now(), 'link', now(), $3, $4)`;
  await addPair(
    signIn,
    ["old", Buffer.from("a"), at(-keptMs.signIns), null],
    ["new", Buffer.from("b"), at(1 - keptMs.signIns), null],
  );
  await addPair(
    signIn,
    ["ended long ago", Buffer.from("c"), at(1), at(-keptMs.signIns)],
    ["ended", Buffer.from("d"), at(1), at(0)],
  );
  await addPair(
    "insert into changes (txid, topic, at) values (1, $1, $2)",
    ["old", at(-keptMs.changes)],
    ["new", at(1 - keptMs.changes)],
  );
  await addPair("insert into rate_limits (key, window_end, used) values ($1, $2, 1)", ["old", at(0)], ["new", at(1)]);

  expect(await forgetExpired(db, now)).toMatchObject({ challenges: 1, links: 1, sign_ins: 2, changes: 1, windows: 1 });
  expect(await forgetExpired(db, now)).toMatchObject({ challenges: 0, links: 0, sign_ins: 0, changes: 0, windows: 0 });
  const { rows } = await owner.query("select id from sign_ins order by id");
  expect(rows).toEqual([{ id: "ended" }, { id: "new" }]);
});
