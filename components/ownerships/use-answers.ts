"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useRefresh } from "@/components/settings/use-refresh";
import { formatTime } from "@/components/ui/format-time";
import { useTimeZone } from "@/components/ui/time-zone";
import { showToast } from "@/components/ui/toast";
import { acceptOwnershipMutation, agentReads, confirmOwnershipMutation } from "@/lib/agents/queries";
import type { Ownership } from "@/lib/agents/schema";

/** Reads again what shows ownership, and the frame: its count of what waits is drawn on the server. */
export function useRefreshOwnerships(): () => Promise<unknown> {
  const refresh = useRefresh(agentReads);
  const router = useRouter();
  return async () => {
    await refresh();
    router.refresh();
  };
}

export function useAccept() {
  const refresh = useRefreshOwnerships();
  return useMutation({
    mutationFn: ({ agent, id }: Ownership) => acceptOwnershipMutation.mutationFn({ params: { slug: agent.slug, id } }),
    onSuccess: ({ agent, part }) => showToast({ title: `You are ${part} of ${agent.name}` }),
    onSettled: refresh,
  });
}

export function useConfirmOne() {
  const refresh = useRefreshOwnerships();
  const zone = useTimeZone();
  return useMutation({
    mutationFn: ({ agent, id }: Ownership) => confirmOwnershipMutation.mutationFn({ params: { slug: agent.slug, id } }),
    onSuccess: ({ agent, confirm_by: by }) =>
      showToast({
        title: `Confirmed: ${agent.name}`,
        ...(by === null ? {} : { detail: `Next by ${formatTime(new Date(by), zone, "day")}` }),
      }),
    onError: (error) => showToast({ title: "Not confirmed", detail: error.message, failed: true }),
    onSettled: refresh,
  });
}
