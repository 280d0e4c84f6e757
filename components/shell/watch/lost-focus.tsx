"use client";

import { useEffect } from "react";

/** What keeps the focus on the page is loaded once there is one to keep. */
export function LostFocus() {
  useEffect(() => {
    let stop: (() => void) | undefined;
    let gone = false;
    const start = async (event: FocusEvent) => {
      const { keepFocus } = await import("./keep-focus");
      if (!gone) stop = keepFocus(event);
    };
    const startOnce = (event: FocusEvent) => void start(event).catch(() => undefined);
    document.addEventListener("focusin", startOnce, { once: true });
    return () => {
      gone = true;
      document.removeEventListener("focusin", startOnce);
      stop?.();
    };
  }, []);
  return null;
}
