"use client";

import { type ReactNode, useState } from "react";
import { ConfirmDialog } from "@/components/ui/overlay/confirm-dialog";

/** What was written in a form is not lost by Escape or a press beside it. */
export function useLeavingForm(changed: boolean, leave: () => void): { close: () => void; question: ReactNode } {
  const [asking, setAsking] = useState(false);
  return {
    close: () => (changed ? setAsking(true) : leave()),
    question: (
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Leave without writing it?"
        confirmLabel="Throw away"
        danger
        onConfirm={async () => leave()}
      >
        What you wrote here is not in the draft yet.
      </ConfirmDialog>
    ),
  };
}
