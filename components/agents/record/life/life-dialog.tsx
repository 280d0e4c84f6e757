"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { findFault } from "@/components/settings/change-failure";
import { FormDialog } from "@/components/settings/form-dialog";
import { useRefresh } from "@/components/settings/use-refresh";
import { showToast } from "@/components/ui/toast";
import { agentReads, stepMutations } from "@/lib/agents/queries";
import { life, type LifeVerb } from "@/lib/agents/rules";
import type { AgentRecord } from "@/lib/agents/schema";
import { isAppError } from "@/lib/core/errors";
import { endingSteps, stepWords } from "./life-words";
import { ReasonField } from "./reason-field";
import { type Unmet, UnmetList } from "./unmet-list";

type Props = { record: AgentRecord; verb: LifeVerb; onClose: () => void };

/** One step of an agent's life, with what it means and, where it takes something away, why. */
export function LifeDialog({ record, verb, onClose }: Props) {
  const { needsReason, guarded, words } = life[verb];
  const [reason, setReason] = useState("");
  const refresh = useRefresh(agentReads);
  const router = useRouter();
  const step = useMutation({
    mutationFn: () => takeStep(verb, record.slug, reason.trim()),
    onSuccess: () => {
      showToast({ title: stepWords[verb].done, detail: record.name });
      onClose();
    },
    onSettled: async () => {
      await refresh();
      // What waits for review is counted by the frame, which the server draws.
      router.refresh();
    },
  });
  const refused = readUnmet(step.error);
  const unmet = refused ?? (guarded ? record.unmet : []);
  const fault = findFault(step.error, "/reason");
  return (
    <FormDialog
      title={stepWords[verb].question}
      description={`${record.name}: ${stepWords[verb].meaning}`}
      submitLabel={words}
      busyText="Recording…"
      busy={step.isPending}
      danger={endingSteps.has(verb)}
      disabledReason={needsReason && reason.trim().length < 3 ? "Write the reason first" : undefined}
      error={refused || fault !== undefined ? null : step.error}
      onSubmit={() => step.mutate()}
      onClose={onClose}
    >
      {unmet.length > 0 && (
        <div role={refused ? "alert" : undefined}>
          <p className="mb-2 font-medium">
            {refused ? "It was refused. This is missing:" : "It will be refused while this is missing:"}
          </p>
          <UnmetList unmet={unmet} />
        </div>
      )}
      <ReasonField required={needsReason} value={reason} onChange={setReason} error={fault} />
    </FormDialog>
  );
}

function takeStep(verb: LifeVerb, slug: string, reason: string): Promise<AgentRecord> {
  const params = { slug };
  if (verb === "submit" || verb === "withdraw" || verb === "activate")
    return stepMutations[verb].mutationFn({ params, body: reason === "" ? {} : { reason } });
  return stepMutations[verb].mutationFn({ params, body: { reason } });
}

/** The guards a refusal names. */
function readUnmet(error: Error | null): readonly Unmet[] | undefined {
  const unmet = isAppError(error) ? error.members["unmet"] : undefined;
  if (!Array.isArray(unmet)) return undefined;
  return unmet.flatMap((one: unknown) =>
    typeof one === "object" && one !== null && "code" in one && "words" in one
      ? [{ code: String(one.code), words: String(one.words) }]
      : [],
  );
}
