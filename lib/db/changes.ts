import type { Pool } from "pg";
import { type Change, isTopic } from "@/lib/events/rules";
import type { Tx } from "@/lib/db/transaction";

/** Said in every transaction that changes something pages show. A hint: listeners read the table. */
export const changesChannel = "ambit_changes";

/** Tells open pages, when and only when the transaction commits. `record` does it for every event it writes. */
export async function notifyChange(tx: Tx, { topic, id, personId = null }: Change): Promise<void> {
  await tx.$executeRaw`
    with written as (
      insert into changes (txid, topic, subject_id, person_id, at)
      values (pg_current_xact_id()::text::bigint, ${topic}, ${id}, ${personId}, now()) returning 1
    ) select pg_notify('ambit_changes', '') from written`;
}

/** The same outside a transaction of ours: for changes that nobody made, such as a job that gave up. */
export async function writeChange(pool: Pool, { topic, id, personId = null }: Change): Promise<void> {
  await pool.query(
    `with written as (
       insert into changes (txid, topic, subject_id, person_id, at)
       values (pg_current_xact_id()::text::bigint, $1, $2, $3, now()) returning 1
     ) select pg_notify('ambit_changes', '') from written`,
    [topic, id, personId],
  );
}

/**
 * A reader's place: every transaction below `txid` is over, and what those wrote has been read. `seen` are the changes
 * at or above it that were read already, since transactions do not end in the order they began in.
 */
export type Horizon = { txid: bigint; seen: ReadonlySet<string> };
export type ReadChange = Change & { seq: string };

type Row = {
  seq: string | null;
  topic: string | null;
  subject_id: string | null;
  person_id: string | null;
  horizon: string;
};

const columns =
  "c.seq::text, c.topic, c.subject_id, c.person_id, pg_snapshot_xmin(pg_current_snapshot())::text as horizon";

/** What became visible since. A transaction that is still open holds the horizon back, never the changes of others. */
export async function readChanges(pool: Pool, from: Horizon): Promise<{ changes: ReadChange[]; horizon: Horizon }> {
  const { rows } = await pool.query<Row>(
    `select ${columns} from (select 1) one left join changes c on c.txid >= $1 order by c.seq`,
    [from.txid.toString()],
  );
  return collect(rows, from.seen);
}

/** What was written lately, for a page that was made before it began to listen. */
export async function readRecentChanges(
  pool: Pool,
  withinMs: number,
): Promise<{ changes: ReadChange[]; horizon: Horizon }> {
  const { rows } = await pool.query<Row>(
    `select ${columns} from (select 1) one left join changes c on c.at > now() - $1 * interval '1 millisecond' order by c.seq`,
    [withinMs],
  );
  return collect(rows, new Set());
}

function collect(rows: readonly Row[], seen: ReadonlySet<string>): { changes: ReadChange[]; horizon: Horizon } {
  const found = rows.flatMap(({ seq, topic, subject_id: id, person_id: personId }) =>
    seq !== null && topic !== null && isTopic(topic) ? [{ seq, topic, id, personId }] : [],
  );
  const txid = BigInt(rows[0]?.horizon ?? 0);
  return {
    changes: found.filter(({ seq }) => !seen.has(seq)),
    horizon: { txid, seen: new Set(found.map(({ seq }) => seq)) },
  };
}

/** Where a reader begins that wants nothing of the past. */
export async function readHorizon(pool: Pool): Promise<bigint> {
  const { rows } = await pool.query<{ horizon: string }>(
    "select pg_snapshot_xmin(pg_current_snapshot())::text as horizon",
  );
  return BigInt(rows[0]?.horizon ?? 0);
}
