"use client";

import { type ReactNode, type RefObject, Suspense, useState } from "react";
import { BarePopup, DialogPopup } from "./lazy-popups";

export type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  /** Buttons, the most important last. */
  footer?: ReactNode;
  /** Where focus starts; else the first thing in it that can be reached. */
  initialFocus?: RefObject<HTMLElement | null>;
  children?: ReactNode;
};

/** A question in the middle of the page. Focus goes in and comes back; Escape and a press outside close it. Loaded on first opening. */
export function Dialog(props: DialogProps) {
  return <LazyPopup {...props} place="centre" />;
}

/** The same from the side, for longer work that keeps the page in view; on a phone it rises from below. */
export function Sheet(props: DialogProps) {
  return <LazyPopup {...props} place="side" />;
}

export type BareDialogProps = { onClose: () => void; title: string; className: string; children: ReactNode };

/** Only the behaviour of a dialog: the caller draws what is in it. Its title is for those who listen. */
export function BareDialog(props: BareDialogProps) {
  return (
    <Suspense fallback={null}>
      <BarePopup {...props} />
    </Suspense>
  );
}

function LazyPopup(props: DialogProps & { place: "centre" | "side" }) {
  const [wanted, setWanted] = useState(props.open);
  // Once loaded it stays, so that closing can be seen.
  if (props.open && !wanted) setWanted(true);
  if (!wanted) return null;
  return (
    <Suspense fallback={null}>
      <DialogPopup {...props} />
    </Suspense>
  );
}
