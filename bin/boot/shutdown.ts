import { isStartError } from "@/lib/core/start-error";
import { identifyProcess, isSameProcess, readCommand, readParent } from "@/lib/db/embedded/processes";
import { log } from "@/lib/telemetry/log";

const capMs = 20_000;

/** What was started is stopped in reverse order, once, whoever asks and however often. */
export type Shutdown = {
  add: (close: () => Promise<void>) => void;
  run: (code: number, because?: string) => Promise<void>;
};

export function createShutdown(): Shutdown {
  const closers: (() => Promise<void>)[] = [];
  let running: Promise<void> | undefined;
  const stop = async (code: number, because?: string): Promise<void> => {
    // A part that hangs must not keep the process: the database recovers by itself, a supervisor waits for the end.
    setTimeout(() => process.exit(code === 0 ? 1 : code), capMs).unref();
    if (because !== undefined) console.log(`  Stopping (${because})`);
    for (const close of closers.toReversed()) {
      try {
        await close();
      } catch (error) {
        log.error({ err: error }, "a part did not stop cleanly");
      }
    }
    if (because !== undefined) console.log("  Stopped");
    process.exit(code);
  };
  return {
    add: (close) => void closers.push(close),
    run: (code, because) => (running ??= stop(code, because)),
  };
}

/** A signal while starting waits for the start to settle, so that nothing half started is left behind. */
export function stopOnSignals(shutdown: Shutdown, started: Promise<unknown>): void {
  const stop = (because: string): void => {
    void started.catch(() => undefined).then(() => shutdown.run(0, because));
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop(signal));
  // Under `npm run dev` the watcher is at the other end; without it this process has no purpose.
  if (process.connected) process.once("disconnect", () => stop("its parent ended"));
  watchParent(() => stop("npm ended"));
}

/**
 * npm passes signals on to a shell, which dies of them alone; `kill -9` of npm is not passed on at all. So npm is watched.
 * Only npm: a server started with nohup outlives its shell on purpose.
 */
function watchParent(stop: () => void): void {
  if (process.env["npm_lifecycle_event"] === undefined) return;
  const parent = process.ppid;
  const chain = /^(?:\S*\/)?(?:sh|dash|bash) /.test(readCommand(parent)) ? [parent, readParent(parent)] : [parent];
  const watched = chain.flatMap((pid) => identifyProcess(pid) ?? []);
  const timer = setInterval(() => {
    if (watched.every(isSameProcess)) return;
    clearInterval(timer);
    stop();
  }, 500);
  timer.unref();
}

export function explainFailure(error: unknown): string {
  if (isStartError(error)) return error.message.trim();
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
