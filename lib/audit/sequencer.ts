import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import { type LogSigner, signCheckpoint } from "@/lib/audit/checkpoint";
import { appendLeaves, readWaiting, tryLockLog } from "@/lib/audit/tree-store";
import type { Database } from "@/lib/db/client";
import { openListener } from "@/lib/db/listener";
import { inTransaction } from "@/lib/db/transaction";
import { log } from "@/lib/telemetry/log";

const batchSize = 2_000;
/** Checkpoints are at least this far apart while the sequencer runs. */
const spacingMs = 1_000;
/** Events that come together are taken together. */
const gatherMs = 50;
const busyMs = 20;

/**
 * Gives waiting events their places: the next leaves of the tree, without gap, in one transaction. A crash before its
 * commit leaves everything as it was. `busy`: another node is at it.
 */
export async function sequenceBatch(db: Database, limit = batchSize): Promise<number | "busy"> {
  return inTransaction({ db }, async (tx) => {
    if (!(await tryLockLog(tx))) return "busy";
    const waiting = await readWaiting(tx, limit);
    if (waiting.length > 0) await appendLeaves(tx, waiting);
    return waiting.length;
  });
}

/** Everything committed before the call has its place and is signed for when it returns. For commands and tests. */
export async function sequenceOnce(db: Database, signer: LogSigner): Promise<{ sequenced: number }> {
  let sequenced = 0;
  for (;;) {
    const count = await sequenceBatch(db);
    if (count === "busy") {
      await pause(busyMs);
      continue;
    }
    sequenced += count;
    if (count < batchSize) break;
  }
  while ((await signCheckpoint(db, signer, 0)) === "later") await pause(busyMs);
  return { sequenced };
}

export type SequencerOptions = { db: Database; databaseUrl: string; signer: LogSigner; pollMs?: number };

/** Background work of every worker process; the lock lets one at a time write. A NOTIFY is the hint, the poll the truth. */
export function startSequencer({ db, databaseUrl, signer, pollMs = 5_000 }: SequencerOptions): {
  stop: () => Promise<void>;
} {
  const bell = createBell();
  let stopped = false;

  async function runOnce(): Promise<number> {
    try {
      for (let count: number | "busy" = batchSize; count === batchSize && !stopped;) {
        count = await sequenceBatch(db);
        const signing = await signCheckpoint(db, signer, spacingMs);
        if (count !== batchSize && (count === "busy" || signing === "later")) return spacingMs;
      }
    } catch (error) {
      if (!stopped) log.error({ err: error }, "The audit log did not grow; it is tried again.");
    }
    return pollMs;
  }

  async function run(): Promise<void> {
    while (!stopped) {
      await bell.wait(await runOnce());
      if (!stopped) await pause(gatherMs);
    }
  }

  const running = run();
  const listener = openListener({
    databaseUrl,
    channels: ["ambit_audit"],
    onNotification: bell.ring,
    onConnect: bell.ring,
  });
  return {
    async stop() {
      stopped = true;
      bell.ring();
      await listener.stop();
      await running;
    },
  };
}

/** Waits for a ring or for the time to pass. A ring while nobody waits is not lost. */
function createBell(): { ring: () => void; wait: (ms: number) => Promise<void> } {
  let rung = false;
  let answer = (): void => undefined;
  return {
    ring() {
      rung = true;
      answer();
    },
    async wait(ms) {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          answer = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      rung = false;
    },
  };
}
