"use client";

import { type ReactNode, useId } from "react";

type Props = {
  label: ReactNode;
  hint?: ReactNode;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
};

const track = [
  "relative block h-6 w-10 shrink-0 cursor-pointer appearance-none rounded-full disabled:cursor-not-allowed disabled:opacity-50",
  "before:absolute before:inset-x-0.5 before:inset-y-[3px] before:rounded-full before:border before:border-control before:bg-surface before:transition-colors",
  "after:absolute after:top-1.5 after:left-[5px] after:size-3 after:rounded-full after:bg-[var(--line-control)] after:transition-transform",
  "checked:before:border-fg checked:before:bg-fg checked:after:translate-x-[18px] checked:after:bg-surface",
  "forced:before:forced-color-adjust-none forced:after:forced-color-adjust-none",
].join(" ");

/** Takes effect at once, without a save button; otherwise use a checkbox. On and Off are also words. */
export function Switch({ label, hint, checked, onChange, disabled = false }: Props) {
  const id = useId();
  return (
    <div className="flex items-start gap-3">
      <div className="min-w-0 flex-1">
        <label htmlFor={id} className="block cursor-pointer py-0.5 font-medium">
          {label}
        </label>
        {hint !== undefined && (
          <p id={`${id}hint`} className="max-w-prose text-dense text-subtle">
            {hint}
          </p>
        )}
      </div>
      <span aria-hidden className="py-0.5 text-dense text-muted">
        {checked ? "On" : "Off"}
      </span>
      <input
        type="checkbox"
        role="switch"
        id={id}
        checked={checked}
        aria-checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
        aria-describedby={hint === undefined ? undefined : `${id}hint`}
        className={track}
      />
    </div>
  );
}
