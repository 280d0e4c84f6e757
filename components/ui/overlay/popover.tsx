"use client";

import { type ReactNode, Suspense, useRef, useState } from "react";
import { type ButtonLook, buttonClass } from "../button-class";
import { PopoverPopup, preloadPopups } from "./lazy-popups";

type Props = ButtonLook & {
  label: string;
  /** What the button shows. */
  button: ReactNode;
  className?: string;
  align?: "start" | "end";
  children: (close: () => void) => ReactNode;
};

/** A small form or explanation beside its button. Loaded when the button is first touched. */
export function Popover({ label, button, className, align = "start", children, ...look }: Props) {
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const close = () => setOpen(false);
  return (
    <>
      <button
        ref={trigger}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        className={className ?? buttonClass(look)}
        onPointerEnter={preloadPopups}
        onFocus={preloadPopups}
        onClick={() => setOpen(!open)}
      >
        {button}
      </button>
      {open && (
        <Suspense fallback={null}>
          <PopoverPopup label={label} align={align} trigger={trigger} onClose={close}>
            {children(close)}
          </PopoverPopup>
        </Suspense>
      )}
    </>
  );
}
