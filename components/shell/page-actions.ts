"use client";

import { useEffect, useSyncExternalStore } from "react";
import type { Action } from "./actions";

const nothing: readonly Action[] = [];
let registered = nothing;
const listeners = new Set<() => void>();

/** Adds what the open page offers to the palette, the keys and the help; it leaves with the page. Pass a constant or a memoised list. */
export function useActions(actions: readonly Action[]): void {
  useEffect(() => {
    change([...registered, ...actions]);
    return () => change(registered.filter((action) => !actions.includes(action)));
  }, [actions]);
}

export function usePageActions(): readonly Action[] {
  return useSyncExternalStore(
    subscribe,
    () => registered,
    () => nothing,
  );
}

function change(next: readonly Action[]): void {
  registered = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
