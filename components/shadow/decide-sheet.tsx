"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useRouter } from "next/navigation";
import { agentHref } from "@/components/agents/record/addresses";
import { findFault } from "@/components/settings/change-failure";
import { FormDialog } from "@/components/settings/form-dialog";
import { useRefresh } from "@/components/settings/use-refresh";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { RadioGroup } from "@/components/ui/form/radio-group";
import { showToast } from "@/components/ui/toast";
import { decideShadowAgentMutation, shadowReads } from "@/lib/shadow/queries";
import { type Disposition, dispositions, dispositionWords, listIgnoreDays } from "@/lib/shadow/rules";
import type { ShadowAgent } from "@/lib/shadow/schema";
import { explainGoverning, GovernFields, proposeGoverning, writeGoverning } from "./govern-fields";
import { SeenFacts } from "./seen-facts";
import { DispositionBadge } from "./shadow-cells";

type Props = { found: ShadowAgent; onClose: () => void };

/** What it is, as it was seen, and what becomes of it. Nothing is chosen beforehand. */
export function DecideSheet({ found, onClose }: Props) {
  const router = useRouter();
  const [days] = useState(() => listIgnoreDays(new Date()));
  const [disposition, setDisposition] = useState<Disposition>();
  const [reason, setReason] = useState("");
  const [until, setUntil] = useState(days.proposed);
  const [governing, setGoverning] = useState(() => proposeGoverning(found));
  const refresh = useRefresh(shadowReads);
  const decide = useMutation({
    ...decideShadowAgentMutation,
    onSuccess: ({ agent, disposition: held }) => {
      showToast({ title: toastWords[held] });
      onClose();
      if (agent && governing.as === "new" && held === "govern") router.push(agentHref(agent.slug));
    },
    onSettled: refresh,
  });
  const fault = (pointer: string) => findFault(decide.error, pointer);
  const explained = fault("/reason") !== undefined || fault("/ignore_until") !== undefined;

  function submit() {
    if (disposition === undefined) return;
    decide.mutate({
      params: { id: found.id },
      body: {
        disposition,
        reason: reason.trim(),
        ...(disposition === "ignore" ? { ignore_until: `${until}T00:00:00.000Z` } : {}),
        ...(disposition === "govern" ? writeGoverning(governing) : {}),
      },
    });
  }

  return (
    <FormDialog
      side
      title="Decide what becomes of it"
      submitLabel="Decide"
      busyText="Deciding…"
      busy={decide.isPending}
      disabledReason={explainUnready(disposition, reason, explainGoverning(governing))}
      error={explained ? null : decide.error}
      onSubmit={submit}
      onClose={onClose}
    >
      <SeenFacts found={found} badge={<DispositionBadge value={found.disposition} look="filled" />} />
      <RadioGroup
        legend="Decision"
        name="disposition"
        value={disposition}
        onChange={setDisposition}
        choices={dispositions
          .filter((value) => value !== "undecided" || found.disposition !== "undecided")
          .toSorted((a, b) => Number(a === "undecided") - Number(b === "undecided"))
          .map((value) => ({
            value,
            label: value === "undecided" ? "Undecided again" : dispositionWords[value].name,
            hint: dispositionWords[value].meaning,
          }))}
      />
      {disposition === "ignore" && (
        <Field
          label="Until"
          hint="At most 365 days. That day it is undecided again (UTC)."
          error={fault("/ignore_until")}
          required
        >
          <Input
            type="date"
            min={days.first}
            max={days.last}
            value={until}
            onChange={(event) => setUntil(event.target.value)}
          />
        </Field>
      )}
      {disposition === "govern" && (
        <GovernFields found={found} value={governing} onChange={setGoverning} error={decide.error} />
      )}
      <Field label="Reason" hint="Kept with the decision and in the log." error={fault("/reason")} required>
        <Input maxLength={500} autoComplete="off" value={reason} onChange={(event) => setReason(event.target.value)} />
      </Field>
    </FormDialog>
  );
}

const toastWords = {
  undecided: "Undecided again",
  govern: "To be governed",
  block: "Blocked",
  ignore: "Ignored for now",
} as const satisfies Record<Disposition, string>;

function explainUnready(
  disposition: Disposition | undefined,
  reason: string,
  governing: string | undefined,
): string | undefined {
  if (disposition === undefined) return "Choose one first";
  if (disposition === "govern" && governing !== undefined) return governing;
  return reason.trim().length < 3 ? "Write a reason first" : undefined;
}
