"use client";

import { type ReactNode, type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { placeBeside, type Side } from "./place-beside";

type Props = {
  anchor: RefObject<HTMLElement | null>;
  side: Side;
  railOnly: boolean;
  onHover: (inside: boolean) => void;
  onClose: () => void;
  children: ReactNode;
};

/** Outside the page's flow and above it. It is hidden from assistive technology, which has these words already. */
export function TooltipPopup({ anchor, side, railOnly, onHover, onClose, children }: Props) {
  const popup = useRef<HTMLDivElement>(null);
  const close = useEffectEvent(onClose);

  useLayoutEffect(() => {
    if (popup.current && anchor.current)
      placeBeside(popup.current, anchor.current.getBoundingClientRect(), side, "centre");
  }, [anchor, side]);

  useEffect(() => {
    const closeOnEscape = (event: KeyboardEvent) => event.key === "Escape" && close();
    const closeOnScroll = () => close();
    document.addEventListener("keydown", closeOnEscape);
    addEventListener("scroll", closeOnScroll, { capture: true, passive: true });
    return () => {
      document.removeEventListener("keydown", closeOnEscape);
      removeEventListener("scroll", closeOnScroll, { capture: true });
    };
  }, []);

  return createPortal(
    <div
      ref={popup}
      aria-hidden
      data-tooltip
      onPointerEnter={() => onHover(true)}
      onPointerLeave={() => onHover(false)}
      className={`fixed top-0 left-0 z-50 w-max max-w-72 rounded-small bg-fg px-2 py-1 text-small font-medium text-surface shadow-overlay forced:border ${railOnly ? "rail:hidden" : ""}`}
    >
      {children}
    </div>,
    document.body,
  );
}
