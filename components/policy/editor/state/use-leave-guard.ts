"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";

/** Asks before a link leads away from what is not saved. Closing the tab is the browser's to ask about. */
export function useLeaveGuard(unsaved: boolean) {
  const router = useRouter();
  const [target, setTarget] = useState<string | null>(null);

  useEffect(() => {
    if (!unsaved) return;
    const leaving = new AbortController();
    const { signal } = leaving;
    window.addEventListener("beforeunload", (event) => event.preventDefault(), { signal });
    document.addEventListener(
      "click",
      (event) => {
        const href = findWayOut(event);
        if (href === undefined) return;
        event.preventDefault();
        event.stopPropagation();
        setTarget(href);
      },
      { signal, capture: true },
    );
    return () => leaving.abort();
  }, [unsaved]);

  return {
    asking: target !== null,
    stay: () => setTarget(null),
    leave: () => {
      if (target !== null) router.push(target as Route);
      setTarget(null);
    },
  };
}

/** Where a plain press on a link of ours would lead, if that is another page. */
function findWayOut(event: MouseEvent): string | undefined {
  const { target, button, metaKey, ctrlKey, shiftKey, altKey } = event;
  if (event.defaultPrevented || button !== 0 || metaKey || ctrlKey || shiftKey || altKey) return undefined;
  const link = target instanceof Element ? target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || link.target === "_blank" || link.hasAttribute("download"))
    return undefined;
  if (link.origin !== location.origin || link.pathname === location.pathname) return undefined;
  return link.pathname + link.search + link.hash;
}
