"use client";

import { type ReactNode, useId } from "react";
import { FieldError } from "./field";

export type Choice<Value extends string> = { value: Value; label: ReactNode; hint?: ReactNode; disabled?: boolean };

type Props<Value extends string> = {
  legend: ReactNode;
  hideLegend?: boolean;
  name: string;
  value: Value | undefined;
  onChange: (value: Value) => void;
  choices: readonly Choice<Value>[];
  error?: string;
};

const dot = [
  "relative block size-6 shrink-0 cursor-pointer appearance-none rounded-full disabled:cursor-not-allowed disabled:opacity-50",
  "before:absolute before:inset-1 before:rounded-full before:border before:border-control before:bg-surface",
  "checked:before:border-[5px] checked:before:border-focus forced:before:forced-color-adjust-none",
].join(" ");

/** Nothing is chosen beforehand unless the caller says so. Arrow keys move, as the platform does it. */
export function RadioGroup<Value extends string>({
  legend,
  hideLegend = false,
  name,
  value,
  onChange,
  choices,
  error,
}: Props<Value>) {
  const id = useId();
  return (
    <fieldset className="grid gap-1" aria-describedby={error === undefined ? undefined : `${id}error`}>
      <legend className={hideLegend ? "sr-only" : "mb-1.5 font-medium"}>{legend}</legend>
      {choices.map((choice) => (
        <div key={choice.value} className="grid grid-cols-[1.5rem_minmax(0,1fr)] gap-x-1.5 py-1 tablet:py-0">
          <input
            type="radio"
            id={`${id}${choice.value}`}
            name={name}
            value={choice.value}
            checked={choice.value === value}
            disabled={choice.disabled}
            onChange={() => onChange(choice.value)}
            aria-describedby={choice.hint === undefined ? undefined : `${id}${choice.value}hint`}
            className={dot}
          />
          <label htmlFor={`${id}${choice.value}`} className="cursor-pointer py-0.5">
            {choice.label}
          </label>
          {choice.hint !== undefined && (
            <p id={`${id}${choice.value}hint`} className="col-start-2 text-dense text-subtle">
              {choice.hint}
            </p>
          )}
        </div>
      ))}
      {error !== undefined && <FieldError id={`${id}error`}>{error}</FieldError>}
    </fieldset>
  );
}
