"use client";

import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";

type Props = {
  required?: boolean;
  hint?: string;
  value: string;
  onChange: (reason: string) => void;
  error: string | undefined;
};

export function ReasonField({
  required = true,
  hint = "Stays with the record and the log.",
  value,
  onChange,
  error,
}: Props) {
  return (
    <Field label="Reason" hint={hint} error={error} required={required} optional={!required}>
      <Input
        name="reason"
        maxLength={500}
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
    </Field>
  );
}
