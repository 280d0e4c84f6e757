"use client";

import { useState } from "react";
import { PersonPicker } from "@/components/people/person-picker";
import { FormDialog } from "@/components/settings/form-dialog";
import type { Person } from "@/lib/people/schema";
import type { Chosen } from "./use-choices";

type Props = {
  title: string;
  description: string;
  submitLabel: string;
  /** Sample people answer for sample agents alone. */
  sample: boolean;
  onChoose: (person: Chosen) => void;
  onClose: () => void;
};

/** Looks for one person by name. It only chooses: asking is a press of its own. */
export function FindSuccessor({ title, description, submitLabel, sample, onChoose, onClose }: Props) {
  const [person, setPerson] = useState<Person | null>(null);
  return (
    <FormDialog
      title={title}
      description={description}
      submitLabel={submitLabel}
      busyText="Choosing…"
      busy={false}
      disabledReason={person === null ? "Choose somebody first" : undefined}
      error={null}
      onSubmit={() => {
        if (!person) return;
        onChoose({ id: person.id, name: person.name });
        onClose();
      }}
      onClose={onClose}
    >
      <PersonPicker
        chosen={person}
        onChange={setPerson}
        explainOut={(one) => (one.sample && !sample ? "Sample data: answers for sample agents only" : undefined)}
      />
    </FormDialog>
  );
}
