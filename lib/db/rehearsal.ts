import "server-only";
import type { Database, Transaction } from "@/lib/db/client";

type Options = Parameters<Database["$transaction"]>[1];

const earnest: unique symbol = Symbol("earnest");

/** The database itself, for what is kept also of a rehearsal: whoever asks for what they may not do has asked. */
export function openInEarnest(db: Database): Database {
  const behind: unknown = Reflect.get(db, earnest);
  return behind === undefined ? db : (behind as Database);
}

/** Runs every transaction whole and then takes it back: the same checks and refusals as in earnest, and nothing is kept. */
export function openRehearsal(db: Database): Database {
  return new Proxy(db, {
    get: (target, key) =>
      key === earnest
        ? target
        : key === "$transaction"
          ? (work: (tx: Transaction) => Promise<unknown>, options: Options) => takeBack(target, work, options)
          : Reflect.get(target, key),
  });
}

async function takeBack<T>(db: Database, work: (tx: Transaction) => Promise<T>, options: Options): Promise<T> {
  const done = new Done<T>();
  try {
    await db.$transaction(async (tx) => {
      done.results.push(await work(tx));
      throw done;
    }, options);
  } catch (error) {
    if (error !== done) throw error;
  }
  return done.take();
}

/** Thrown to end a transaction that went well. */
class Done<T> extends Error {
  readonly results: T[] = [];

  take(): T {
    const [first] = this.results.splice(0, 1);
    return first as T;
  }
}
