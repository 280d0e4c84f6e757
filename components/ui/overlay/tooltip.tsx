"use client";

import { type FocusEvent, type PointerEvent, type ReactNode, useEffect, useRef, useState } from "react";
import type { Side } from "./place-beside";
import { TooltipPopup } from "./tooltip-popup";

const hoverDelayMs = 400;
const leaveDelayMs = 120;

type Props = {
  text: ReactNode;
  side?: Side;
  /** The wrapped control fills its row. */
  block?: boolean;
  /** Only where the rail is narrow and its words are hidden. */
  railOnly?: boolean;
  children: ReactNode;
};

/**
 * Shows words for sighted readers; the wrapped control must already have its name or description.
 * It can be dismissed with Escape, hovered itself, and stays until then (WCAG 1.4.13).
 */
export function Tooltip({ text, side = "top", block = false, railOnly = false, children }: Props) {
  const [open, setOpen] = useState(false);
  const wrapper = useRef<HTMLSpanElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  function schedule(next: boolean, delayMs: number) {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOpen(next), delayMs);
  }

  function showOnKeyboardFocus(event: FocusEvent<HTMLElement>) {
    if (event.target.matches(":focus-visible")) schedule(true, 0);
  }

  /** A press says "I have seen it"; only a finger on something that cannot be pressed asks why. */
  function answerPress(event: PointerEvent<HTMLElement>) {
    const asks = event.pointerType === "touch" && event.currentTarget.querySelector('[aria-disabled="true"]') !== null;
    schedule(asks, 0);
  }

  useEffect(() => () => clearTimeout(timer.current), []);

  return (
    <span
      ref={wrapper}
      className={block ? "flex w-full" : "inline-flex"}
      onPointerEnter={(event) => event.pointerType === "mouse" && schedule(true, hoverDelayMs)}
      onPointerLeave={() => schedule(false, leaveDelayMs)}
      onPointerDown={answerPress}
      onFocus={showOnKeyboardFocus}
      onBlur={() => schedule(false, 0)}
    >
      {children}
      {open && (
        <TooltipPopup
          anchor={wrapper}
          side={side}
          railOnly={railOnly}
          onHover={(inside) => (inside ? clearTimeout(timer.current) : schedule(false, leaveDelayMs))}
          onClose={() => setOpen(false)}
        >
          {text}
        </TooltipPopup>
      )}
    </span>
  );
}
