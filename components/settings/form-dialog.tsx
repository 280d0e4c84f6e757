"use client";

import { type ReactNode, useId, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, Sheet } from "@/components/ui/overlay/dialog";
import { ChangeFailure } from "./change-failure";

type Props = {
  title: string;
  description?: ReactNode;
  /** From the side, for a longer form. */
  side?: boolean;
  submitLabel: string;
  busyText: string;
  busy: boolean;
  danger?: boolean;
  /** Why it cannot be sent yet. */
  disabledReason?: string | undefined;
  error: Error | null;
  onReadAgain?: () => void;
  onSubmit: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** One change in a dialog: its fields, why it was refused, and the button that makes it. Mount it to open it. */
export function FormDialog(props: Props) {
  const id = useId();
  const firstField = useRef<HTMLElement | null>(null);
  const Frame = props.side === true ? Sheet : Dialog;
  const footer = (
    <>
      <Button onClick={props.onClose}>Cancel</Button>
      <Button
        type="submit"
        form={id}
        variant={props.danger === true ? "deny" : "primary"}
        busy={props.busy}
        busyText={props.busyText}
        disabledReason={props.disabledReason}
      >
        {props.submitLabel}
      </Button>
    </>
  );
  return (
    <Frame
      open
      onOpenChange={(open) => !open && props.onClose()}
      title={props.title}
      description={props.description}
      footer={footer}
      initialFocus={firstField}
    >
      <form
        id={id}
        ref={(form) => {
          firstField.current = form?.querySelector("input") ?? null;
        }}
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          props.onSubmit();
        }}
      >
        {props.children}
        <ChangeFailure error={props.error} onReadAgain={props.onReadAgain ?? props.onClose} />
      </form>
    </Frame>
  );
}
