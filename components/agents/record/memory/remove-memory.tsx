"use client";

import { useRefresh } from "@/components/settings/use-refresh";
import { ConfirmDialog } from "@/components/ui/overlay/confirm-dialog";
import { showToast } from "@/components/ui/toast";
import { agentReads, removeMemoryMutation } from "@/lib/agents/queries";
import type { Memory } from "@/lib/agents/schema";

type Props = { slug: string; store: Memory; onClose: () => void };

export function RemoveMemory({ slug, store, onClose }: Props) {
  const refresh = useRefresh(agentReads);
  async function remove() {
    await removeMemoryMutation.mutationFn({ params: { slug, id: store.id } }).finally(() => void refresh());
    showToast({ title: "Memory store removed", detail: store.name });
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={`Remove ${store.name} from the record?`}
      confirmLabel="Remove"
      busyText="Removing…"
      danger
      onConfirm={remove}
    >
      This changes the record only. What lies in the store is not deleted by it.
    </ConfirmDialog>
  );
}
