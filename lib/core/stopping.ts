/** Shared by the two module graphs of a process: start-up announces that it stops, streams end themselves. */
const holder = globalThis as typeof globalThis & { ambitStopping?: AbortController };

function readController(): AbortController {
  holder.ambitStopping ??= new AbortController();
  return holder.ambitStopping;
}

/** Aborted when the process begins to drain. What would otherwise last for minutes (streams, parked answers) ends then. */
export function readStoppingSignal(): AbortSignal {
  return readController().signal;
}

export function announceStopping(): void {
  readController().abort();
}
