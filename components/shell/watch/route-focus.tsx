"use client";

import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";

const waitMs = 3_000;

/** After a move to another page, focus goes to its heading, so that a reader starts there and Tab goes on from there. */
export function RouteFocus() {
  const path = usePathname();
  const before = useRef(path);

  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    if (focusHeading()) return;
    // The page is still streaming: wait for its heading, but not for ever.
    const observer = new MutationObserver(() => {
      if (focusHeading()) observer.disconnect();
    });
    observer.observe(document.body, { childList: true, subtree: true });
    const timer = setTimeout(() => observer.disconnect(), waitMs);
    return () => {
      observer.disconnect();
      clearTimeout(timer);
    };
  }, [path]);
  return null;
}

/** True when nothing more is to do: the heading has focus, or the page itself has put focus somewhere inside. */
function focusHeading(): boolean {
  const main = document.querySelector("#main");
  if (main?.contains(document.activeElement) && document.activeElement !== main) return true;
  const heading = main?.querySelector<HTMLElement>("h1");
  if (!heading) return false;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  return true;
}
