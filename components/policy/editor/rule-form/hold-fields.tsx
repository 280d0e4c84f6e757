"use client";

import { CheckboxField } from "@/components/ui/form/checkbox";
import { FieldError } from "@/components/ui/form/field";
import { RadioGroup } from "@/components/ui/form/radio-group";
import { placeWords } from "../words";
import type { FieldProps } from "./rule-form";

const places = ["gateway", "approval", "session", "credential"] as const satisfies readonly (keyof typeof placeWords)[];
const placeHints: Readonly<Record<(typeof places)[number], string>> = {
  gateway: "A point between the agent and what it calls decides.",
  approval: "A person does.",
  session: "The session it acts in cannot do more.",
  credential: "Its credential cannot do more.",
};

/** How the rule is held: outside the model or by asking it, where, and what an attacker still could. */
export function HoldFields({ values, change, faults }: FieldProps) {
  return (
    <>
      <RadioGroup
        legend="Boundary"
        name="boundary"
        value={values.boundary}
        onChange={(boundary) => change({ boundary })}
        choices={[
          { value: "hard", label: "Hard", hint: "Enforced outside the model." },
          { value: "soft", label: "Soft", hint: "Asked of the model." },
        ]}
      />
      <fieldset className="grid gap-1">
        <legend className="mb-1.5 font-medium">Enforced at</legend>
        {places.map((place) => (
          <CheckboxField
            key={place}
            label={placeWords[place].replace(/^./, (letter) => letter.toUpperCase())}
            hint={placeHints[place]}
            checked={values.enforced_at.includes(place)}
            onChange={({ target: { checked } }) =>
              change({
                enforced_at: places.filter((one) => (one === place ? checked : values.enforced_at.includes(one))),
              })
            }
          />
        ))}
        {faults["enforced_at"] !== undefined && <FieldError>{faults["enforced_at"]}</FieldError>}
      </fieldset>
      <RadioGroup
        legend="It makes the attack"
        name="strength"
        value={values.strength}
        onChange={(strength) => change({ strength })}
        choices={[
          { value: "impossible", label: "Impossible" },
          { value: "tedious", label: "Only tedious", hint: "With patience it could still be done." },
          { value: "", label: "Not said yet" },
        ]}
      />
    </>
  );
}
