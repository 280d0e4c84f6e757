import "server-only";
import { setImmediate as breathe } from "node:timers/promises";
import { getSettings } from "@/lib/config/settings";
import type { Environment } from "@/lib/core/environments";
import type { Database } from "@/lib/db/client";
import { withConnection } from "@/lib/db/connect";
import { inTransaction } from "@/lib/db/transaction";
import { isRise, Replay, type Replayed } from "@/lib/decisions/rules";
import { countReplayRows, readReplayRows, type ReplayRange } from "@/lib/decisions/service";
import {
  clearMoved,
  demandReview,
  findReplay,
  insertMoved,
  type MovedDecision,
  moveReplay,
  type ReplayRow,
} from "@/lib/policy/repository";
import type { ReplayResult } from "@/lib/policy/schema";
import { scopeOf } from "@/lib/policy/rules/scope";
import { readReplaySides } from "@/lib/policy/service/replays/sides";

/** Rows behind the numbers that can be opened; the rest is counted. */
const rowsKept = 10_000;
/** As many are judged before others get their turn: a few milliseconds. */
const stretch = 500;

/** A job: what ended, or was cancelled, stays so; what broke off begins anew. */
export async function runReplay(
  db: Database,
  id: string,
  run: { attempt: number; maxAttempts: number; signal: AbortSignal },
): Promise<void> {
  try {
    await carryOutReplay(db, id, run.signal);
  } catch (error) {
    if (run.attempt >= run.maxAttempts && !run.signal.aborted) {
      const detail = "The replay broke off several times. Start it again.";
      await moveReplay(db, id, ["queued", "running"], { state: "failed", detail, finishedAt: new Date() });
    }
    throw error;
  }
}

export function rangeOf(row: ReplayRow, environment: Environment): ReplayRange {
  const agent = row.policy.agent?.slug;
  return {
    environment,
    from: row.fromAt,
    to: row.toAt,
    ...(agent === undefined ? { realOnly: true } : { agents: [agent] }),
  };
}

export async function carryOutReplay(db: Database, id: string, signal?: AbortSignal): Promise<void> {
  const row = await findReplay(db, id);
  if (!row || !(await moveReplay(db, id, ["queued", "running"], { state: "running", judged: 0 }))) return;
  await clearMoved(db, id);
  const { before, after, environment } = await readReplaySides(db, scopeOf(row.policy), row);
  const range = rangeOf(row, environment);
  const replay = new Replay(before, after);
  const tally = new Tally();
  await withConnection("DATABASE_URL", getSettings().databaseUrl, async (client) => {
    const send: Parameters<typeof countReplayRows>[0] = (query) => client.query(query);
    const total = await countReplayRows(send, range);
    await moveReplay(db, id, ["running"], { total });
    for await (const batch of readReplayRows(send, range)) {
      for (let at = 0; at < batch.length; at += stretch) {
        for (const call of batch.slice(at, at + stretch)) tally.add(call, replay.judge(call), environment);
        await breathe();
      }
      signal?.throwIfAborted();
      const goesOn = await inTransaction({ db }, async (tx) => {
        await insertMoved(tx, id, tally.takeRows());
        return moveReplay(tx, id, ["running"], { judged: tally.seen });
      });
      // Somebody cancelled it.
      if (!goesOn) return;
    }
  });
  const result = tally.result();
  await inTransaction({ db }, async (tx) => {
    const ended = await moveReplay(tx, id, ["running"], { state: "done", result, finishedAt: new Date() });
    // What comparing did not find, the record did: somebody else must say yes first.
    if (ended && result.rises > 0 && environment !== "sandbox") await demandReview(tx, row);
  });
}

/** What the replay found so far. */
class Tally {
  seen = 0;
  #notReplayable = 0;
  #rises = 0;
  #changed = 0;
  #kept = 0;
  readonly #moves: Record<string, number> = {};
  readonly #questions = new Map<string, { before: number; after: number }>();
  #rows: MovedDecision[] = [];

  add(call: { id: string; agent: string; action: string }, replayed: Replayed, environment: string): void {
    this.seen++;
    if (replayed.kind === "not_replayable") {
      this.#notReplayable++;
      return;
    }
    const [before, after] = replayed.asks;
    if (before !== null) this.#question(before).before++;
    if (after !== null) this.#question(after).after++;
    if (replayed.kind === "same") return;
    this.#changed++;
    if (isRise(replayed.before, replayed.after)) this.#rises++;
    const move = `${replayed.before.outcome} ${replayed.after.outcome}`;
    this.#moves[move] = (this.#moves[move] ?? 0) + 1;
    if (this.#kept >= rowsKept) return;
    this.#kept++;
    const { id: decisionId, agent, action } = call;
    this.#rows.push({ decisionId, environment, agent, action, move, before: replayed.before, after: replayed.after });
  }

  #question(approvers: string) {
    const found = this.#questions.get(approvers) ?? { before: 0, after: 0 };
    this.#questions.set(approvers, found);
    return found;
  }

  takeRows(): MovedDecision[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  result(): ReplayResult {
    return {
      judged: this.seen - this.#notReplayable,
      not_replayable: this.#notReplayable,
      changed: this.#changed,
      rises: this.#rises,
      moves: this.#moves,
      questions: [...this.#questions]
        .map(([approvers, counts]) => ({ approvers, ...counts }))
        .toSorted((one, other) => other.after - one.after),
      rows_kept: this.#kept,
    };
  }
}
