import { preloadPopups } from "@/components/ui/overlay/lazy-popups";
import { takeEarlyKeys } from "./early-typing";

/** The panels that a key or a button anywhere may open. One at a time; null when none is. */
export type Panel = "palette" | "shortcuts" | "more";

let open: Panel | null = null;
const listeners = new Set<() => void>();

export function openPanel(panel: Panel | null): void {
  if (panel !== open) takeEarlyKeys();
  open = panel;
  for (const listener of listeners) listener();
}

export function readPanel(): Panel | null {
  return open;
}

export function subscribePanels(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function preloadPalette(): void {
  void import("./palette");
  preloadPopups();
}
