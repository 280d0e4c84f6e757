"use client";

import { type KeyboardEvent, type ReactNode, useId, useRef } from "react";
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
  const submit = useRef<HTMLButtonElement>(null);
  const Frame = props.side === true ? Sheet : Dialog;
  /** Also from a field of several lines, where Enter alone begins another. */
  const sendByKeys = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    // The button itself is pressed: where it cannot be, the keys cannot either.
    submit.current?.click();
  };
  const footer = (
    <>
      <Button onClick={props.onClose}>Cancel</Button>
      <Button
        ref={submit}
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
          firstField.current = findStart(form);
        }}
        className="grid gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          const form = event.currentTarget;
          props.onSubmit();
          // What is wrong may be far above the button.
          requestAnimationFrame(() => form.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
        }}
      >
        <div role="presentation" className="contents" onKeyDown={sendByKeys}>
          {props.children}
        </div>
        <ChangeFailure error={props.error} onReadAgain={props.onReadAgain ?? props.onClose} />
      </form>
    </Frame>
  );
}

/** The field that was asked for, where one was, else the first. */
function findStart(form: HTMLFormElement | null): HTMLElement | null {
  // Of several choices the one that is made.
  const fields = ":is(input:not([type=radio]), input:checked, textarea, select)";
  return form?.querySelector<HTMLElement>(`[data-start] ${fields}`) ?? form?.querySelector(fields) ?? null;
}
