import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";

/** A process as the operating system knows it. A pid alone is not enough: the next process may get it again. */
export type ProcessIdentity = { pid: number; startedAt: string };

const hasProc = existsSync("/proc/self/stat");

/** Nothing for a process that is gone, and for a zombie: in a container a killed orphan stays one for a while. */
export function identifyProcess(pid: number): ProcessIdentity | undefined {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  if (hasProc) return identifyByProc(pid);
  const shown = spawnSync("ps", ["-o", "stat=,lstart=", "-p", String(pid)], { encoding: "utf8" }).stdout?.trim() ?? "";
  if (shown === "" || shown.startsWith("Z")) return undefined;
  return { pid, startedAt: shown.replace(/^\S+\s+/, "") };
}

function identifyByProc(pid: number): ProcessIdentity | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The command stands in brackets and may hold spaces and brackets itself.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const state = fields[0];
    const ticks = fields[19];
    if (state === "Z" || state === "X" || ticks === undefined) return undefined;
    return { pid, startedAt: `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}/${ticks}` };
  } catch {
    return undefined;
  }
}

export function isSameProcess(identity: ProcessIdentity): boolean {
  return identifyProcess(identity.pid)?.startedAt === identity.startedAt;
}

export function readCommand(pid: number): string {
  if (!hasProc)
    return spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout?.trim() ?? "";
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
  } catch {
    return "";
  }
}

export function readParent(pid: number): number {
  if (!hasProc)
    return Number(spawnSync("ps", ["-o", "ppid=", "-p", String(pid)], { encoding: "utf8" }).stdout?.trim() ?? 0);
  try {
    return Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

export async function waitUntil(met: () => boolean, timeoutMs: number, everyMs = 10): Promise<boolean> {
  const until = Date.now() + timeoutMs;
  while (!met()) {
    if (Date.now() > until) return false;
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
  return true;
}
