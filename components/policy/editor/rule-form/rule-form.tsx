"use client";

import { useState } from "react";
import { FormDialog } from "@/components/settings/form-dialog";
import { Field } from "@/components/ui/form/field";
import { Input, Textarea } from "@/components/ui/form/input";
import { RadioGroup } from "@/components/ui/form/radio-group";
import type { PolicyEdit } from "@/lib/policy/rules";
import type { PolicyDocument, Rule } from "@/lib/policy/schema";
import { useEditor } from "../state/use-editor";
import { effectWords } from "../words";
import { AskFields } from "./ask-fields";
import { checkPart, type PartFaults } from "./check-part";
import { HoldFields } from "./hold-fields";
import { openRule, type RuleValues, writeRule } from "./rule-values";
import { ActionsField, ConditionField, ResourcesField } from "./scope-fields";
import { useLeavingForm } from "./use-leaving-form";

type Props = { document: PolicyDocument; at: number | undefined; effect: Rule["effect"] };

export type FieldProps = {
  values: RuleValues;
  change: (part: Partial<RuleValues>) => void;
  /** What is wrong with a member, once it was touched or the form was sent. */
  faults: PartFaults;
};

/** One rule, new or as it stands. It is written into the text; saving the draft is another press. */
export function RuleForm({ document, at, effect }: Props) {
  const { openForm, edit, scope } = useEditor();
  const [opened] = useState(() => (at === undefined ? undefined : document.rules[at]));
  const [first] = useState(() => openRule(opened, effect));
  const [values, setValues] = useState(first);
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [sent, setSent] = useState(false);
  const taken = document.rules.map(({ id }) => id).filter((id) => id !== opened?.id);
  const checked = checkPart("rules", writeRule(values), { intents: document.intents, taken });
  const { close, question } = useLeavingForm(values !== first, () => openForm(null));

  function change(part: Partial<RuleValues>) {
    setValues({ ...values, ...part });
    setTouched(new Set([...touched, ...Object.keys(part)]));
  }
  function submit() {
    setSent(true);
    if (!checked.ok) return;
    const { item } = checked;
    const edits: PolicyEdit[] = [{ kind: "put", part: "rules", item }];
    if (opened && opened.id !== item.id) edits.unshift({ kind: "rename", part: "rules", id: opened.id, to: item.id });
    if (edit(edits, opened ? `${item.id} changed` : `${item.id} added`)) openForm(null);
  }

  const faults = checked.ok
    ? {}
    : Object.fromEntries(Object.entries(checked.faults).filter(([name]) => sent || touched.has(name)));
  const fields: FieldProps = { values, change, faults };
  return (
    <>
      <FormDialog
        title={opened ? `Edit ${opened.id}` : "Add a rule"}
        side
        submitLabel={opened ? "Change in the draft" : "Add to the draft"}
        busyText="Writing…"
        busy={false}
        error={null}
        onSubmit={submit}
        onClose={close}
      >
        <RadioGroup
          legend="What it does"
          name="effect"
          value={values.effect}
          onChange={(next) => change({ effect: next })}
          choices={(scope.kind === "agent" ? agentEffects : guardrailEffects).map((value) => ({
            value,
            label: effectWords[value].form,
          }))}
        />
        <Field label="Name" hint="Decisions name the rule by it." error={faults["id"]}>
          <Input
            mono
            value={values.id}
            placeholder="small-refund"
            autoComplete="off"
            spellCheck={false}
            onChange={({ target: { value } }) => change({ id: value })}
          />
        </Field>
        <ActionsField {...fields} document={document} />
        <ResourcesField {...fields} />
        <ConditionField {...fields} document={document} />
        {values.effect === "ask" && <AskFields {...fields} />}
        <HoldFields {...fields} />
        <Field label="Because" hint="Why it is there, for whoever reads it next." error={faults["because"]}>
          <Textarea rows={2} value={values.because} onChange={({ target: { value } }) => change({ because: value })} />
        </Field>
      </FormDialog>
      {question}
    </>
  );
}

const agentEffects = ["approve", "ask", "prohibit"] as const;
const guardrailEffects = ["ask", "prohibit"] as const;
