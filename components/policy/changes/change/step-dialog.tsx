"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { findFault } from "@/components/settings/change-failure";
import { FormDialog } from "@/components/settings/form-dialog";
import { useRefresh } from "@/components/settings/use-refresh";
import { Banner } from "@/components/ui/banner";
import { Field } from "@/components/ui/form/field";
import { Textarea } from "@/components/ui/form/input";
import { showToast } from "@/components/ui/toast";
import {
  applyPolicyChangeMutation,
  approvePolicyChangeMutation,
  bypassPolicyChangeMutation,
  lookAtPolicyChangeMutation,
  policyChangeQuery,
  policyChangeReads,
  rejectPolicyChangeMutation,
  withdrawPolicyChangeMutation,
} from "@/lib/policy/queries";
import type { PolicyChange } from "@/lib/policy/schema";
import { describeMeanwhile, stepWords, type Verb } from "./step-words";

type Props = { change: PolicyChange; verb: Verb; onClose: () => void };

/** One step with a change: what it means, what is said with it, and who was first where somebody was. */
export function StepDialog({ change, verb, onClose }: Props) {
  const { title, meaning, label, busy, done, field, danger = false } = stepWords[verb];
  const [text, setText] = useState("");
  const client = useQueryClient();
  const refresh = useRefresh(policyChangeReads);
  const step = useMutation({
    mutationFn: () => takeStep(verb, change.id, text.trim()),
    onSuccess: (after) => {
      client.setQueryData(policyChangeQuery(change.id).queryKey, after);
      showToast({ title: done(after), detail: after.title });
      onClose();
    },
    onSettled: refresh,
  });
  const gone = !step.isPending && !step.isSuccess && !change.abilities.includes(verb);
  const name = verb === "bypass" ? "/reason" : "/comment";
  const fault = findFault(step.error, name);
  return (
    <FormDialog
      title={title}
      description={meaning(change)}
      submitLabel={label}
      busyText={busy}
      busy={step.isPending}
      danger={danger}
      disabledReason={explainInertness({ gone, required: field?.required === true, text })}
      error={gone || fault !== undefined ? null : step.error}
      onSubmit={() => step.mutate()}
      onClose={onClose}
    >
      {gone && (
        <div role="alert">
          <Banner tone="pending" title={describeMeanwhile(change)}>
            Nothing of yours was recorded.
          </Banner>
        </div>
      )}
      {field && (
        <Field label={field.label} hint={field.hint} error={fault} required={field.required} optional={!field.required}>
          <Textarea maxLength={2000} value={text} onChange={(event) => setText(event.target.value)} />
        </Field>
      )}
    </FormDialog>
  );
}

function explainInertness(given: { gone: boolean; required: boolean; text: string }): string | undefined {
  if (given.gone) return "Somebody was first";
  return given.required && given.text.trim() === "" ? "Write why first" : undefined;
}

function takeStep(verb: Verb, id: string, text: string): Promise<PolicyChange> {
  const params = { id };
  switch (verb) {
    case "approve":
      return approvePolicyChangeMutation.mutationFn({ params, body: { comment: text } });
    case "reject":
      return rejectPolicyChangeMutation.mutationFn({ params, body: { comment: text } });
    case "withdraw":
      return withdrawPolicyChangeMutation.mutationFn({ params });
    case "apply":
      return applyPolicyChangeMutation.mutationFn({ params });
    case "bypass":
      return bypassPolicyChangeMutation.mutationFn({ params, body: { reason: text } });
    case "look_at":
      return lookAtPolicyChangeMutation.mutationFn({ params, body: { comment: text } });
  }
}
