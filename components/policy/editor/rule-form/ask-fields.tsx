"use client";

import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { Select } from "@/components/ui/form/select";
import { describeApprovers, parseApprovers } from "@/lib/policy/rules";
import type { FieldProps } from "./rule-form";

const riskOptions = [
  { value: "medium", label: "Medium" },
  { value: "high", label: "High" },
  { value: "critical", label: "Critical" },
];

/** Who is asked, how urgently, and how long the question and a yes hold. */
export function AskFields({ values, change, faults }: FieldProps) {
  return (
    <>
      <ApproversField
        label="Who must say yes"
        value={values.approvers}
        error={faults["approvers"]}
        onChange={(approvers) => change({ approvers })}
      />
      <div className="grid gap-4 tablet:grid-cols-3">
        <Field label="Risk" error={faults["risk"]}>
          <Select
            options={riskOptions}
            value={values.risk}
            onChange={({ target: { value } }) => change({ risk: value })}
          />
        </Field>
        <Field label="Window" hint="Seconds, then denied." error={faults["window_seconds"]}>
          <Input
            inputMode="numeric"
            value={values.window_seconds}
            onChange={({ target: { value } }) => change({ window_seconds: value })}
          />
        </Field>
        <Field label="A yes holds" optional hint="Minutes." error={faults["grant_minutes"]}>
          <Input
            inputMode="numeric"
            value={values.grant_minutes}
            onChange={({ target: { value } }) => change({ grant_minutes: value })}
          />
        </Field>
      </div>
    </>
  );
}

type ApproversProps = {
  label: string;
  value: string;
  optional?: boolean;
  hint?: string;
  error: string | undefined;
  onChange: (text: string) => void;
};

/** An expression of people, checked as it is typed, and told in words. */
export function ApproversField({ label, value, optional = false, hint, error, onChange }: ApproversProps) {
  const parsed = value.trim() === "" ? undefined : parseApprovers(value);
  const fault = parsed?.ok === false ? parsed.faults[0]?.detail : undefined;
  return (
    <div className="grid gap-1.5">
      <Field
        label={label}
        optional={optional}
        hint={hint ?? "owner, deputy, team:x, role:y, oncall:x, person:z; any 2 of (…), all of (…), distinct_teams(…)."}
        error={fault ?? error}
      >
        <Input
          mono
          value={value}
          placeholder="any 1 of (deputy, role:security)"
          autoComplete="off"
          spellCheck={false}
          onChange={({ target }) => onChange(target.value)}
        />
      </Field>
      {parsed?.ok && <p className="text-dense text-muted">In words: {describeApprovers(value)}.</p>}
    </div>
  );
}
