"use client";

import type { CallField, TriedCallText } from "@/components/policy/editor/trial/call";
import { Field as FormField } from "@/components/ui/form/field";
import { Input, Textarea } from "@/components/ui/form/input";

type Props = {
  call: TriedCallText;
  faults: Readonly<Partial<Record<CallField, string>>>;
  onChange: (part: Partial<TriedCallText>) => void;
};

/** Every part of the call that can be tried otherwise. */
export function CallParts({ call, faults, onChange }: Props) {
  return (
    <div className="mt-2 grid gap-3">
      <FormField label="Arguments" error={faults.args}>
        <Textarea
          mono
          rows={4}
          value={call.args}
          spellCheck={false}
          onChange={({ target }) => onChange({ args: target.value })}
        />
      </FormField>
      <div className="grid gap-3 tablet:grid-cols-2">
        <FormField label="Resource type" error={faults.resource}>
          <Input mono value={call.resourceType} onChange={({ target }) => onChange({ resourceType: target.value })} />
        </FormField>
        <FormField label="Resource id">
          <Input mono value={call.resourceId} onChange={({ target }) => onChange({ resourceId: target.value })} />
        </FormField>
        <FormField label="Intent of the session" hint="Empty: no session.">
          <Input mono value={call.intent} onChange={({ target }) => onChange({ intent: target.value })} />
        </FormField>
        <FormField label="Time, UTC" hint="Empty: now." error={faults.now}>
          <Input type="datetime-local" value={call.now} onChange={({ target }) => onChange({ now: target.value })} />
        </FormField>
      </div>
    </div>
  );
}
