"use client";

import { useDeferredValue, useMemo } from "react";
import { useNow } from "@/components/ui/use-now";
import type { PolicyTrial, TriedCall } from "@/lib/policy/schema";
import { openTrial, tellCall } from "../state/preview";
import { useEditor } from "../state/use-editor";

/** What would be decided about the call; undefined while there is no call, or not all is known that stands around it. */
export function useTrial(given: TriedCall | undefined): PolicyTrial | undefined {
  const { preview, world } = useEditor();
  const { readable } = preview;
  const now = useNow() ?? 0;
  const call = useDeferredValue(given);
  const action = call?.action;
  const environment = useMemo(
    () => (readable && world && action !== undefined ? openTrial(readable.document, world, action) : undefined),
    [readable, world, action],
  );
  return useMemo(
    () =>
      readable && world && environment && call
        ? tellCall(readable, environment, world.slug, call, new Date(now))
        : undefined,
    [readable, world, environment, call, now],
  );
}
