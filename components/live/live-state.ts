"use client";

import { useSyncExternalStore } from "react";
import type { LiveState } from "@/components/live/tab-group";

export type LiveStatus = { state: LiveState; since: number };

const listeners = new Set<() => void>();
const unknown: LiveStatus = { state: "connecting", since: 0 };
let status = unknown;

export function setLiveState(state: LiveState): void {
  if (state === status.state) return;
  status = { state, since: Date.now() };
  for (const listener of listeners) listener();
}

/** Whether this page hears of changes as they happen, and since when; a bar says so when it does not. */
export function useLiveStatus(): LiveStatus {
  return useSyncExternalStore(
    subscribe,
    () => status,
    () => unknown,
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
