"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ReasonField } from "@/components/agents/record/life/reason-field";
import { findFault } from "@/components/settings/change-failure";
import { FormDialog } from "@/components/settings/form-dialog";
import { showToast } from "@/components/ui/toast";
import { declineOwnershipMutation } from "@/lib/agents/queries";
import type { Ownership } from "@/lib/agents/schema";
import { useRefreshOwnerships } from "./use-answers";

export function DeclineDialog({ ownership, onClose }: { ownership: Ownership; onClose: () => void }) {
  const { agent, part, id } = ownership;
  const [reason, setReason] = useState("");
  const refresh = useRefreshOwnerships();
  const decline = useMutation({
    ...declineOwnershipMutation,
    onSuccess: () => {
      showToast({ title: "Declined", detail: agent.name });
      onClose();
    },
    onSettled: refresh,
  });
  const fault = findFault(decline.error, "/reason");
  return (
    <FormDialog
      title={`Decline to be ${part} of ${agent.name}?`}
      description="Whoever asked you learns why, and asks somebody else."
      submitLabel="Decline"
      busyText="Recording…"
      busy={decline.isPending}
      danger
      disabledReason={reason.trim().length < 3 ? "Write the reason first" : undefined}
      error={fault === undefined ? decline.error : null}
      onSubmit={() => decline.mutate({ params: { slug: agent.slug, id }, body: { reason: reason.trim() } })}
      onClose={onClose}
    >
      <ReasonField value={reason} onChange={setReason} error={fault} />
    </FormDialog>
  );
}
