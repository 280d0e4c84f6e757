import { existsSync } from "node:fs";
import path from "node:path";
import { readPassphrase } from "@/bin/archive/passphrase";
import { writeArchive } from "@/bin/archive/write";
import { attachInstallation } from "@/bin/boot/installation";
import type { Command } from "@/bin/commands/command";
import { recordFromTerminal } from "@/bin/commands/record-from-terminal";
import { StartError } from "@/lib/core/start-error";
import { closeDatabase } from "@/lib/db/client";
import { withConnection } from "@/lib/db/connect";

export const backup: Command = {
  summary: "writes all data and the sealed base key into one archive, also while the server runs",
  usage: "backup FILE [--passphrase-file F]",
  files: ["FILE"],
  options: { "passphrase-file": "Reads the passphrase from this file instead of AMBIT_BACKUP_PASSPHRASE" },
  run: async (invocation) => {
    const file = path.resolve(invocation.calledFrom, invocation.files[0] ?? "");
    if (existsSync(file)) throw new StartError(`${file} exists already.`, "Choose another name.");
    if (!existsSync(path.dirname(file)))
      throw new StartError(`There is no folder ${path.dirname(file)}.`, "Make it first.");
    const passphrase = await readPassphrase(invocation);
    const { settings, pending, stop } = await attachInstallation("npx ambit backup", { allowPending: true });
    try {
      if (pending.length === 0) await recordFromTerminal("backup.created");
      const manifest = await withConnection("MIGRATE_DATABASE_URL", settings.migrateDatabaseUrl, (client) =>
        writeArchive(file, client, settings.secret, passphrase),
      );
      const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
      const result = { file, rows, audit: manifest.audit };
      invocation.print(
        result,
        `${file}: ${rows} rows, audit log of ${manifest.audit.size} events with root ${manifest.audit.root}.\nKeep the passphrase apart from it; without the passphrase it cannot be restored.`,
      );
      return 0;
    } finally {
      await closeDatabase();
      await stop();
    }
  },
};
