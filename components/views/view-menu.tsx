"use client";

import { useSearchParams } from "next/navigation";
import { lazy, Suspense, useState } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { DownIcon } from "@/components/ui/icons/actions";
import type { ViewList } from "@/lib/views/rules";

const ViewChoice = lazy(async () => ({ default: (await import("./view-choice")).ViewChoice }));
function preload(): void {
  void import("./view-choice");
}

/** Stands in the head of a list's page. The views are read when they are asked for, or when the address names one. */
export function ViewMenu({ list }: { list: ViewList }) {
  const named = useSearchParams().has("view");
  const [wanted, setWanted] = useState(false);
  const waiting = (
    <button
      type="button"
      aria-haspopup="menu"
      aria-expanded={false}
      aria-label="Saved views"
      className={buttonClass({})}
      onPointerEnter={preload}
      onFocus={preload}
      onClick={() => setWanted(true)}
      onKeyDown={(event) => {
        if (event.key !== "ArrowDown") return;
        event.preventDefault();
        setWanted(true);
      }}
    >
      <span className="max-w-40 truncate">Views</span>
      <DownIcon size={14} />
    </button>
  );
  if (!named && !wanted) return waiting;
  return (
    <Suspense fallback={waiting}>
      <ViewChoice list={list} initiallyOpen={wanted} />
    </Suspense>
  );
}
