"use client";

import { useSyncExternalStore } from "react";

/** The one polite live region of the page. Two regions talk over each other. */
let message = "";
const listeners = new Set<() => void>();

export function announce(text: string): void {
  // The same words twice would not be read a second time; an invisible difference makes them news.
  message = text === message ? `${text}\u00A0` : text;
  for (const listener of listeners) listener();
}

export function Announcer() {
  const text = useSyncExternalStore(
    subscribe,
    () => message,
    () => "",
  );
  return (
    <div role="status" aria-live="polite" aria-atomic className="sr-only">
      {text}
    </div>
  );
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
