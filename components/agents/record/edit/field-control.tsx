"use client";

import { type ReactNode, useState } from "react";
import { environmentWords } from "@/components/shell/environment";
import { CheckboxField } from "@/components/ui/form/checkbox";
import { Field as FormField } from "@/components/ui/form/field";
import { Input, Textarea } from "@/components/ui/form/input";
import { type Option, Select } from "@/components/ui/form/select";
import { agentKinds, autonomies, dataClasses, tiers } from "@/lib/agents/rules";
import { environments } from "@/lib/core/environments";
import { autonomyWords, dataClassWords, kindWords, tierWords } from "../words";
import { type Field, fieldWords, readList, type Values } from "./fields";
import { TeamField } from "./team-field";

export type Change = (part: Partial<Values>) => void;
type Props = { field: Field; values: Values; fault: string | undefined; change: Change };

const lines = {
  name: { max: 120, rows: 0, hint: "As people call it. The address stays.", required: true },
  purpose: { max: 2_000, rows: 4, hint: "One or two sentences: for whom, and what it does for them.", required: false },
  duty_us: { max: 1_000, rows: 3, hint: "For example: what it may do, and its data.", required: false },
  duty_provider: { max: 1_000, rows: 3, hint: "For example: the model and what it was trained on.", required: false },
  duty_platform: {
    max: 1_000,
    rows: 3,
    hint: "For example: where it runs, and who can sign in there.",
    required: false,
  },
} as const;

const notKnown: Option = { value: "", label: "Not known" };
const choices = {
  kind: [notKnown, ...agentKinds.map((value) => ({ value, label: kindWords[value] }))],
  autonomy: [notKnown, ...autonomies.map((value) => ({ value, label: autonomyWords[value] }))],
  tier_target: [{ value: "", label: "None yet" }, ...tiers.map((value) => ({ value, label: tierWords[value] }))],
  environment: environments.map((value) => ({ value, label: environmentWords[value].name })),
} as const satisfies Record<string, readonly Option[]>;

const choiceHints = {
  kind: undefined,
  autonomy: "How far it goes before a person has to say yes.",
  tier_target: "Decides how often its owner confirms, and how long it goes on without one.",
  environment: "Only a draft can move to another environment.",
} as const;

/** The control of one field of the record. */
export function FieldControl({ field, values, fault, change }: Props): ReactNode {
  switch (field) {
    case "name":
    case "purpose":
    case "duty_us":
    case "duty_provider":
    case "duty_platform":
      return <LineField field={field} value={values[field]} fault={fault} change={change} />;
    case "kind":
    case "autonomy":
    case "tier_target":
    case "environment":
      return (
        <FormField label={fieldWords[field]} hint={choiceHints[field]} error={fault}>
          <Select
            options={choices[field]}
            value={values[field] ?? ""}
            onChange={({ target: { value } }) => change({ [field]: value === "" ? null : value })}
          />
        </FormField>
      );
    case "model_providers":
    case "tags":
      return <ListField field={field} value={values[field]} fault={fault} change={change} />;
    case "data_classes":
      return <DataField values={values} fault={fault} change={change} />;
    case "team":
      return <TeamField team={values.team} fault={fault} onChange={(team) => change({ team })} />;
    case "no_data":
      return null;
  }
}

type OneProps<Name extends Field> = { field: Name; value: Values[Name]; fault: string | undefined; change: Change };

function LineField({ field, value, fault, change }: OneProps<keyof typeof lines>) {
  const { max, rows, hint, required } = lines[field];
  const Control = rows === 0 ? Line : Area;
  return (
    <FormField label={fieldWords[field]} hint={hint} error={fault} required={required}>
      <Control max={max} rows={rows} value={value} onChange={(text) => change({ [field]: text })} />
    </FormField>
  );
}

type TextProps = { max: number; rows: number; value: string; onChange: (text: string) => void };

function Line({ max, value, onChange }: TextProps) {
  return <Input maxLength={max} autoComplete="off" value={value} onChange={(event) => onChange(event.target.value)} />;
}

function Area({ max, rows, value, onChange }: TextProps) {
  return <Textarea maxLength={max} rows={rows} value={value} onChange={(event) => onChange(event.target.value)} />;
}

/** The text as it is typed is the person's own; the list is what it means. */
function ListField({ field, value, fault, change }: OneProps<"model_providers" | "tags">) {
  const [text, setText] = useState(value.join(", "));
  const shown = readList(text).join() === value.join() ? text : value.join(", ");
  return (
    <FormField label={fieldWords[field]} hint="Separated by commas." error={fault}>
      <Input
        autoComplete="off"
        value={shown}
        onChange={(event) => {
          setText(event.target.value);
          change({ [field]: readList(event.target.value) });
        }}
      />
    </FormField>
  );
}

function DataField({ values, fault, change }: Omit<Props, "field">) {
  const { data_classes: chosen, no_data: none } = values;
  return (
    <fieldset className="grid gap-1">
      <legend className="mb-1.5 font-medium">{fieldWords.data_classes}</legend>
      {dataClasses.map((one) => (
        <CheckboxField
          key={one}
          label={dataClassWords[one]}
          checked={chosen.includes(one)}
          disabled={none}
          onChange={({ target: { checked } }) =>
            change({ data_classes: dataClasses.filter((other) => (other === one ? checked : chosen.includes(other))) })
          }
        />
      ))}
      <div className="mt-2 border-t border-hairline pt-3">
        <CheckboxField
          label="It has none"
          hint="Nothing is then missing here."
          checked={none}
          onChange={({ target: { checked } }) => change({ no_data: checked, ...(checked ? { data_classes: [] } : {}) })}
        />
      </div>
      {fault !== undefined && <p className="text-dense text-deny-fg">{fault}</p>}
    </fieldset>
  );
}
