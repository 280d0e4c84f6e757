"use client";

import { type ReactNode, useEffect } from "react";
import { announce } from "@/components/ui/announcer";
import { IconButton } from "@/components/ui/icon-button";
import { CloseIcon } from "@/components/ui/icons/actions";

/** How many, what can be done with them, and the way out. */
export function SelectionBar({
  count,
  onClear,
  children,
}: {
  count: number;
  onClear: () => void;
  children: ReactNode;
}) {
  useEffect(() => announce(`${count} selected`), [count]);
  return (
    <section
      aria-label="Selection"
      className="sticky bottom-3 z-10 mx-(--page-padding) mt-auto mb-3 flex flex-wrap items-center gap-2 rounded-card border border-button bg-overlay py-2 ps-4 pe-2 text-dense shadow-overlay max-tablet:bottom-[calc(3.5625rem+env(safe-area-inset-bottom))] max-tablet:mx-0 max-tablet:mb-0 max-tablet:rounded-b-none"
    >
      <p className="font-semibold">{count} selected</p>
      <div className="ms-auto flex flex-wrap items-center gap-2">
        {children}
        <IconButton icon={CloseIcon} label="Clear selection" onClick={onClear} />
      </div>
    </section>
  );
}
