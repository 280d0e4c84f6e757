"use client";

import type { Route } from "next";
import { lazy, type ReactNode, Suspense, useRef, useState } from "react";
import { type ButtonLook, buttonClass } from "../button-class";
import type { Icon } from "../icons/draw";

const Popup = lazy(async () => ({ default: (await import("./menu-popup")).MenuPopup }));
function preload(): void {
  void import("./menu-popup");
}

export type MenuItem =
  | {
      label: string;
      hint?: ReactNode;
      icon?: Icon;
      danger?: boolean;
      checked?: boolean;
      disabledReason?: string;
      onSelect: () => void;
    }
  | { label: string; hint?: ReactNode; icon?: Icon; href: Route };
export type MenuGroup = {
  heading?: string;
  /** One of them holds: choosing another is done, and closes the menu. */
  single?: boolean;
  items: readonly MenuItem[];
};

type Props = ButtonLook & {
  label: string;
  /** What the button shows; its accessible name is `label`. */
  children: ReactNode;
  groups: readonly MenuGroup[];
  align?: "start" | "end";
  side?: "bottom" | "top" | "right";
  square?: boolean;
  /** Replaces the look of a button, for triggers that are part of a bigger drawing. */
  className?: string;
  /** Open from the start, where the button itself was loaded by a press. */
  initiallyOpen?: boolean;
};

/** A button that offers a list of commands or links. The list itself is loaded when the button is first touched. */
export function Menu({
  label,
  children,
  groups,
  align = "start",
  side = "bottom",
  square = false,
  className,
  initiallyOpen = false,
  ...look
}: Props) {
  const [open, setOpen] = useState(initiallyOpen);
  const trigger = useRef<HTMLButtonElement>(null);
  return (
    <>
      <button
        ref={trigger}
        type="button"
        aria-haspopup="menu"
        aria-expanded={open}
        aria-label={label}
        className={className ?? buttonClass({ ...look, square })}
        onPointerEnter={preload}
        onFocus={preload}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown") return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        {children}
      </button>
      {open && (
        <Suspense fallback={null}>
          <Popup
            label={label}
            groups={groups}
            align={align}
            side={side}
            trigger={trigger}
            onClose={() => setOpen(false)}
          />
        </Suspense>
      )}
    </>
  );
}
