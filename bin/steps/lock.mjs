// Two starts of one folder must not install and build at the same time: the second waits and finds the work done.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";

const file = ".ambit/start.lock";

export async function withBuildLock(work) {
  mkdirSync(".ambit", { recursive: true });
  let told = false;
  while (!take()) {
    const holder = readHolder();
    if (holder === undefined) {
      rmSync(file, { force: true });
      continue;
    }
    if (!told) console.error(`  Another start (process ${holder}) is installing or building here; waiting for it`);
    told = true;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  const release = () => {
    if (readHolder() === process.pid) rmSync(file, { force: true });
  };
  process.once("exit", release);
  try {
    return await work();
  } finally {
    release();
    process.off("exit", release);
  }
}

function take() {
  try {
    writeFileSync(file, `${process.pid} ${readStartTime(process.pid)}`, { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
}

/** The process that holds the lock, if it lives: same pid, same start time, not a zombie. */
function readHolder() {
  try {
    const [pid, startTime] = readFileSync(file, "utf8").split(" ");
    process.kill(Number(pid), 0);
    return readStartTime(pid) === startTime ? Number(pid) : undefined;
  } catch {
    return undefined;
  }
}

function readStartTime(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    return fields[0] === "Z" ? "over" : fields[19];
  } catch {
    return "unknown";
  }
}
