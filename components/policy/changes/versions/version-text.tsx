"use client";

import { useEffect, useRef } from "react";
import { openText } from "../difference/open-merge";

/** The whole text as it was published, to be read. */
export function VersionText({ text, label }: { text: string; label: string }) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!host.current) return;
    const view = openText(host.current, text, label);
    return () => view.destroy();
  }, [text, label]);
  return <div ref={host} className="max-h-[70dvh] overflow-auto rounded-card border border-hairline" />;
}
