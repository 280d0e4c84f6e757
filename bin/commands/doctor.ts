import { attachInstallation, readSettingsOrRefuse } from "@/bin/boot/installation";
import type { Command } from "@/bin/commands/command";
import { checkDatabase, checkKeys } from "@/bin/doctor/database";
import { fail, failWith, ok, type Finding } from "@/bin/doctor/finding";
import { checkBuild, checkDisk, checkFolder, checkLeftovers, checkNode, checkPort } from "@/bin/doctor/machine";
import { checkMail, checkProvider, checkPublicUrl } from "@/bin/doctor/services";
import { readSettings, type Settings } from "@/lib/config/settings";
import { closeDatabase } from "@/lib/db/client";
import { findRunningPostgres, hasCluster } from "@/lib/db/embedded";

export const doctor: Command = {
  summary: "looks at everything the server needs and says what is wrong and what to do",
  usage: "doctor",
  files: [],
  options: {},
  run: async ({ print }) => {
    const { faults } = readSettings(process.env);
    const findings =
      faults.length > 0
        ? [checkNode(), ...faults.map((line) => fail("settings", line, ""))]
        : await examine(readSettingsOrRefuse());
    print(findings, findings.map(describe).join("\n"));
    return findings.some(({ state }) => state === "fail") ? 1 : 0;
  },
};

async function examine(settings: Settings): Promise<Finding[]> {
  const serverRuns = settings.embedded && findRunningPostgres(settings.dataDir)?.holder.what === "the server";
  return [
    checkNode(),
    ok("settings", "all are known and well formed"),
    await checkDisk(settings),
    checkFolder(settings),
    ...checkLeftovers(settings),
    checkBuild(),
    ...(await examineDatabase(settings)),
    await checkPort(settings, serverRuns),
    checkPublicUrl(settings),
    await checkMail(settings),
    await checkProvider(settings),
  ];
}

/** With the embedded database: the running server's, or one started for this look alone. */
async function examineDatabase(settings: Settings): Promise<Finding[]> {
  if (settings.embedded && !hasCluster(settings.dataDir))
    return [ok("database", "none yet; the first start makes an embedded PostgreSQL")];
  try {
    const installation = await attachInstallation("npx ambit doctor", { allowPending: true });
    try {
      const findings = await checkDatabase(installation.settings);
      return installation.pending.length === 0 ? [...findings, await checkKeys(installation.settings)] : findings;
    } finally {
      await closeDatabase();
      await installation.stop();
    }
  } catch (error) {
    return [failWith("database", error)];
  }
}

function describe({ check, state, words, remedy }: Finding): string {
  return `${state.padEnd(5)} ${check.padEnd(15)} ${words}${remedy === undefined || remedy === "" ? "" : `. ${remedy}`}`;
}
