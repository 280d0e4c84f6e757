"use client";

import type { ComponentProps } from "react";
import { controlClass } from "./control-class";
import { useFieldControl } from "./field";
import { UpDownIcon } from "../icons/actions";

export type Option<Value extends string = string> = { value: Value; label: string };

type Props = Omit<ComponentProps<"select">, "className" | "children"> & {
  options: readonly Option[];
  placeholder?: string;
};

/** The platform's own list: the best one on a phone, and no script to load. */
export function Select({ options, placeholder, ...rest }: Props) {
  return (
    <span className="relative block">
      <select {...useFieldControl()} {...rest} className={controlClass({ kind: "choice" })}>
        {placeholder !== undefined && <option value="">{placeholder}</option>}
        {options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <span className="pointer-events-none absolute inset-y-0 end-2.5 grid place-items-center text-muted">
        <UpDownIcon />
      </span>
    </span>
  );
}
