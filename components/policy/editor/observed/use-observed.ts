"use client";

import { useQuery } from "@tanstack/react-query";
import { observedActionsQuery } from "@/lib/decisions/queries";
import type { ObservedAction } from "@/lib/decisions/schema";
import { useEditor } from "../state/use-editor";

/** What the agent did in the last 30 days. Each reading is in the log, so it is read once and kept for a while. */
export function useObserved() {
  const { scope } = useEditor();
  return useQuery({
    ...observedActionsQuery(scope.caller.slug),
    enabled: scope.kind === "agent",
    staleTime: 5 * 60_000,
  });
}

const none: readonly ObservedAction[] = [];

/** The same for fields that suggest: whoever may not read it has fewer suggestions. */
export function useSeen(): readonly ObservedAction[] {
  return useObserved().data?.data ?? none;
}
