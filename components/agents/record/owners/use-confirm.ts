"use client";

import { useMutation } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useRefresh } from "@/components/settings/use-refresh";
import type { Action } from "@/components/shell/actions";
import { useActions } from "@/components/shell/page-actions";
import { showToast } from "@/components/ui/toast";
import { agentReads, confirmOwnershipMutation } from "@/lib/agents/queries";
import type { AgentRecord } from "@/lib/agents/schema";

/** The ownerships the viewer holds and may confirm. In the sandbox they may hold both. */
export function listConfirmable(record: AgentRecord | undefined): readonly string[] {
  return record?.owners.filter(({ abilities }) => abilities.includes("confirm")).map(({ id }) => id) ?? [];
}

export function useConfirm(slug: string, ids: readonly string[]) {
  const refresh = useRefresh(agentReads);
  return useMutation({
    mutationFn: async () => {
      for (const id of ids) await confirmOwnershipMutation.mutationFn({ params: { slug, id } });
    },
    onSuccess: () => showToast({ title: "Confirmed", detail: "You go on answering for it" }),
    onError: (error) => showToast({ title: "Not confirmed", detail: error.message, failed: true }),
    onSettled: refresh,
  });
}

const none: readonly Action[] = [];
const wait = (): void => undefined;

/** One key on every page of the agent, for whoever answers for it. */
export function useConfirmKey(record: AgentRecord | undefined): void {
  const ids = listConfirmable(record);
  const { mutate, isPending } = useConfirm(record?.slug ?? "", ids);
  const [takeBack, setTakeBack] = useState<(() => void) | null>(null);
  const offered = ids.length > 0 && !isPending;
  const actions = useMemo<readonly Action[]>(() => {
    if (takeBack !== null) return [{ ...undoing, run: takeBack }];
    const over = () => setTakeBack(null);
    const confirm = async () => {
      setTakeBack(() => wait);
      const { confirmSoon } = await import("./confirm-soon");
      const undo = confirmSoon(mutate, over);
      setTakeBack(() => undo);
    };
    const run = () => void confirm().catch(over);
    return offered ? [{ ...confirming, run }] : none;
  }, [offered, mutate, takeBack]);
  useActions(actions);
}

const confirming = {
  id: "confirm-ownership",
  label: "Confirm that you answer for this agent",
  group: "This page",
  keys: "y",
  words: "owner deputy yes",
} as const;

const undoing = {
  id: "undo-confirmation",
  label: "Take the confirmation back",
  group: "This page",
  keys: "u",
  words: "undo owner deputy",
} as const;
