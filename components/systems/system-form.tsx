"use client";

import { dataClassWords } from "@/components/agents/record/words";
import { findFault } from "@/components/settings/change-failure";
import { CheckboxField } from "@/components/ui/form/checkbox";
import { Field } from "@/components/ui/form/field";
import { Input, Textarea } from "@/components/ui/form/input";
import { RadioGroup } from "@/components/ui/form/radio-group";
import { type CallerCheck, callerChecks, type DataClass, dataClasses } from "@/lib/agents/rules";
import { isAppError } from "@/lib/core/errors";
import { callerWords, explainPattern } from "@/lib/systems/rules";
import type { System } from "@/lib/systems/schema";

export type SystemDraft = {
  name: string;
  slug: string;
  description: string;
  verifies: CallerCheck;
  /** One pattern a line. */
  actions: string;
  classes: readonly DataClass[];
};

export const emptyDraft: SystemDraft = {
  name: "",
  slug: "",
  description: "",
  verifies: "unknown",
  actions: "",
  classes: [],
};

export function readDraft(system: System): SystemDraft {
  const { name, slug, description, verifies, actions, data_classes: classes } = system;
  return { name, slug, description, verifies, actions: actions.join("\n"), classes };
}

export function listPatterns(text: string): string[] {
  const lines = text.split("\n").map((line) => line.trim());
  return lines.filter((line, index) => line !== "" && lines.indexOf(line) === index);
}

/** What the API is given; the slug only where the system is new. */
export function writeDraft({ name, description, verifies, actions, classes }: SystemDraft) {
  return { name: name.trim(), description, verifies, actions: listPatterns(actions), data_classes: [...classes] };
}

/** The first pattern that does not parse, with its own words. */
export function findPatternFault(text: string): string | undefined {
  for (const pattern of listPatterns(text)) {
    const fault = explainPattern(pattern);
    if (fault !== undefined) return `${pattern.slice(0, 40)}: ${fault}`;
  }
  return undefined;
}

const explained = ["/name", "/slug", "/description"];

/** The error as far as no field shows it. */
export function leftOver(error: Error | null): Error | null {
  const shown = explained.some((pointer) => findFault(error, pointer) !== undefined);
  return shown && isAppError(error) && error.faults.every(({ pointer }) => explained.includes(pointer)) ? null : error;
}

type Props = { draft: SystemDraft; onChange: (draft: SystemDraft) => void; error: Error | null; isNew: boolean };

/** The fields of a system, new or not. */
export function SystemFields({ draft, onChange, error, isNew }: Props) {
  return (
    <>
      <Field label="Name" error={findFault(error, "/name")} required>
        <Input
          name="name"
          maxLength={120}
          autoComplete="off"
          value={draft.name}
          onChange={(event) => onChange({ ...draft, name: event.target.value })}
        />
      </Field>
      {isNew && (
        <Field
          label="Short name"
          hint="Small letters, digits, - and _. Without one it is made from the name. It stays."
          error={findFault(error, "/slug")}
          optional
        >
          <Input
            name="slug"
            mono
            maxLength={63}
            autoComplete="off"
            spellCheck={false}
            value={draft.slug}
            onChange={(event) => onChange({ ...draft, slug: event.target.value })}
          />
        </Field>
      )}
      <RadioGroup
        legend="How it verifies its caller"
        name="verifies"
        value={draft.verifies}
        onChange={(verifies) => onChange({ ...draft, verifies })}
        choices={callerChecks.map((value) => ({
          value,
          label: callerWords[value].words,
          hint: callerWords[value].meaning,
        }))}
      />
      <Field label="What it is" error={findFault(error, "/description")} optional>
        <Textarea
          name="description"
          maxLength={2_000}
          value={draft.description}
          onChange={(event) => onChange({ ...draft, description: event.target.value })}
        />
      </Field>
      <Field
        label="Actions that belong to it"
        hint="One pattern a line: stripe.refunds.*, or mcp.stripe.** for all of a server."
        error={findPatternFault(draft.actions)}
        optional
      >
        <Textarea
          name="actions"
          mono
          rows={4}
          spellCheck={false}
          value={draft.actions}
          onChange={(event) => onChange({ ...draft, actions: event.target.value })}
        />
      </Field>
      <DataField chosen={draft.classes} onChange={(classes) => onChange({ ...draft, classes })} />
    </>
  );
}

type DataProps = { chosen: readonly DataClass[]; onChange: (classes: readonly DataClass[]) => void };

function DataField({ chosen, onChange }: DataProps) {
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium">
        Data it holds <span className="font-normal text-subtle">(optional)</span>
      </legend>
      <div className="grid gap-x-4 tablet:grid-cols-2">
        {dataClasses.map((value) => (
          <CheckboxField
            key={value}
            label={dataClassWords[value]}
            checked={chosen.includes(value)}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosen, value] : chosen.filter((one) => one !== value))
            }
          />
        ))}
      </div>
    </fieldset>
  );
}
