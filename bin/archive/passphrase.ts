import { readFileSync } from "node:fs";
import path from "node:path";
import { createInterface } from "node:readline/promises";
import type { Invocation } from "@/bin/commands/command";
import { StartError } from "@/lib/core/start-error";

const shortest = 12;

/** The passphrase that seals the base key: from a file, from the environment, or asked for where somebody can answer. */
export async function readPassphrase({ options, calledFrom }: Invocation): Promise<string> {
  const file = options["passphrase-file"];
  const passphrase =
    file === undefined
      ? (process.env["AMBIT_BACKUP_PASSPHRASE"] ?? (await ask()))
      : readFileSync(path.resolve(calledFrom, file), "utf8").replace(/\r?\n$/, "");
  if (passphrase.length < shortest)
    throw new StartError(
      `The passphrase has fewer than ${shortest} characters.`,
      "Without it the archive's key cannot be opened, so take a long one and keep it apart from the archive.",
    );
  return passphrase;
}

async function ask(): Promise<string> {
  if (!process.stdin.isTTY)
    throw new StartError(
      "No passphrase was given.",
      "Set AMBIT_BACKUP_PASSPHRASE, or name a file with --passphrase-file.",
    );
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question("Passphrase of the archive's key (shown as you type): ");
  } finally {
    terminal.close();
  }
}
