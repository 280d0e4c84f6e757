import { silenceMs } from "@/components/live/back-off";
import { type HeardChange, keepStreamOpen } from "@/components/live/event-stream";

export type LiveState = "connecting" | "live" | "polling";

export type TabHooks = {
  onChanges: (changes: readonly HeardChange[]) => void;
  onReset: () => void;
  onState: (state: LiveState) => void;
  onEnded: () => void;
};

type Message =
  | { kind: "changes"; changes: readonly HeardChange[] }
  | { kind: "reset" }
  | { kind: "state"; state: LiveState }
  | { kind: "ended" }
  | { kind: "join" };

/** What happened while a new tab was on its way is told to it again. */
const recentMs = 60_000;
/** Until a leader has answered, a tab asks by itself. */
const patienceMs = 10_000;

/**
 * One stream for all tabs of a browser that belong to one sign-in: the tab that holds the lock has it and tells the
 * others. When that tab goes, the browser gives the lock to the next.
 */
export function joinTabs(url: string, signInId: string, hooks: TabHooks, signal: AbortSignal): void {
  // Web Locks exist on https and localhost only. Elsewhere tabs ask by themselves, as they do when the stream is lost.
  if (!("locks" in navigator)) return hooks.onState("polling");
  const name = `ambit-live:${signInId}`;
  const channel = new BroadcastChannel(name);
  const recent: { at: number; change: HeardChange }[] = [];
  let state: LiveState = "connecting";
  let leading = false;
  let silence: number | undefined;

  function setState(next: LiveState): void {
    if (next !== state) hooks.onState(next);
    state = next;
    window.clearTimeout(silence);
    if (next !== "polling")
      silence = window.setTimeout(() => setState("polling"), next === "live" ? silenceMs : patienceMs);
  }

  function post(message: Message): void {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a BroadcastChannel has no target but its own origin
    channel.postMessage(message);
  }

  function tell(message: Message): void {
    post(message);
    take(message);
  }

  function take(message: Message): void {
    switch (message.kind) {
      case "changes":
        return hooks.onChanges(message.changes);
      case "reset":
        return hooks.onReset();
      case "state":
        return setState(message.state);
      case "ended":
        leave();
        return hooks.onEnded();
      case "join":
        if (leading) welcome();
    }
  }

  function welcome(): void {
    post({ kind: "state", state });
    const changes = recent.filter(({ at }) => at > Date.now() - recentMs).map(({ change }) => change);
    if (changes.length > 0) post({ kind: "changes", changes });
  }

  const left = new AbortController();
  function leave(): void {
    window.clearTimeout(silence);
    left.abort();
    channel.close();
  }
  signal.addEventListener("abort", leave, { once: true });

  channel.addEventListener("message", ({ data }: MessageEvent<Message>) => take(data));
  setState("connecting");
  post({ kind: "join" });
  lead(name, left.signal, () => {
    leading = true;
    const onChanges = (changes: readonly HeardChange[]): void => {
      while ((recent[0]?.at ?? Infinity) < Date.now() - recentMs) recent.shift();
      recent.push(...changes.map((change) => ({ at: Date.now(), change })));
      tell({ kind: "changes", changes });
    };
    const onAlive = (): void => tell({ kind: "state", state: "live" });
    const onLost = (): void => tell({ kind: "state", state: "polling" });
    keepStreamOpen(
      url,
      { onChanges, onReset: () => tell({ kind: "reset" }), onAlive, onLost, onEnded: () => tell({ kind: "ended" }) },
      left.signal,
    );
  });
}

/** Holds the lock from the moment this tab is given it until it leaves. */
function lead(name: string, signal: AbortSignal, begin: () => void): void {
  const held = (): Promise<void> => {
    begin();
    return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
  };
  navigator.locks.request(name, { signal }, held).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}
