"use client";

import { useSyncExternalStore } from "react";

const everyMs = 30_000;
let now = 0;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** The time, kept by one clock for the whole page; null while the server draws, which cannot know when it will be read. */
export function useNow(): number | null {
  return useSyncExternalStore(subscribe, readNow, () => null);
}

function readNow(): number {
  if (now === 0) now = Date.now();
  return now;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(tick, everyMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
    now = 0;
  };
}

function tick(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}
