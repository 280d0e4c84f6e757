"use client";

import { type ComponentProps, type MouseEvent, type ReactNode, useId } from "react";
import { type ButtonLook, buttonClass } from "./button-class";
import { Tooltip } from "./overlay/tooltip";
import { useDelayed } from "./use-delayed";

export type ButtonProps = Omit<ComponentProps<"button">, "disabled" | "className"> &
  ButtonLook & {
    icon?: ReactNode;
    /** The request is under way: further presses do nothing, and after 150 ms the button says so. */
    busy?: boolean;
    busyText?: string;
    /** Why it cannot be pressed now. The button stays reachable, so that the reason can be read. */
    disabledReason?: string | undefined;
  };

/** Filled with a colour of their own: a key drawn inside takes it over. */
const solid: ReadonlySet<string> = new Set(["primary", "allow", "deny"]);

export function Button({
  variant,
  size,
  block,
  icon,
  busy = false,
  busyText = "Working…",
  disabledReason,
  children,
  onClick,
  type = "button",
  ...rest
}: ButtonProps) {
  const reasonId = useId();
  const showBusy = useDelayed(busy, 150);
  const inert = busy || disabledReason !== undefined;

  function press(event: MouseEvent<HTMLButtonElement>) {
    if (inert) event.preventDefault();
    else onClick?.(event);
  }

  const button = (
    <button
      {...rest}
      data-solid={solid.has(variant ?? "secondary") || undefined}
      // oxlint-disable-next-line react/button-has-type -- the caller's choice between button and submit, with a safe default
      type={type}
      onClick={press}
      aria-disabled={inert || undefined}
      aria-busy={busy || undefined}
      aria-describedby={disabledReason === undefined ? rest["aria-describedby"] : reasonId}
      className={buttonClass({ variant, size, block })}
    >
      {icon}
      {showBusy ? busyText : children}
    </button>
  );
  if (disabledReason === undefined) return button;
  return (
    <Tooltip text={disabledReason} block={block === true}>
      {button}
      <span id={reasonId} className="sr-only">
        {disabledReason}
      </span>
    </Tooltip>
  );
}
