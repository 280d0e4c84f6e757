"use client";

import { lazy, Suspense, useState } from "react";
import type { CallField, TriedCallText } from "@/components/policy/editor/trial/call";
import { Field as FormField } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import type { Field } from "./begin-call";

/** Few open it, so it is loaded when somebody does. */
const CallParts = lazy(async () => ({ default: (await import("./call-parts")).CallParts }));

type Change = (part: Partial<TriedCallText>) => void;
type Faults = Readonly<Partial<Record<CallField, string>>>;
type Props = {
  call: TriedCallText;
  fields: readonly Field[];
  faults: Faults;
  onField: (field: Field, typed: string) => void;
  onChange: Change;
};

/** The values that rules read, one field each; the rest of the call behind them. */
export function CallFields({ call, fields, faults, onField, onChange }: Props) {
  return (
    <div className="grid gap-3">
      {fields.length > 0 && (
        <div className="grid max-w-180 gap-3 tablet:grid-cols-2">
          {fields.map((field) => (
            <FormField key={field.path} label={field.path}>
              <Input
                mono
                value={field.value}
                autoComplete="off"
                spellCheck={false}
                onChange={({ target }) => onField(field, target.value)}
              />
            </FormField>
          ))}
        </div>
      )}
      <WholeCall call={call} faults={faults} onChange={onChange} open={fields.length === 0} />
    </div>
  );
}

type WholeProps = { call: TriedCallText; faults: Faults; onChange: Change; open: boolean };

function WholeCall({ call, faults, onChange, open }: WholeProps) {
  const [opened, setOpened] = useState(open);
  const wrong = Object.keys(faults).length > 0;
  return (
    <details
      className="max-w-180 text-dense"
      open={open || wrong || undefined}
      onToggle={({ currentTarget }) => currentTarget.open && setOpened(true)}
    >
      <summary className="cursor-pointer py-1 text-muted">The whole call</summary>
      {opened && (
        <Suspense fallback={null}>
          <CallParts call={call} faults={faults} onChange={onChange} />
        </Suspense>
      )}
    </details>
  );
}
