import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import { getSettings } from "@/lib/config/settings";
import { PrismaClient, type Prisma } from "@/lib/db/generated/client";
import { type Patience, patienceOf, openImpatientSocket } from "@/lib/db/patience";
import { pools } from "@/lib/db/pools";

export type Database = PrismaClient;
export type Transaction = Prisma.TransactionClient;

const holder = globalThis as typeof globalThis & { ambitDatabase?: { url: string; client: PrismaClient } };

/** One client per process and address: the two module graphs of a process share it through globalThis. */
export function openDatabase(): Database {
  const url = getSettings().databaseUrl;
  if (holder.ambitDatabase?.url !== url) holder.ambitDatabase = { url, client: connectDatabase(url) };
  return holder.ambitDatabase.client;
}

export function connectDatabase(
  url: string,
  max: number = pools.console,
  { connectMs, silenceMs }: Patience = patienceOf.requests,
): Database {
  const adapter = new PrismaPg({
    connectionString: url,
    max,
    connectionTimeoutMillis: connectMs,
    // Nobody uses it: it is closed in peace before its silence could be taken for Postgres's.
    idleTimeoutMillis: silenceMs / 2,
    stream: () => openImpatientSocket(silenceMs),
  });
  return new PrismaClient({ adapter });
}

export async function closeDatabase(): Promise<void> {
  const open = holder.ambitDatabase;
  delete holder.ambitDatabase;
  await open?.client.$disconnect();
}
