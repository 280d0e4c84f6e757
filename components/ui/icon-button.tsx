"use client";

import type { ComponentProps } from "react";
import { type ButtonLook, buttonClass } from "./button-class";
import type { Icon } from "./icons/draw";
import { Tooltip } from "./overlay/tooltip";

type Props = Omit<ComponentProps<"button">, "className" | "children" | "aria-label"> &
  ButtonLook & { icon: Icon; label: string };

/** A button that shows only an icon; its name is read aloud, and shown on hover and focus. */
export function IconButton({ icon: Drawing, label, variant = "quiet", size, type = "button", ...rest }: Props) {
  return (
    <Tooltip text={label}>
      {/* oxlint-disable-next-line react/button-has-type -- the caller's choice between button and submit, with a safe default */}
      <button {...rest} type={type} className={buttonClass({ variant, size, square: true })}>
        <Drawing />
        <span className="sr-only">{label}</span>
      </button>
    </Tooltip>
  );
}
