"use client";

import { useEffect, useState } from "react";
import { findFault } from "@/components/settings/change-failure";
import { FormDialog } from "@/components/settings/form-dialog";
import { ConfirmDialog } from "@/components/ui/overlay/confirm-dialog";
import { showToast } from "@/components/ui/toast";
import type { AgentRecord } from "@/lib/agents/schema";
import { ConflictPanel } from "./conflict-panel";
import { FieldControl } from "./field-control";
import { type Field, type Section, sections } from "./fields";
import { useTeams } from "./team-field";
import { type Conflict, useEdit } from "./use-edit";

type Props = {
  record: AgentRecord;
  section: Section;
  /** Where the person wants to write; else the first field. */
  start: Field | undefined;
  onClose: () => void;
};

/** Where the API says a field is at fault. */
const pointers: Readonly<Partial<Record<Field, string>>> = {
  duty_us: "/responsibility/us",
  duty_provider: "/responsibility/model_provider",
  duty_platform: "/responsibility/platform",
  no_data: "/stated_none",
};

/** One part of the record. What is not saved is not lost by a press beside the sheet. */
export function EditSheet({ record, section, start, onClose }: Props) {
  const { title, fields } = sections[section];
  const [leaving, setLeaving] = useState(false);
  const teams = useTeams();
  const teamName = (id: string) => teams.find((team) => team.id === id)?.name ?? id;
  const { values, changed, conflict, save, change, decide } = useEdit(record, fields, () => {
    showToast({ title: "Saved", detail: record.name });
    onClose();
  });
  const unsaved = changed.length > 0;
  useWarnBeforeUnload(unsaved);
  const faults = fields.map((field) => findFault(save.error, pointers[field] ?? `/${field}`));
  return (
    <>
      <FormDialog
        title={title}
        side
        submitLabel={conflict ? "Save again" : "Save"}
        busyText="Saving…"
        busy={save.isPending}
        disabledReason={explainInertness(unsaved, values.name, conflict)}
        error={faults.some((fault) => fault !== undefined) ? null : save.error}
        onSubmit={() => save.mutate()}
        onClose={() => (unsaved ? setLeaving(true) : onClose())}
      >
        {conflict && <ConflictPanel conflict={conflict} decide={decide} teamName={teamName} />}
        {fields.map((field, index) => (
          <div key={field} className="contents" data-start={field === start || undefined}>
            <FieldControl field={field} values={values} fault={faults[index]} change={change} />
          </div>
        ))}
      </FormDialog>
      <ConfirmDialog
        open={leaving}
        onOpenChange={setLeaving}
        title="Leave without saving?"
        confirmLabel="Throw away"
        danger
        onConfirm={async () => onClose()}
      >
        What you wrote here is not saved yet.
      </ConfirmDialog>
    </>
  );
}

function explainInertness(unsaved: boolean, name: string, conflict: Conflict | null): string | undefined {
  if (name.trim() === "") return "Write a name first";
  if (conflict && Object.values(conflict.decisions).includes(null)) return "Say for each field what stays";
  return unsaved ? undefined : "Nothing differs from what is there";
}

/** Closing the tab or going to another site is the browser's to ask about. */
function useWarnBeforeUnload(unsaved: boolean): void {
  useEffect(() => {
    if (!unsaved) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [unsaved]);
}
