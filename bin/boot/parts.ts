import { readOrigin } from "@/lib/audit/checkpoint";
import type { Settings } from "@/lib/config/settings";
import { readPublishedKeys } from "@/lib/crypto/published-keys";
import { createSealer } from "@/lib/crypto/sealer";
import { ensureSigningKeys } from "@/lib/crypto/signing-keys";
import { connectDatabase, openDatabase } from "@/lib/db/client";
import { patienceOf } from "@/lib/db/patience";
import { pools } from "@/lib/db/pools";
import { startMetricsListener } from "@/lib/enforcement/metrics-listener";
import { createPlane, type Plane } from "@/lib/enforcement/server";
import { startPostgresSource } from "@/lib/enforcement/sources/postgres";
import { createPlaneState, type PublishedKeys } from "@/lib/enforcement/state";
import { startBackground } from "@/lib/jobs/background";
import { watchProcess } from "@/lib/telemetry/process-metrics";
import { startTracing } from "@/lib/telemetry/tracing";
import { readMigrations } from "@/prisma/migrate";

type Part = { stop: () => Promise<void> };

/** The enforcement plane, fed from Postgres. Its first read is awaited: a port that answers has something to answer with. */
export async function openPlane(
  { role, databaseUrl, publicUrl, trustedProxies }: Settings,
  readKeys: () => Promise<PublishedKeys>,
): Promise<Plane & Part> {
  const state = createPlaneState();
  const source = startPostgresSource({
    databaseUrl,
    state,
    readKeys,
    lastMigration: readMigrations().at(-1)?.name ?? "",
  });
  await source.refresh();
  return { ...createPlane({ role, state, address: { publicUrl, trustedProxies } }), stop: source.stop };
}

/** Background work, where the role asks for it. */
export async function openWorker({ role, databaseUrl, secret, publicUrl }: Settings): Promise<Part | undefined> {
  if (role !== "all" && role !== "worker") return undefined;
  const signer = { origin: readOrigin(publicUrl), sealer: createSealer(secret) };
  const db = connectDatabase(databaseUrl, pools.background, patienceOf.background);
  const background = await startBackground({ db, databaseUrl, signer });
  return {
    async stop() {
      await background.stop();
      await db.$disconnect();
    },
  };
}

/** What an operator watches: the process's own figures, the separate address for Prometheus and traces, if they are set. */
export async function openTelemetry({ role, metricsListen, telemetryUrl }: Settings): Promise<Part> {
  const watch = watchProcess();
  const listener = metricsListen ? await startMetricsListener(metricsListen) : undefined;
  const tracing = telemetryUrl === null ? undefined : await startTracing({ endpoint: telemetryUrl, role });
  return {
    async stop() {
      watch.stop();
      await listener?.stop();
      await tracing?.stop();
    },
  };
}

/** Makes the signing keys that are missing and notices a wrong base key, before anything is signed or served. */
export async function openKeys({ secret, publicUrl }: Settings): Promise<() => Promise<PublishedKeys>> {
  const sealer = createSealer(secret);
  await ensureSigningKeys(openDatabase(), sealer);
  return () => readPublishedKeys(openDatabase(), sealer, publicUrl);
}
