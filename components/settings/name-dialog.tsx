"use client";

import { useState } from "react";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { findFault } from "./change-failure";
import { FormDialog } from "./form-dialog";

type Props = {
  title: string;
  label: string;
  hint: string;
  current: string;
  submitLabel: string;
  busy: boolean;
  error: Error | null;
  onReadAgain?: () => void;
  onSubmit: (name: string) => void;
  onClose: () => void;
};

/** Gives something a name, or another one. */
export function NameDialog({
  title,
  label,
  hint,
  current,
  submitLabel,
  busy,
  error,
  onReadAgain,
  onSubmit,
  onClose,
}: Props) {
  const [name, setName] = useState(current);
  const fault = findFault(error, "/name");
  return (
    <FormDialog
      title={title}
      submitLabel={submitLabel}
      busyText="Saving…"
      busy={busy}
      disabledReason={name.trim() === "" ? "Write a name first" : undefined}
      error={fault === undefined ? error : null}
      {...(onReadAgain ? { onReadAgain } : {})}
      onSubmit={() => onSubmit(name.trim())}
      onClose={onClose}
    >
      <Field label={label} hint={hint} error={fault} required>
        <Input
          name="name"
          maxLength={120}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
    </FormDialog>
  );
}
