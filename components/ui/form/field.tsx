"use client";

import { createContext, type ReactNode, useContext, useId } from "react";
import { GapIcon } from "../icons/states";

type Control = {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
  required: boolean;
};

const Context = createContext<Control | null>(null);

type Props = {
  label: ReactNode;
  hint?: ReactNode;
  error?: string | undefined;
  required?: boolean;
  optional?: boolean;
  hideLabel?: boolean;
  children: ReactNode;
};

/** Label, hint and error around one control. The control inside picks its ids up by itself. */
export function Field({ label, hint, error, required = false, optional = false, hideLabel = false, children }: Props) {
  const id = useId();
  const hintId = `${id}hint`;
  const errorId = `${id}error`;
  const described = [hint === undefined ? "" : hintId, error === undefined ? "" : errorId].filter(Boolean).join(" ");
  const control: Control = {
    id,
    "aria-describedby": described || undefined,
    "aria-invalid": error === undefined ? undefined : true,
    required,
  };
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className={hideLabel ? "sr-only" : "text-body font-medium"}>
        {label}
        {optional && <span className="font-normal text-subtle"> (optional)</span>}
      </label>
      <Context value={control}>{children}</Context>
      {hint !== undefined && (
        <p id={hintId} className="max-w-prose text-dense text-subtle">
          {hint}
        </p>
      )}
      {error !== undefined && <FieldError id={errorId}>{error}</FieldError>}
    </div>
  );
}

export function FieldError({ id, children }: { id?: string; children: ReactNode }) {
  return (
    <p id={id} className="flex items-start gap-1.5 text-dense text-deny-fg">
      <GapIcon size={14} className="mt-[3px]" />
      <span>{children}</span>
    </p>
  );
}

/** What a control takes from the `Field` around it; outside of one, nothing. */
export function useFieldControl(): Partial<Control> {
  return useContext(Context) ?? {};
}
