"use client";

import { useState } from "react";
import { CheckboxField } from "@/components/ui/form/checkbox";
import { Field } from "@/components/ui/form/field";
import { Input, Textarea } from "@/components/ui/form/input";
import { RadioGroup } from "@/components/ui/form/radio-group";
import { Select } from "@/components/ui/form/select";
import { Switch } from "@/components/ui/form/switch";
import { Case, Part } from "./specimen";

const zones = [
  { value: "UTC", label: "UTC" },
  { value: "Europe/Berlin", label: "Europe/Berlin" },
];

export function Fields() {
  return (
    <Part title="Fields">
      <Case name="Label and hint">
        <Wide>
          <Field label="Name" hint="As colleagues know them." required>
            <Input defaultValue="Ana Lopes" autoComplete="off" />
          </Field>
        </Wide>
      </Case>
      <Case name="Error beside its field">
        <Wide>
          <Field label="E-mail" error="This is not an e-mail address: the part after @ is missing.">
            <Input type="email" defaultValue="ana@" autoComplete="off" />
          </Field>
        </Wide>
      </Case>
      <Case name="Select, optional">
        <Wide>
          <Field label="Time zone" optional>
            <Select options={zones} placeholder="Choose a zone" />
          </Field>
        </Wide>
      </Case>
      <Case name="Mono, read only; disabled">
        <Wide>
          <Field label="Digest">
            <Input mono readOnly value="sha-256:nB4e77ab" />
          </Field>
          <Field label="Set by the identity provider">
            <Input disabled value="security" />
          </Field>
        </Wide>
      </Case>
      <Case name="Text area" wide>
        <Wide>
          <Field label="Reason" hint="Kept with the event for as long as the log.">
            <Textarea placeholder="Why" />
          </Field>
        </Wide>
      </Case>
    </Part>
  );
}

export function Choices() {
  const [delivery, setDelivery] = useState<"mail" | "copy" | undefined>();
  const [on, setOn] = useState(true);
  return (
    <Part title="Choices">
      <Case name="Checkboxes">
        <Wide>
          <CheckboxField label="Approver" hint="May be asked by role:approver." defaultChecked />
          <CheckboxField label="Security" />
          <CheckboxField label="Some of them" indeterminate />
          <CheckboxField label="Given by the identity provider" disabled defaultChecked />
        </Wide>
      </Case>
      <Case name="Radios: nothing is chosen beforehand">
        <RadioGroup
          legend="How does the invitation reach them?"
          name="delivery"
          value={delivery}
          onChange={setDelivery}
          choices={[
            { value: "mail", label: "By mail", hint: "Valid for 7 days, one use." },
            { value: "copy", label: "A link to copy", hint: "Shown once." },
          ]}
          {...(delivery === undefined ? { error: "Choose one." } : {})}
        />
      </Case>
      <Case name="Switches" wide>
        <Wide>
          <Switch label="Single-key shortcuts" hint="They never answer while you type." checked={on} onChange={setOn} />
          <Switch label="Off" checked={false} onChange={() => undefined} />
          <Switch label="Cannot be changed" checked disabled onChange={() => undefined} />
        </Wide>
      </Case>
    </Part>
  );
}

function Wide({ children }: { children: React.ReactNode }) {
  return <div className="grid w-full gap-3">{children}</div>;
}
