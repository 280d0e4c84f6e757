"use client";

import { useState } from "react";
import { FormDialog } from "@/components/settings/form-dialog";
import { CheckboxField } from "@/components/ui/form/checkbox";
import { Field } from "@/components/ui/form/field";
import { Textarea } from "@/components/ui/form/input";
import { RadioGroup } from "@/components/ui/form/radio-group";
import type { PolicyEdit } from "@/lib/policy/rules";
import { checkPolicyValue, type PolicyDocument } from "@/lib/policy/schema";
import { keptWords } from "../sentences/settings-block";
import { useEditor } from "../state/use-editor";
import { readLines } from "./check-part";

const kept = ["read", "all", "none"] as const satisfies readonly PolicyDocument["keep_arguments"][];

/** What holds for the policy as a whole. Only what is changed is written. */
export function SettingsForm({ document }: { document: PolicyDocument }) {
  const { openForm, edit } = useEditor();
  const [required, setRequired] = useState(document.require_intent);
  const [keep, setKeep] = useState(document.keep_arguments);
  const [secret, setSecret] = useState(document.secret_arguments.join("\n"));
  const paths = readLines(secret);
  const checked = checkPolicyValue({ secret_arguments: paths });
  const fault = checked.ok ? undefined : checked.faults[0]?.detail;

  function submit() {
    if (fault !== undefined) return;
    const edits: PolicyEdit[] = [];
    if (required !== document.require_intent) edits.push({ kind: "set", member: "require_intent", value: required });
    if (keep !== document.keep_arguments) edits.push({ kind: "set", member: "keep_arguments", value: keep });
    if (paths.join("\n") !== document.secret_arguments.join("\n")) {
      edits.push({ kind: "set", member: "secret_arguments", value: paths });
    }
    if (edits.length === 0 || edit(edits, "Changed")) openForm(null);
  }
  return (
    <FormDialog
      title="For the whole policy"
      side
      submitLabel="Change in the draft"
      busyText="Writing…"
      busy={false}
      error={null}
      onSubmit={submit}
      onClose={() => openForm(null)}
    >
      <CheckboxField
        label="It needs a session that declared its intent"
        hint="Without one, everything is denied."
        checked={required}
        onChange={({ target: { checked: next } }) => setRequired(next)}
      />
      <RadioGroup
        legend="Arguments of its calls"
        name="keep"
        value={keep}
        onChange={setKeep}
        choices={kept.map((value) => ({ value, label: keptWords[value] }))}
      />
      <Field
        label="Masked arguments"
        optional
        hint="Paths, one on each line, as in card.number. They are masked before they are written anywhere."
        error={fault}
      >
        <Textarea
          mono
          rows={2}
          value={secret}
          spellCheck={false}
          onChange={({ target: { value } }) => setSecret(value)}
        />
      </Field>
    </FormDialog>
  );
}
