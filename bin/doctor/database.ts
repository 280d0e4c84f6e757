import type pg from "pg";
import { fail, failWith, ok, warn, type Finding } from "@/bin/doctor/finding";
import type { Settings } from "@/lib/config/settings";
import { keyPurposes, type KeyPurpose } from "@/lib/crypto/key-purposes";
import { createSealer } from "@/lib/crypto/sealer";
import { loadSigningKey } from "@/lib/crypto/signing-keys";
import { openDatabase } from "@/lib/db/client";
import { withConnection } from "@/lib/db/connect";
import { inspectDatabase } from "@/lib/db/inspect";
import { findPending, readMigrations } from "@/prisma/migrate";

const clockToleranceMs = 2_000;

/** Everything that needs a connection. `settings` carries the addresses, of the embedded database too. */
export async function checkDatabase(settings: Settings): Promise<Finding[]> {
  try {
    const { version, roles } = await inspectDatabase({
      ownerUrl: settings.migrateDatabaseUrl,
      runningUrl: settings.databaseUrl,
    });
    const separate = roles.separate
      ? ok("roles", `${roles.owner} owns, ${roles.running} runs`)
      : (settings.production ? fail : warn)(
          "roles",
          roles.reason,
          "Give DATABASE_URL a plain role of its own and MIGRATE_DATABASE_URL the owner.",
        );
    const what = settings.embedded ? "embedded PostgreSQL" : "PostgreSQL";
    return await withConnection("MIGRATE_DATABASE_URL", settings.migrateDatabaseUrl, async (owner) => [
      ok("database", `${what} ${version}, no pooler in between`),
      separate,
      await checkExtension(owner),
      await checkMigrations(owner),
      await checkClock(owner),
      await checkLog(owner),
    ]);
  } catch (error) {
    return [failWith("database", error)];
  }
}

export async function checkKeys({ secret }: Settings): Promise<Finding> {
  try {
    const sealer = createSealer(secret);
    const purposes = Object.keys(keyPurposes) as KeyPurpose[];
    for (const purpose of purposes) await loadSigningKey(openDatabase(), sealer, purpose);
    return ok("keys", `the base key opens the signing keys (${purposes.join(", ")})`);
  } catch (error) {
    return failWith("keys", error);
  }
}

async function checkExtension(owner: pg.Client): Promise<Finding> {
  const { rows } = await owner.query<{ version: string }>(
    "select extversion as version from pg_extension where extname = 'pg_trgm'",
  );
  return rows[0]
    ? ok("extension", `pg_trgm ${rows[0].version}`)
    : warn("extension", "pg_trgm is not there yet", "npm start makes it.");
}

async function checkMigrations(owner: pg.Client): Promise<Finding> {
  const all = readMigrations();
  const pending = await findPending(owner, all);
  return pending.length === 0
    ? ok("migrations", `all ${all.length} are applied`)
    : warn("migrations", `${pending.length} are not applied yet`, "npm start applies them.");
}

/** Events get their place in the log within seconds; one that waits for minutes means that nothing is proven any more. */
async function checkLog(owner: pg.Client): Promise<Finding> {
  const known = await owner.query<{ known: boolean }>(
    "select to_regclass('public.audit_pending') is not null as known",
  );
  if (!known.rows[0]?.known) return warn("audit log", "is not there yet", "npm start makes it.");
  const { rows } = await owner.query<{ waiting: string; since: Date | null }>(
    "select count(*) as waiting, min(e.at) as since from audit_pending p join audit_events e on e.id = p.event_id where e.at < now() - interval '2 minutes'",
  );
  const { waiting = "0", since = null } = rows[0] ?? {};
  if (since === null) return ok("audit log", "every event has its place");
  return warn(
    "audit log",
    `${waiting} events wait for their place since ${since.toISOString()}`,
    "Start a worker (AMBIT_ROLE=all or worker). If one runs, its log says what is wrong.",
  );
}

async function checkClock(owner: pg.Client): Promise<Finding> {
  const { rows } = await owner.query<{ now: Date }>("select clock_timestamp() as now");
  const differenceMs = Math.abs(Date.now() - (rows[0]?.now.getTime() ?? 0));
  return differenceMs > clockToleranceMs
    ? fail(
        "clock",
        `this machine and the database differ by ${(differenceMs / 1000).toFixed(1)} s`,
        "Switch time synchronisation on (chrony, systemd-timesyncd) on both.",
      )
    : ok("clock", `${new Date().toISOString()}, the database agrees`);
}
