"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { findFault } from "@/components/settings/change-failure";
import { FormDialog } from "@/components/settings/form-dialog";
import { useRefresh } from "@/components/settings/use-refresh";
import { CheckboxField } from "@/components/ui/form/checkbox";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { RadioGroup } from "@/components/ui/form/radio-group";
import { Select } from "@/components/ui/form/select";
import { showToast } from "@/components/ui/toast";
import { addMemoryMutation, agentReads, changeMemoryMutation } from "@/lib/agents/queries";
import { dataClasses, operators } from "@/lib/agents/rules";
import type { Memory } from "@/lib/agents/schema";
import { dataClassWords, operatorWords } from "../words";
import { type MemoryText, readMemory, writeMemoryText } from "./memory-text";

type Props = {
  slug: string;
  /** Of the agent, as it was when the form opened. */
  version: number;
  store: Memory | null;
  onClose: () => void;
};

/** One memory store; "not known" is an answer to every question. */
export function MemoryForm({ slug, version: opened, store, onClose }: Props) {
  const [text, setText] = useState(() => writeMemoryText(store));
  const [version] = useState(opened);
  const refresh = useRefresh(agentReads);
  const save = useMutation({
    mutationFn: () => {
      const body = readMemory(text);
      return store === null
        ? addMemoryMutation.mutationFn({ params: { slug }, body })
        : changeMemoryMutation.mutationFn({ params: { slug, id: store.id }, body, version });
    },
    onSuccess: () => {
      showToast({ title: store === null ? "Memory store added" : "Memory store saved", detail: text.name.trim() });
      onClose();
    },
    onSettled: refresh,
  });
  const change = (part: Partial<MemoryText>) => setText({ ...text, ...part });
  return (
    <FormDialog
      title={store === null ? "Add a memory store" : `Edit ${store.name}`}
      side
      submitLabel={store === null ? "Add" : "Save"}
      busyText="Saving…"
      busy={save.isPending}
      disabledReason={explainInertness(text)}
      error={findFault(save.error, "/name") === undefined ? save.error : null}
      onSubmit={() => save.mutate()}
      onClose={onClose}
    >
      <Field label="Name" hint="For example: conversation summaries." error={findFault(save.error, "/name")} required>
        <Input
          maxLength={120}
          autoComplete="off"
          value={text.name}
          onChange={({ target }) => change({ name: target.value })}
        />
      </Field>
      <OperatorFields text={text} change={change} />
      <KeepingFields text={text} change={change} />
      <fieldset className="grid gap-1">
        <legend className="mb-1.5 font-medium">What it holds</legend>
        {dataClasses.map((one) => (
          <CheckboxField
            key={one}
            label={dataClassWords[one]}
            checked={text.data_classes.includes(one)}
            onChange={({ target: { checked } }) =>
              change({
                data_classes: dataClasses.filter((other) =>
                  other === one ? checked : text.data_classes.includes(other),
                ),
              })
            }
          />
        ))}
      </fieldset>
    </FormDialog>
  );
}

type PartProps = { text: MemoryText; change: (part: Partial<MemoryText>) => void };

function OperatorFields({ text, change }: PartProps) {
  return (
    <>
      <Field label="Run by">
        <Select
          options={operators.map((value) => ({ value, label: operatorWords[value] }))}
          value={text.operator}
          onChange={({ target: { value } }) => change({ operator: operators.find((one) => one === value) ?? "us" })}
        />
      </Field>
      <Field label="Its name" hint="The team, company or product that runs it." optional>
        <Input
          maxLength={120}
          autoComplete="off"
          value={text.operator_name}
          onChange={({ target }) => change({ operator_name: target.value })}
        />
      </Field>
    </>
  );
}

function KeepingFields({ text, change }: PartProps) {
  return (
    <>
      <RadioGroup
        legend="How long it is kept"
        name="retention"
        value={text.retention}
        onChange={(retention) => change({ retention })}
        choices={[
          { value: "unknown", label: "Not known" },
          { value: "days", label: "A number of days" },
          { value: "ever", label: "For ever" },
        ]}
      />
      {text.retention === "days" && (
        <Field label="Days" required>
          <Input
            inputMode="numeric"
            autoComplete="off"
            value={text.days}
            onChange={({ target }) => change({ days: target.value })}
          />
        </Field>
      )}
      <Field label="Who can purge it" hint="A person, a team or a job; empty is a gap." optional>
        <Input
          maxLength={200}
          autoComplete="off"
          value={text.purge_by}
          onChange={({ target }) => change({ purge_by: target.value })}
        />
      </Field>
      <RadioGroup
        legend="Can we reach it"
        name="reachable"
        value={text.reachable}
        onChange={(reachable) => change({ reachable })}
        choices={[
          { value: "unknown", label: "Not known" },
          { value: "yes", label: "Yes", hint: "We can read and delete what lies in it." },
          { value: "no", label: "No" },
        ]}
      />
    </>
  );
}

function explainInertness({ name, retention, days }: MemoryText): string | undefined {
  if (name.trim() === "") return "Write a name first";
  if (retention === "days" && !/^[1-9]\d{0,4}$/.test(days.trim())) return "Write the days as a number from 1";
  return undefined;
}
