import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import type { Database, Transaction } from "@/lib/db/client";
import { isCrossed } from "@/lib/db/overtaken";

const transactionBrand: unique symbol = Symbol("transaction");

/** A transaction that `inTransaction` opened. `record` asks for one, so a change cannot be written without its event by accident. */
export type Tx = Transaction & { readonly [transactionBrand]: true };

const maxRetries = 3;
const apartMs = 25;

/**
 * Everything a write does happens in here: the change, its audit event, its jobs. What got into another transaction's way
 * runs again from its beginning, so `work` reads what it needs inside and leaves nothing behind but what it answers.
 */
export async function inTransaction<T>(ctx: { db: Database }, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let retries = 0; ; retries++) {
    try {
      return await ctx.db.$transaction((tx) => work(Object.assign(tx, { [transactionBrand]: true as const })), {
        maxWait: 5_000,
        timeout: 10_000,
      });
    } catch (error) {
      if (retries === maxRetries || !isCrossed(error)) throw error;
    }
    // Of two that met, one comes back sooner than the other.
    await pause(apartMs * (retries + Math.random()));
  }
}
