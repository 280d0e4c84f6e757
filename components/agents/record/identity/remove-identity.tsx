"use client";

import { useRefresh } from "@/components/settings/use-refresh";
import { ConfirmDialog } from "@/components/ui/overlay/confirm-dialog";
import { showToast } from "@/components/ui/toast";
import { agentReads, removeIdentityMutation } from "@/lib/agents/queries";
import type { Identity } from "@/lib/agents/schema";

type Props = { slug: string; identity: Identity; onClose: () => void };

export function RemoveIdentity({ slug, identity, onClose }: Props) {
  const refresh = useRefresh(agentReads);
  async function remove() {
    await removeIdentityMutation.mutationFn({ params: { slug, id: identity.id } }).finally(() => void refresh());
    showToast({ title: "Identity removed", detail: identity.name });
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={`Remove ${identity.name}?`}
      confirmLabel="Remove"
      busyText="Removing…"
      danger
      onConfirm={remove}
    >
      Whoever shows this credential is then no longer taken for this agent. The history keeps that it was there.
    </ConfirmDialog>
  );
}
