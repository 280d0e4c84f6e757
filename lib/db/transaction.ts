import "server-only";
import type { Database, Transaction } from "@/lib/db/client";

const transactionBrand: unique symbol = Symbol("transaction");

/** A transaction that `inTransaction` opened. `record` asks for one, so a change cannot be written without its event by accident. */
export type Tx = Transaction & { readonly [transactionBrand]: true };

/** Everything a write does happens in here: the change, its audit event, its jobs. */
export async function inTransaction<T>(ctx: { db: Database }, work: (tx: Tx) => Promise<T>): Promise<T> {
  return ctx.db.$transaction((tx) => work(Object.assign(tx, { [transactionBrand]: true as const })), {
    maxWait: 5_000,
    timeout: 10_000,
  });
}
