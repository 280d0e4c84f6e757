"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { environmentWords } from "@/components/shell/environment";
import { Banner } from "@/components/ui/banner";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { showToast } from "@/components/ui/toast";
import { isAppError } from "@/lib/core/errors";
import { environmentReads, updateEnvironmentMutation } from "@/lib/decisions/queries";
import type { EnvironmentKeeping } from "@/lib/decisions/schema";
import { findFault } from "../change-failure";
import { FormDialog } from "../form-dialog";
import { useRefresh } from "../use-refresh";
import { findDaysFaults, openDays, tellErased, type TypedDays, writeChange } from "./days";

type Props = { keeping: EnvironmentKeeping; onClose: () => void };

const pointers: Readonly<Record<keyof TypedDays, string>> = {
  decisions: "/keep_decisions_days",
  arguments: "/keep_arguments_days",
};

/** How long one environment keeps both. What is made shorter says what it erases before it is sent. */
export function KeepingDialog({ keeping, onClose }: Props) {
  // What others change meanwhile is not written over: the version is that of what was shown.
  const [before] = useState(keeping);
  const [typed, setTyped] = useState<TypedDays>(() => openDays(keeping));
  const refresh = useRefresh(environmentReads);
  const name = environmentWords[before.name].name;
  const update = useMutation({
    ...updateEnvironmentMutation,
    onSuccess: () => {
      showToast({ title: "Saved", detail: name });
      onClose();
    },
    onSettled: refresh,
  });
  const faults = findDaysFaults(typed);
  const change = writeChange(typed, before);
  const erased = Object.keys(faults).length === 0 ? tellErased(change, before) : undefined;

  function line(part: keyof TypedDays, label: string, hint: string) {
    return (
      <Field label={label} hint={hint} error={faults[part] ?? findFault(update.error, pointers[part])} required>
        <Input
          name={part}
          inputMode="numeric"
          autoComplete="off"
          value={typed[part]}
          onChange={({ target }) => {
            update.reset();
            setTyped({ ...typed, [part]: target.value });
          }}
        />
      </Field>
    );
  }
  return (
    <FormDialog
      title={`How long decisions are kept: ${name}`}
      submitLabel={erased === undefined ? "Save" : "Save and erase"}
      busyText="Saving…"
      busy={update.isPending}
      danger={erased !== undefined}
      disabledReason={explainUnready(faults, change)}
      error={isTold(update.error) ? null : update.error}
      onSubmit={() => update.mutate({ params: { name: before.name }, body: change, version: before.version })}
      onClose={onClose}
    >
      {line("decisions", "Decisions, in days", "They go by whole months.")}
      {line("arguments", "Arguments of calls, in days", "They go on their day.")}
      {erased !== undefined && (
        <div role="status">
          <Banner tone="pending" title="The next night erases for good:">
            {erased}.
          </Banner>
        </div>
      )}
    </FormDialog>
  );
}

function explainUnready(faults: object, change: object): string | undefined {
  if (Object.keys(faults).length > 0) return "One of the numbers cannot be kept";
  return Object.keys(change).length === 0 ? "Nothing is changed" : undefined;
}

/** Whether the fields show all that was wrong. */
function isTold(error: Error | null): boolean {
  const shown = Object.values(pointers);
  return isAppError(error) && error.faults.length > 0 && error.faults.every(({ pointer }) => shown.includes(pointer));
}
