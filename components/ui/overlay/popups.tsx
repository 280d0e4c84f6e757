"use client";

/* Everything that floats, in one file and so in one chunk: dialogs and popovers share most of their code. See lazy-popups.ts. */

import { Dialog as Base } from "@base-ui/react/dialog";
import { Popover } from "@base-ui/react/popover";
import { cva } from "class-variance-authority";
import type { ReactNode, RefObject } from "react";
import { buttonClass } from "../button-class";
import type { BareDialogProps, DialogProps } from "./dialog";
import { CloseIcon } from "../icons/actions";

const popupClass = cva(
  "overlay-motion fixed z-40 flex flex-col border border-hairline bg-overlay text-fg shadow-overlay focus-visible:outline-none",
  {
    variants: {
      place: {
        centre:
          "inset-x-4 top-1/2 mx-auto max-h-[calc(100dvh-2rem)] max-w-120 -translate-y-1/2 rounded-card data-ending-style:-translate-y-[48%] data-starting-style:-translate-y-[48%]",
        side: [
          "inset-x-0 bottom-0 max-h-[92dvh] rounded-t-card data-ending-style:translate-y-4 data-starting-style:translate-y-4",
          "tablet:inset-y-0 tablet:start-auto tablet:end-0 tablet:max-h-none tablet:w-120 tablet:max-w-[90vw] tablet:rounded-none tablet:border-y-0 tablet:border-e-0",
          "tablet:data-ending-style:translate-x-4 tablet:data-ending-style:translate-y-0 tablet:data-starting-style:translate-x-4 tablet:data-starting-style:translate-y-0",
        ],
      },
    },
  },
);

export function DialogPopup({
  open,
  onOpenChange,
  title,
  description,
  footer,
  initialFocus,
  place,
  children,
}: DialogProps & { place: "centre" | "side" }) {
  return (
    <Base.Root open={open} onOpenChange={onOpenChange}>
      <Base.Portal>
        <Base.Backdrop className="overlay-motion fixed inset-0 z-40 bg-scrim" />
        <Base.Popup className={popupClass({ place })} initialFocus={initialFocus}>
          <div className="flex items-start gap-3 px-5 pt-4 pb-3">
            <div className="min-w-0 flex-1">
              <Base.Title className="text-section font-semibold">{title}</Base.Title>
              {description !== undefined && (
                <Base.Description className="mt-1 text-muted">{description}</Base.Description>
              )}
            </div>
            <Base.Close className={`${buttonClass({ variant: "quiet", square: true })} -me-2`}>
              <CloseIcon />
              <span className="sr-only">Close</span>
            </Base.Close>
          </div>
          {children !== undefined && <div className="min-h-0 flex-1 overflow-y-auto px-5 py-1 pb-5">{children}</div>}
          {footer !== undefined && (
            <div className="flex flex-wrap justify-end gap-2 border-t border-hairline px-5 py-3">{footer}</div>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

export function BarePopup({ onClose, title, className, children }: BareDialogProps) {
  return (
    <Base.Root open onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="overlay-motion fixed inset-0 z-40 bg-scrim" />
        <Base.Popup
          className={`overlay-motion fixed z-40 bg-overlay shadow-overlay focus-visible:outline-none ${className}`}
        >
          <Base.Title className="sr-only">{title}</Base.Title>
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

export type PopoverPopupProps = {
  label: string;
  align: "start" | "end";
  trigger: RefObject<HTMLButtonElement | null>;
  onClose: () => void;
  children: ReactNode;
};

/** What floats beside its trigger: placed, focused, closed by Escape or a press outside, and focus goes back. */
export function PopoverPopup({ label, align, trigger, onClose, children }: PopoverPopupProps) {
  return (
    <Popover.Root
      open
      onOpenChange={(next, { event }) => {
        // A press on the trigger already toggles; answering it here too would open the popup again.
        const onTrigger = event.target instanceof Node && trigger.current?.contains(event.target);
        if (!next && !onTrigger) onClose();
      }}
    >
      <Popover.Portal>
        <Popover.Positioner anchor={trigger} align={align} sideOffset={6} collisionPadding={4} className="z-50">
          <Popover.Popup
            aria-label={label}
            finalFocus={trigger}
            className="overlay-motion max-h-(--available-height) max-w-[calc(100vw-1rem)] overflow-y-auto rounded-card border border-hairline bg-overlay shadow-overlay outline-none w-80 p-3"
          >
            {children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
