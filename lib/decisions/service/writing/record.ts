import type { Environment } from "@/lib/core/environments";
import { idPattern } from "@/lib/core/ids";
import { dayMs, timeOfId } from "@/lib/decisions/rules";
import { type DecisionToRecord, outlineDecision, type SealOf } from "@/lib/decisions/service/writing/outline";
import { writeDecisions } from "@/lib/decisions/service/writing/statement";

/** What a statement is sent through: a pool or client of bare `pg`, or Prisma's own raw query. */
export type SendQuery = (text: string, values: unknown[]) => Promise<{ rows: readonly object[] }>;

export type Recorded = {
  readonly written: number;
  /** There was a decision of this id already: it stays as it is. */
  readonly duplicates: number;
  /** Ids that are none, or whose time lies too far off: no month is made for those. */
  readonly refused: readonly string[];
};

export type DecisionWriter = { readonly record: (decisions: readonly DecisionToRecord[]) => Promise<Recorded> };

/** What a reporter held back longer than this is refused: each month that is asked for costs tables. */
const oldestMs = 400 * dayMs;
const aheadMs = dayMs;
const flushRows = 2_000;
const shape = idPattern("decision");

/**
 * The one writer of decisions. Arguments are reduced and masked before anything is written; a flush is whole or not
 * there, and sending it again changes nothing. Months that are missing are made on the way.
 */
export function createDecisionWriter(
  send: SendQuery,
  { sealOf, readTime = () => new Date() }: { sealOf: SealOf; readTime?: () => Date },
): DecisionWriter {
  const months = new Set<string>();

  async function makeMonths(ids: readonly string[]): Promise<void> {
    const missing = new Map(ids.map((id) => [monthOf(id), id] as const).filter(([month]) => !months.has(month)));
    for (const [month, id] of missing) {
      await send("select 1 as made from ambit_make_decision_partitions($1::timestamptz)", [timeOfId(id).toISOString()]);
      months.add(month);
    }
  }

  async function flush(decisions: readonly DecisionToRecord[]): Promise<number> {
    const ids = decisions.map(({ id }) => id);
    const rows = JSON.stringify(decisions.map((decision) => outlineDecision(decision, sealOf)));
    await makeMonths(ids);
    try {
      return readCount(await send(writeDecisions, [rows]));
    } catch (error) {
      if (!isMissingMonth(error)) throw error;
      // Somebody dropped the month since it was made.
      months.clear();
      await makeMonths(ids);
      return readCount(await send(writeDecisions, [rows]));
    }
  }

  return {
    async record(decisions) {
      const now = readTime().getTime();
      const refused: string[] = [];
      const fresh = new Map<string, DecisionToRecord>();
      for (const decision of decisions) {
        if (!isRecordable(decision.id, now)) refused.push(decision.id);
        else if (!fresh.has(keyOf(decision))) fresh.set(keyOf(decision), decision);
      }
      const all = [...fresh.values()];
      let written = 0;
      for (let at = 0; at < all.length; at += flushRows) written += await flush(all.slice(at, at + flushRows));
      return { written, duplicates: decisions.length - refused.length - written, refused };
    },
  };
}

function keyOf({ environment, id }: { environment: Environment; id: string }): string {
  return `${environment} ${id}`;
}

function isRecordable(id: string, now: number): boolean {
  if (!shape.test(id)) return false;
  const at = timeOfId(id).getTime();
  return at > now - oldestMs && at < now + aheadMs;
}

function monthOf(id: string): string {
  return timeOfId(id).toISOString().slice(0, 7);
}

function readCount({ rows }: { rows: readonly object[] }): number {
  const [row] = rows as readonly { written: number }[];
  return row?.written ?? 0;
}

/** 23514: no partition of relation "decisions" found for row. */
function isMissingMonth(error: unknown): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === "23514";
}
