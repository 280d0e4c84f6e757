"use client";

import { useSyncExternalStore } from "react";
import { SearchIcon } from "@/components/ui/icons/actions";
import { Kbd } from "@/components/ui/kbd";
import { Tooltip } from "@/components/ui/overlay/tooltip";
import { openPanel, preloadPalette } from "../commands/panels";

/** Opens the palette. The key shown is the one of this machine; the server cannot know it, so it comes after the first paint. */
export function PaletteButton() {
  const modifier = useModifierName();
  return (
    <Tooltip text="Search" side="right" block railOnly>
      <button
        type="button"
        aria-keyshortcuts="Meta+K Control+K"
        onClick={() => openPanel("palette")}
        onPointerEnter={preloadPalette}
        onFocus={preloadPalette}
        className="flex h-8 w-full shrink-0 items-center gap-2 rounded-control bg-fill ps-2 pe-1.5 text-start text-muted transition-colors hover:text-fg max-rail:justify-center max-rail:px-0 forced:border"
      >
        <SearchIcon />
        <span className="flex-1 max-rail:sr-only">Search</span>
        <span className="max-rail:hidden">{modifier !== "" && <Kbd>{modifier}K</Kbd>}</span>
      </button>
    </Tooltip>
  );
}

export function useModifierName(): string {
  return useSyncExternalStore(neverChanges, readModifierName, () => "");
}

function readModifierName(): string {
  return /Mac|iPhone|iPad/u.test(navigator.userAgent) ? "⌘" : "Ctrl ";
}

function neverChanges(): () => void {
  return () => undefined;
}
