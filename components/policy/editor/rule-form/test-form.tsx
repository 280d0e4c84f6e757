"use client";

import { useState } from "react";
import { FormDialog } from "@/components/settings/form-dialog";
import { CheckboxField } from "@/components/ui/form/checkbox";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { reasons } from "@/lib/policy/rules";
import type { PolicyDocument } from "@/lib/policy/schema";
import { readCall } from "../trial/call";
import { useTrial } from "../trial/use-trial";
import { useEditor } from "../state/use-editor";
import { outcomeWords } from "../words";
import { checkPart, withoutGaps } from "./check-part";

/** The call that was tried becomes a test: what it gave must stay. */
export function TestForm({ document }: { document: PolicyDocument }) {
  const { openForm, edit, call, setTab } = useEditor();
  const read = readCall(call);
  const trial = useTrial(read.ok ? read.call : undefined);
  const [name, setName] = useState("");
  const [exact, setExact] = useState(false);
  const [sent, setSent] = useState(false);
  if (!read.ok || !trial) return null;
  const { outcome, reason, rule } = trial;
  const value = withoutGaps({
    name: name.trim(),
    ...read.call,
    expect: outcome,
    reason,
    rule: exact ? (rule ?? undefined) : undefined,
  });
  const taken = document.tests.map((test) => test.name);
  const checked = checkPart("tests", value, { intents: document.intents, taken });
  const [first] = checked.ok ? [] : Object.values(checked.faults);
  const fault = checked.ok || !sent ? undefined : (checked.faults["name"] ?? first);

  function submit() {
    setSent(true);
    if (!checked.ok) return;
    if (!edit([{ kind: "put", part: "tests", item: checked.item }], `Test kept: ${checked.item.name}`)) return;
    setTab("tests");
    openForm(null);
  }
  return (
    <FormDialog
      title="Keep as test"
      description={`${read.call.action}: ${outcomeWords[outcome].toLowerCase()}. ${reasons[reason]}`}
      submitLabel="Add to the draft"
      busyText="Writing…"
      busy={false}
      error={null}
      onSubmit={submit}
      onClose={() => openForm(null)}
    >
      <Field label="What must stay" hint="One sentence, for whoever sees it fail." error={fault}>
        <Input
          value={name}
          placeholder="A small refund goes through"
          onChange={({ target }) => setName(target.value)}
        />
      </Field>
      {rule !== null && (
        <CheckboxField
          label={`Only if ${rule} decides`}
          hint="Otherwise any rule may give the same outcome."
          checked={exact}
          onChange={({ target: { checked: next } }) => setExact(next)}
        />
      )}
    </FormDialog>
  );
}
