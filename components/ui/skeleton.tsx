"use client";

import type { ReactNode } from "react";
import { useDelayed } from "./use-delayed";

const showAfterMs = 200;

/** Keeps the place empty for 200 ms, then draws the outline; a fast answer never flickers. */
export function Skeleton({ label, children }: { label: string; children: ReactNode }) {
  const shown = useDelayed(true, showAfterMs);
  return (
    <div role="status" className={shown ? "" : "invisible"}>
      <span className="sr-only">{shown ? label : ""}</span>
      <div aria-hidden>{children}</div>
    </div>
  );
}

/** One bar with the height of the line it stands for. Nothing moves. */
export function SkeletonBar({
  width,
  line = "first",
  end = false,
}: {
  width: string;
  line?: "first" | "second";
  end?: boolean;
}) {
  return (
    <span
      className={`block rounded-full bg-fill ${line === "first" ? "h-2.5" : "mt-2 h-2 opacity-70"} ${end ? "ms-auto" : ""}`}
      style={{ width }}
    />
  );
}
