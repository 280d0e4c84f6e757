import "server-only";
import type { Database } from "@/lib/db/client";

export type KeyRow = { kid: string; purpose: string; alg: string; notBefore: Date; notAfter: Date | null };

/** Every signing key there ever was, newest first; never the sealed half. */
export function listKeyRows(db: Database): Promise<KeyRow[]> {
  return db.signingKey.findMany({
    select: { kid: true, purpose: true, alg: true, notBefore: true, notAfter: true },
    orderBy: [{ purpose: "asc" }, { notBefore: "desc" }],
  });
}

type DatabaseFacts = { version: string; migrations: number; newest: string };

export async function readDatabaseFacts(db: Database): Promise<DatabaseFacts> {
  const [facts] = await db.$queryRaw<DatabaseFacts[]>`
    select current_setting('server_version') as version,
           count(*)::int as migrations,
           coalesce(max(migration_name), '') as newest
    from "_prisma_migrations" where finished_at is not null and rolled_back_at is null`;
  if (!facts) throw new Error("The database did not describe itself.");
  return facts;
}
