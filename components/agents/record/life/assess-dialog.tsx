"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { findFault } from "@/components/settings/change-failure";
import { FormDialog } from "@/components/settings/form-dialog";
import { useRefresh } from "@/components/settings/use-refresh";
import { RadioGroup } from "@/components/ui/form/radio-group";
import { showToast } from "@/components/ui/toast";
import { agentReads, assessAgentMutation } from "@/lib/agents/queries";
import { type Tier, tiers } from "@/lib/agents/rules";
import type { AgentRecord } from "@/lib/agents/schema";
import { tierWords } from "../words";
import { ReasonField } from "./reason-field";

/** The tier it has, as somebody from security judged it. */
export function AssessDialog({ record, onClose }: { record: AgentRecord; onClose: () => void }) {
  const [tier, setTier] = useState<Tier | "none">(record.tier ?? "none");
  const [reason, setReason] = useState("");
  const refresh = useRefresh(agentReads);
  const assess = useMutation({
    ...assessAgentMutation,
    onSuccess: () => {
      showToast({ title: tier === "none" ? "Not assessed" : `Assessed: ${tierWords[tier]}`, detail: record.name });
      onClose();
    },
    onSettled: refresh,
  });
  const fault = findFault(assess.error, "/reason");
  return (
    <FormDialog
      title="Assess the tier"
      description="What it has today. What it aims for is a field of its record."
      submitLabel="Set tier"
      busyText="Recording…"
      busy={assess.isPending}
      disabledReason={explainInertness(tier, record.tier, reason)}
      error={fault === undefined ? assess.error : null}
      onSubmit={() =>
        assess.mutate({
          params: { slug: record.slug },
          body: { tier: tier === "none" ? null : tier, reason: reason.trim() },
        })
      }
      onClose={onClose}
    >
      <RadioGroup
        legend="Tier"
        name="tier"
        value={tier}
        onChange={setTier}
        choices={[
          { value: "none" as const, label: "Not assessed" },
          ...tiers.map((value) => ({ value, label: tierWords[value] })),
        ]}
      />
      <ReasonField value={reason} onChange={setReason} error={fault} />
    </FormDialog>
  );
}

function explainInertness(tier: Tier | "none", held: Tier | null, reason: string): string | undefined {
  if (tier === (held ?? "none")) return "This is its tier already";
  return reason.trim().length < 3 ? "Write the reason first" : undefined;
}
