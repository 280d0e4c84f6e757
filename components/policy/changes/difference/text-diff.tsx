"use client";

import { useEffect, useRef } from "react";
import { openMerge } from "./open-merge";

type Props = { before: string; after: string; label: string };

/** The two texts, line by line, comments and all. Lines that match are folded. */
export function TextDiff({ before, after, label }: Props) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!host.current) return;
    const view = openMerge(host.current, before, after, label);
    return () => view.destroy();
  }, [before, after, label]);
  if (before === after) return <p className="text-muted">The texts are the same.</p>;
  return (
    <div
      ref={host}
      data-testid="text-diff"
      className="max-h-[70dvh] overflow-auto rounded-card border border-hairline"
    />
  );
}
