import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { readPassphrase } from "@/bin/archive/passphrase";
import { openArchive, type Archive } from "@/bin/archive/read";
import { loadArchive, refuseUnknownMigrations, refuseUsedDatabase } from "@/bin/archive/restore";
import { embeddedRoles, finishInstallation, inspectRoles, readSettingsOrRefuse } from "@/bin/boot/installation";
import type { Command } from "@/bin/commands/command";
import { recordFromTerminal } from "@/bin/commands/record-from-terminal";
import { secretFile, writeSecret } from "@/lib/config/secret";
import type { Settings } from "@/lib/config/settings";
import { StartError } from "@/lib/core/start-error";
import { closeDatabase } from "@/lib/db/client";
import { startEmbeddedPostgres } from "@/lib/db/embedded";
import { withConnection } from "@/lib/db/connect";
import { migrate } from "@/prisma/migrate";

export const restore: Command = {
  summary: "fills an empty installation from an archive",
  usage: "restore FILE [--passphrase-file F]",
  files: ["FILE"],
  options: { "passphrase-file": "Reads the passphrase from this file instead of AMBIT_BACKUP_PASSPHRASE" },
  run: async (invocation) => {
    const settings = readSettingsOrRefuse();
    const archive = await openArchive(
      path.resolve(invocation.calledFrom, invocation.files[0] ?? ""),
      await readPassphrase(invocation),
    );
    const last = refuseUnknownMigrations(archive.manifest);
    const keep = chooseSecret(settings, archive.secret);
    const postgres = settings.embedded
      ? await startEmbeddedPostgres(settings.dataDir, { claim: { what: "npx ambit restore", address: "" } })
      : undefined;
    try {
      const complete = {
        ...settings,
        secret: archive.secret,
        ...(postgres ? { databaseUrl: postgres.appUrl, migrateDatabaseUrl: postgres.ownerUrl } : {}),
      };
      await fill(complete, archive, last);
      if (keep) writeSecret(settings.dataDir, archive.secret);
      await recordFromTerminal("backup.restored");
      const { made_at: madeAt, audit } = archive.manifest;
      invocation.print(
        { made_at: madeAt, audit },
        `Restored what was backed up at ${madeAt}: audit log of ${audit.size} events with root ${audit.root}, as in the archive. Start with npm start.`,
      );
      return 0;
    } finally {
      await closeDatabase();
      await postgres?.stop();
    }
  },
};

async function fill(settings: Settings, archive: Archive, last: string): Promise<void> {
  const roles = settings.embedded ? embeddedRoles : await inspectRoles(settings);
  await withConnection("MIGRATE_DATABASE_URL", settings.migrateDatabaseUrl, async (owner) => {
    await refuseUsedDatabase(owner);
    await migrate(settings.migrateDatabaseUrl, { upTo: last });
    await loadArchive(owner, archive);
  });
  await migrate(settings.migrateDatabaseUrl, { runningRole: roles.running });
  finishInstallation(settings, roles);
}

/** Whether the archive's base key must be written to the data folder; refuses where another one is in the way. */
function chooseSecret(settings: Settings, secret: string): boolean {
  if (settings.secret === secret) return false;
  if (settings.secret !== "")
    throw new StartError(
      "AMBIT_SECRET is not the base key of this archive.",
      "Set it to the one the archive's installation had, or leave it out.",
    );
  const file = secretFile(settings.dataDir);
  if (!existsSync(file)) return true;
  if (readFileSync(file, "utf8").trim() === secret) return false;
  throw new StartError(
    `${file} holds another base key than the archive.`,
    "Restore into an empty data folder (AMBIT_DATA_DIR).",
  );
}
