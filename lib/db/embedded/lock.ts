import { mkdirSync, readFileSync, renameSync, rmdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { StartError } from "@/lib/core/start-error";
import { identifyProcess, isSameProcess, type ProcessIdentity } from "@/lib/db/embedded/processes";

/** Who uses the data: written down, so that a second start can say it. */
export type Holder = ProcessIdentity & { since: string; what: string; address: string };

/** The section inside the guard takes milliseconds; one this old belongs to a process that died in it. */
const guardStaleMs = 5_000;

/** Exactly one living process holds a folder. A holder that died without letting go is recognised by pid and start time. */
export async function acquireLock(folder: string, claim: { what: string; address: string }): Promise<() => void> {
  const file = path.join(folder, "lock");
  const self = identifyProcess(process.pid);
  if (!self) throw new StartError("The start time of this process cannot be read.", "Mount /proc, or install ps.");
  const leave = await enterGuard(`${file}.guard`);
  try {
    const holder = readHolder(folder);
    if (holder) throw describeHolder(folder, holder);
    const own: Holder = { ...self, since: new Date().toISOString(), ...claim };
    writeFileSync(`${file}.new`, JSON.stringify(own), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  } finally {
    leave();
  }
  return () => rmSync(file, { force: true });
}

/** The living process that holds the folder, if there is one. */
export function readHolder(folder: string): Holder | undefined {
  try {
    const holder = JSON.parse(readFileSync(path.join(folder, "lock"), "utf8")) as Holder;
    return isSameProcess(holder) ? holder : undefined;
  } catch {
    return undefined;
  }
}

export function describeHolder(folder: string, holder: Holder): StartError {
  const where = holder.address === "" ? "" : ` at ${holder.address}`;
  return new StartError(
    `${folder} is in use by ${holder.what}, process ${holder.pid}, since ${holder.since}${where}.`,
    `Stop it first (kill ${holder.pid}), or start this one with another folder in AMBIT_DATA_DIR.`,
  );
}

async function enterGuard(guard: string): Promise<() => void> {
  for (;;) {
    try {
      mkdirSync(guard);
      return () => rmdirSync(guard);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
      if (readAgeMs(guard) > guardStaleMs) rmSync(guard, { recursive: true, force: true });
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

function readAgeMs(guard: string): number {
  try {
    return Date.now() - statSync(guard).mtimeMs;
  } catch {
    return 0;
  }
}
