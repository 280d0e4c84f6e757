"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { arrowAmongButtons } from "@/components/ui/form/arrow-into";
import { CheckboxField } from "@/components/ui/form/checkbox";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { NextIcon } from "@/components/ui/icons/actions";
import type { Filter } from "./list-url";

type Props = {
  filters: readonly Filter[];
  values: readonly string[];
  onApply: (key: string, values: readonly string[]) => void;
  onClose: () => void;
};

/** First which filter, then its values; with only one filter to choose from, its values at once. */
export function FilterEditor({ filters, values, onApply, onClose }: Props) {
  const only = filters.length === 1 ? filters[0] : undefined;
  const [chosen, setChosen] = useState<Filter | undefined>(only);
  if (!chosen) {
    return (
      <ul role="presentation" className="-m-2" onKeyDown={arrowAmongButtons}>
        {filters.map((filter) => (
          <li key={filter.key}>
            <button
              type="button"
              onClick={() => setChosen(filter)}
              className="flex min-h-10 w-full items-center gap-2 rounded-small px-2 text-start transition-colors hover:bg-fill tablet:min-h-8"
            >
              <span className="flex-1">{filter.label}</span>
              <NextIcon className="text-subtle" />
            </button>
          </li>
        ))}
      </ul>
    );
  }
  return <ValueForm filter={chosen} values={values} onApply={onApply} onClose={onClose} />;
}

function ValueForm({ filter, values, onApply, onClose }: Omit<Props, "filters"> & { filter: Filter }) {
  const [draft, setDraft] = useState<readonly string[]>(values);

  function apply(event: FormEvent) {
    event.preventDefault();
    onApply(
      filter.key,
      draft.filter((value) => value.trim() !== ""),
    );
    onClose();
  }

  return (
    <form onSubmit={apply} className="grid gap-3">
      {filter.kind === "choice" ? (
        <fieldset>
          <legend className="mb-1 text-small font-medium text-subtle">{filter.label}</legend>
          {filter.options.map((option) => (
            <CheckboxField
              key={option.value}
              label={option.label}
              checked={draft.includes(option.value)}
              onChange={(event) =>
                setDraft(
                  event.target.checked ? [...draft, option.value] : draft.filter((value) => value !== option.value),
                )
              }
            />
          ))}
        </fieldset>
      ) : (
        <Field label={filter.label}>
          <Input
            type={filter.kind === "day" ? "date" : "text"}
            value={draft[0] ?? ""}
            maxLength={120}
            {...(filter.kind === "text" && filter.placeholder !== undefined ? { placeholder: filter.placeholder } : {})}
            onChange={(event) => setDraft([event.target.value])}
          />
        </Field>
      )}
      <Button type="submit" variant="primary">
        Apply
      </Button>
    </form>
  );
}
