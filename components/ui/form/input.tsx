"use client";

import type { ComponentProps } from "react";
import { controlClass } from "./control-class";
import { useFieldControl } from "./field";

type InputProps = Omit<ComponentProps<"input">, "className"> & { mono?: boolean };

export function Input({ mono, type = "text", ...rest }: InputProps) {
  return <input type={type} {...useFieldControl()} {...rest} className={controlClass({ kind: "line", mono })} />;
}

type TextareaProps = Omit<ComponentProps<"textarea">, "className"> & { mono?: boolean };

/** Grows with its text where the browser can, else scrolls. */
export function Textarea({ mono, rows = 3, ...rest }: TextareaProps) {
  return <textarea rows={rows} {...useFieldControl()} {...rest} className={controlClass({ kind: "area", mono })} />;
}
