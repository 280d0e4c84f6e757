"use client";

import { useSyncExternalStore } from "react";

/** Whether the screen is this wide now. Only for what is drawn in the browser alone. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (listener) => {
      const list = matchMedia(query);
      list.addEventListener("change", listener);
      return () => list.removeEventListener("change", listener);
    },
    () => matchMedia(query).matches,
    () => false,
  );
}

/** Room for Try it beside the panes. */
export const wideScreen = "(min-width: 68.75rem)";
/** Room for both panes and Try it. */
export const roomyScreen = "(min-width: 90rem)";
