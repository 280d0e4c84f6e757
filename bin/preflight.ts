import { createServer } from "node:net";
import { inspectRoles, readSettingsOrRefuse } from "@/bin/boot/installation";
import { describeListenFault } from "@/bin/boot/listen";
import { explainFailure } from "@/bin/boot/shutdown";
import type { Settings } from "@/lib/config/settings";
import { describeHolder, readHolder } from "@/lib/db/embedded/lock";
import { findPlace } from "@/lib/db/embedded/place";
import { withConnection } from "@/lib/db/connect";
import { findPending, readMigrations } from "@/prisma/migrate";

/** What would stop the server after a build is found before it. Changes nothing. */
export async function checkStart(): Promise<string[]> {
  try {
    const settings = readSettingsOrRefuse();
    const place = settings.embedded ? findPlace(settings.dataDir) : undefined;
    const holder = place === undefined ? undefined : readHolder(place);
    if (place !== undefined && holder) throw describeHolder(place, holder);
    await tryPort(settings);
    if (!settings.embedded) await checkDatabase(settings);
    return [];
  } catch (error) {
    return [explainFailure(error)];
  }
}

async function checkDatabase(settings: Settings): Promise<void> {
  await inspectRoles(settings);
  await withConnection("MIGRATE_DATABASE_URL", settings.migrateDatabaseUrl, (owner) =>
    findPending(owner, readMigrations()),
  );
}

function tryPort({ host, port }: Settings): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error) => reject(describeListenFault(host, port, error)));
    probe.listen({ host, port }, () => probe.close(() => resolve()));
  });
}
