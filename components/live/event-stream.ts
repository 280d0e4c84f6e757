import { chooseDelay, silenceMs } from "@/components/live/back-off";
import { isTopic, type Topic } from "@/lib/events/rules";

export type HeardChange = { topic: Topic; id: string | null };

export type StreamHooks = {
  onChanges: (changes: readonly HeardChange[]) => void;
  /** Too much was missed to say what: read everything again. */
  onReset: () => void;
  /** The line stands; said again with each beat. */
  onAlive: () => void;
  onLost: () => void;
  /** The sign-in is over. The stream does not come back. */
  onEnded: () => void;
};

/** Keeps one event stream open until the signal ends it: with back-off after a failure, from where it stopped. */
export function keepStreamOpen(url: string, hooks: StreamHooks, signal: AbortSignal): void {
  let source: EventSource | undefined;
  let timer: number | undefined;
  let watchdog: number | undefined;
  let position = "";
  let failures = 0;

  function open(): void {
    if (signal.aborted) return;
    source = new EventSource(position === "" ? url : `${url}?after=${encodeURIComponent(position)}`);
    watch();
    source.addEventListener("ready", (event) => heard(event));
    source.addEventListener("beat", (event) => heard(event));
    source.addEventListener("change", (event) => {
      heard(event);
      hooks.onChanges(readChanges(event.data));
    });
    source.addEventListener("reset", (event) => {
      heard(event);
      hooks.onReset();
    });
    source.addEventListener("close", (event) => leave(readReason(event.data)));
    // The browser would come back by itself after a fixed time, all of them together: we choose the moment.
    source.addEventListener("error", retryLater);
  }

  function heard(event: MessageEvent<string>): void {
    if (event.lastEventId !== "") position = event.lastEventId;
    failures = 0;
    watch();
    hooks.onAlive();
  }

  function watch(): void {
    window.clearTimeout(watchdog);
    watchdog = window.setTimeout(retryLater, silenceMs);
  }

  function leave(reason: string): void {
    if (reason !== "ended") return retryLater();
    shut();
    hooks.onEnded();
  }

  function retryLater(): void {
    shut();
    if (failures > 0) hooks.onLost();
    timer = window.setTimeout(open, chooseDelay(failures++));
  }

  function shut(): void {
    source?.close();
    window.clearTimeout(timer);
    window.clearTimeout(watchdog);
  }

  signal.addEventListener("abort", shut, { once: true });
  open();
}

function readChanges(data: string): HeardChange[] {
  const { changes } = JSON.parse(data) as { changes: { topic: string; id: string | null }[] };
  return changes.flatMap(({ topic, id }) => (isTopic(topic) ? [{ topic, id }] : []));
}

function readReason(data: string): string {
  return (JSON.parse(data) as { reason: string }).reason;
}
