"use client";

import { useRef } from "react";
import { Field } from "@/components/ui/form/field";
import { Textarea } from "@/components/ui/form/input";
import { describeCondition } from "@/lib/policy/rules";
import type { PolicyDocument } from "@/lib/policy/schema";
import { listSeenActions, listSeenArguments } from "../observed/seen";
import { SeenArguments } from "../observed/seen-arguments";
import { useSeen } from "../observed/use-observed";
import { Pieces } from "../sentences/pieces";
import { listActions } from "../trial/call-form";
import { useEditor } from "../state/use-editor";
import { readLines } from "./check-part";
import { listPaths } from "./fields-seen";
import type { FieldProps } from "./rule-form";
import { pickNames, Suggestions } from "./suggestions";

type Props = FieldProps & { document: PolicyDocument };

/** The line that is being written is the last one. */
function lastLine(text: string): string {
  return text.split("\n").at(-1) ?? "";
}

function takeLine(text: string, name: string): string {
  const lines = text.split("\n");
  const begun = (lines.at(-1) ?? "").trim();
  const kept = begun !== "" && name.toLowerCase().includes(begun.toLowerCase()) ? lines.slice(0, -1) : lines;
  return [...kept.filter((line) => line.trim() !== ""), name].join("\n");
}

export function ActionsField({ values, change, faults, document }: Props) {
  const { scope } = useEditor();
  const names = listActions(
    [...listSeenActions(useSeen()), ...scope.actions],
    document.rules,
    document.intents,
    document.tests.map(({ action }) => ({ actions: [action] })),
  );
  return (
    <div className="grid gap-2">
      <Field
        label="Actions"
        hint="One on each line. * is any run of characters in one part; ** at the end is any number of parts."
        error={faults["actions"]}
      >
        <Textarea
          mono
          rows={2}
          value={values.actions}
          placeholder="stripe.refunds.create"
          spellCheck={false}
          onChange={({ target: { value } }) => change({ actions: value })}
        />
      </Field>
      <Suggestions
        label="Actions that are known"
        names={pickNames(names, lastLine(values.actions), readLines(values.actions))}
        onTake={(name) => change({ actions: takeLine(values.actions, name) })}
      />
    </div>
  );
}

export function ResourcesField({ values, change, faults }: FieldProps) {
  return (
    <Field
      label="Resources"
      optional
      hint="One on each line, as type/id. Without any, whatever the resource."
      error={faults["resources"]}
    >
      <Textarea
        mono
        rows={1}
        value={values.resources}
        placeholder="ticket/*"
        spellCheck={false}
        onChange={({ target: { value } }) => change({ resources: value })}
      />
    </Field>
  );
}

export function ConditionField({ values, change, faults, document }: Props) {
  const field = useRef<HTMLTextAreaElement>(null);
  const { when } = values;
  const right = when.trim() !== "" && faults["when"] === undefined;
  const seen = listSeenArguments(useSeen(), readLines(values.actions)).filter(({ path }) => !when.includes(path));

  function take(path: string) {
    const { selectionStart: start, selectionEnd: end } = field.current ?? {
      selectionStart: when.length,
      selectionEnd: when.length,
    };
    change({ when: when.slice(0, start) + path + when.slice(end) });
    field.current?.focus();
  }
  return (
    <div className="grid gap-2">
      <Field label="Condition" optional hint="CEL. Without one, always." error={faults["when"]}>
        <Textarea
          ref={field}
          mono
          rows={2}
          value={when}
          placeholder='args.amount <= 200.0 && args.currency == "EUR"'
          spellCheck={false}
          onChange={({ target: { value } }) => change({ when: value })}
        />
      </Field>
      <SeenArguments seen={seen} onTake={take} />
      <Suggestions
        label="Fields that are known"
        names={listPaths(document).filter((name) => !when.includes(name) && !seen.some(({ path }) => path === name))}
        onTake={take}
      />
      {right && (
        <p className="text-dense text-muted [overflow-wrap:anywhere]">
          In words: <Pieces pieces={describeCondition(when)} />.
        </p>
      )}
    </div>
  );
}
