"use client";

import { useState } from "react";
import { FormDialog } from "@/components/settings/form-dialog";
import { Field } from "@/components/ui/form/field";
import { Input, Textarea } from "@/components/ui/form/input";
import type { PolicyEdit } from "@/lib/policy/rules";
import type { PolicyDocument } from "@/lib/policy/schema";
import { listActions } from "../trial/call-form";
import { useEditor } from "../state/use-editor";
import { ApproversField } from "./ask-fields";
import { checkPart, readLines } from "./check-part";
import { type IntentValues, openIntent, writeIntent } from "./intent-values";
import { pickNames, Suggestions } from "./suggestions";
import { useLeavingForm } from "./use-leaving-form";

/** One intent: what it is about, what it holds, and who may start a session of it. */
export function IntentForm({ document, at }: { document: PolicyDocument; at: number | undefined }) {
  const { openForm, edit, scope } = useEditor();
  const [opened] = useState(() => (at === undefined ? undefined : document.intents[at]));
  const [first] = useState(() => openIntent(opened));
  const [values, setValues] = useState(first);
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [sent, setSent] = useState(false);
  const taken = document.intents.map(({ id }) => id).filter((id) => id !== opened?.id);
  const checked = checkPart("intents", writeIntent(values), { intents: [], taken });
  const { close, question } = useLeavingForm(values !== first, () => openForm(null));
  const change = (part: Partial<IntentValues>) => {
    setValues({ ...values, ...part });
    setTouched(new Set([...touched, ...Object.keys(part)]));
  };
  const faultOf = (name: keyof IntentValues): string | undefined =>
    !checked.ok && (sent || touched.has(name)) ? checked.faults[name] : undefined;

  function submit() {
    setSent(true);
    if (!checked.ok) return;
    const { item } = checked;
    const edits: PolicyEdit[] = [{ kind: "put", part: "intents", item }];
    if (opened && opened.id !== item.id) edits.unshift({ kind: "rename", part: "intents", id: opened.id, to: item.id });
    if (edit(edits, opened ? `${item.id} changed` : `${item.id} added`)) openForm(null);
  }

  const line = (
    name: keyof IntentValues,
    label: string,
    more: { optional?: boolean; hint?: string; mono?: boolean },
  ) => (
    <Field label={label} optional={more.optional ?? false} hint={more.hint} error={faultOf(name)}>
      <Input
        mono={more.mono ?? false}
        value={values[name]}
        autoComplete="off"
        spellCheck={false}
        onChange={({ target: { value } }) => change({ [name]: value })}
      />
    </Field>
  );
  const names = listActions(scope.actions, document.rules, document.intents);
  return (
    <>
      <FormDialog
        title={opened ? `Edit ${opened.id}` : "Add an intent"}
        side
        submitLabel={opened ? "Change in the draft" : "Add to the draft"}
        busyText="Writing…"
        busy={false}
        error={null}
        onSubmit={submit}
        onClose={close}
      >
        {line("id", "Name", { mono: true, hint: "A session names the intent by it." })}
        <Field label="What it is for" error={faultOf("statement")}>
          <Textarea
            rows={2}
            value={values.statement}
            onChange={({ target: { value } }) => change({ statement: value })}
          />
        </Field>
        <div className="grid gap-2">
          <Field
            label="Actions"
            hint="One on each line: all that a session of it may ask for."
            error={faultOf("actions")}
          >
            <Textarea
              mono
              rows={2}
              value={values.actions}
              spellCheck={false}
              onChange={({ target: { value } }) => change({ actions: value })}
            />
          </Field>
          <Suggestions
            label="Actions that are known"
            names={pickNames(names, "", readLines(values.actions))}
            onTake={(name) => change({ actions: [...readLines(values.actions), name].join("\n") })}
          />
        </div>
        {line("max_session_minutes", "A session lasts at most", { hint: "Minutes." })}
        <ApproversField
          label="Who may start one"
          optional
          hint="Without it, anybody whom the agent’s identity provider proves."
          value={values.who}
          error={faultOf("who")}
          onChange={(who) => change({ who })}
        />
        {line("task", "For a task like", {
          optional: true,
          mono: true,
          hint: "A pattern: each session names its task, and it must fit.",
        })}
        <div className="grid gap-4 tablet:grid-cols-2">
          {line("per_hour", "At most an hour", { optional: true })}
          {line("per_day", "At most a day", { optional: true })}
        </div>
        <ApproversField
          label="Who must say yes first"
          optional
          hint="Before a session of it starts."
          value={values.approvers}
          error={faultOf("approvers")}
          onChange={(approvers) => change({ approvers })}
        />
      </FormDialog>
      {question}
    </>
  );
}
