import { useId, useState } from "react";
import { PersonPicker } from "@/components/people/person-picker";
import { RadioGroup } from "@/components/ui/form/radio-group";
import type { Person } from "@/lib/people/schema";

type Props<Standard extends string> = {
  legend: string;
  standard: { value: Standard; label: string; hint: string };
  otherHint: string;
  /** Null while somebody else is to be chosen, and nobody is yet. */
  chosen: Person | Standard | null;
  fault: string | undefined;
  explainOut: (person: Person) => string | undefined;
  onChange: (chosen: Person | Standard | null) => void;
};

/** The usual answer, or a person who is looked for by name. */
export function PersonChoice<Standard extends string>(props: Props<Standard>) {
  const { legend, standard, otherHint, chosen, fault, explainOut, onChange } = props;
  const name = useId();
  const [found, setFound] = useState<Person | null>(null);
  const isStandard = chosen === standard.value;
  return (
    <div role="group" aria-label={legend} className="grid gap-3">
      <RadioGroup
        legend={legend}
        name={name}
        value={isStandard ? standard.value : "other"}
        onChange={(value) => onChange(value === "other" ? found : standard.value)}
        choices={[standard, { value: "other", label: chosenName(found, isStandard), hint: otherHint }]}
        {...(fault === undefined ? {} : { error: fault })}
      />
      {!isStandard && (
        <div className="border-s-2 border-hairline ps-4">
          <PersonPicker
            chosen={found}
            onChange={(person) => {
              setFound(person);
              onChange(person);
            }}
            explainOut={explainOut}
          />
        </div>
      )}
    </div>
  );
}

function chosenName(found: Person | null, isStandard: boolean): string {
  return found === null || isStandard ? "Somebody else" : `Somebody else: ${found.name}`;
}
