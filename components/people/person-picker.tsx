"use client";

import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useId, useState } from "react";
import { Failure } from "@/components/account/failure";
import { arrowIntoChoices } from "@/components/ui/form/arrow-into";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { RadioGroup } from "@/components/ui/form/radio-group";
import { peoplePageQuery } from "@/lib/people/queries";
import type { Person } from "@/lib/people/schema";

type Props = {
  chosen: Person | null;
  onChange: (person: Person) => void;
  /** Why somebody who is found cannot be chosen. */
  explainOut: (person: Person) => string | undefined;
};

const shown = 6;

/** Type a part of the name, choose with the arrow keys. */
export function PersonPicker({ chosen, onChange, explainOut }: Props) {
  const [text, setText] = useState("");
  const q = useDeferredValue(text.trim());
  const name = useId();
  const found = useQuery({
    ...peoplePageQuery({ ...(q === "" ? {} : { q }), state: ["active", "invited"], limit: shown }),
    placeholderData: (before) => before,
  });
  const people = found.data?.data ?? [];
  return (
    <div role="presentation" className="grid gap-3" onKeyDown={arrowIntoChoices}>
      <Field label="Who" hint="A part of the name or the e-mail.">
        <Input
          type="search"
          maxLength={120}
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </Field>
      <Failure error={found.error} />
      {found.isSuccess && people.length === 0 && <p className="text-muted">Nobody here is called that.</p>}
      {people.length > 0 && (
        <RadioGroup
          legend="Found"
          hideLegend
          name={name}
          value={chosen?.id}
          onChange={(id) => {
            const person = people.find((one) => one.id === id);
            if (person) onChange(person);
          }}
          choices={people.map((person) => ({
            value: person.id,
            label: person.name,
            hint: <span className="[overflow-wrap:anywhere]">{explainOut(person) ?? person.email}</span>,
            disabled: explainOut(person) !== undefined,
          }))}
        />
      )}
      {found.data?.next_cursor && <p className="text-dense text-subtle">There are more; type more of the name.</p>}
    </div>
  );
}
