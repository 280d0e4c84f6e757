"use client";

import { type ComponentProps, type ReactNode, useEffect, useId, useRef } from "react";

type BoxProps = Omit<ComponentProps<"input">, "className" | "type"> & { indeterminate?: boolean };

const box = [
  "relative block size-6 shrink-0 cursor-pointer appearance-none rounded-small disabled:cursor-not-allowed disabled:opacity-50",
  "before:absolute before:inset-1 before:rounded-tag before:border before:border-control before:bg-surface",
  "checked:before:border-focus checked:before:bg-focus indeterminate:before:border-focus indeterminate:before:bg-focus",
  "aria-invalid:before:border-[var(--deny-border)]",
  "checked:after:absolute checked:after:top-[7px] checked:after:left-[9.5px] checked:after:h-2 checked:after:w-[5px] checked:after:rotate-42",
  "checked:after:border-r-[1.75px] checked:after:border-b-[1.75px] checked:after:border-surface",
  "indeterminate:after:absolute indeterminate:after:inset-x-2 indeterminate:after:top-[11px] indeterminate:after:h-0.5 indeterminate:after:bg-surface",
  "forced:before:forced-color-adjust-none forced:after:forced-color-adjust-none",
].join(" ");

/** A 16 px box in a 24 px target. Give it a label, by `CheckboxField` or `aria-label`. */
export function Checkbox({ indeterminate = false, ...rest }: BoxProps) {
  const element = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (element.current) element.current.indeterminate = indeterminate;
  }, [indeterminate]);
  return <input ref={element} type="checkbox" {...rest} className={box} />;
}

type FieldProps = Omit<BoxProps, "aria-label"> & { label: ReactNode; hint?: ReactNode };

export function CheckboxField({ label, hint, ...rest }: FieldProps) {
  const id = useId();
  return (
    <div className="grid grid-cols-[1.5rem_minmax(0,1fr)] gap-x-1.5 py-1 tablet:py-0">
      <Checkbox {...rest} id={id} aria-describedby={hint === undefined ? undefined : `${id}hint`} />
      <label htmlFor={id} className="cursor-pointer py-0.5">
        {label}
      </label>
      {hint !== undefined && (
        <p id={`${id}hint`} className="col-start-2 text-dense text-subtle">
          {hint}
        </p>
      )}
    </div>
  );
}
