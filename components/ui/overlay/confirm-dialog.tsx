"use client";

import { type ReactNode, useRef, useState } from "react";
import { Banner } from "../banner";
import { Button } from "../button";
import { Dialog } from "./dialog";
import { Field } from "../form/field";
import { Input } from "../form/input";

type Props = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** What will be true afterwards, and whether it can be undone. */
  children: ReactNode;
  confirmLabel: string;
  busyText?: string;
  danger?: boolean;
  /** Must be typed before it goes on: only for what reaches far. */
  typed?: string;
  /** Rejects with an Error whose message is fit for the screen; the dialog then stays open and shows it. */
  onConfirm: () => Promise<void>;
};

/** Asks once more before something that is hard to take back. Enter does what it asks about, unless that takes something away. */
export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  children,
  confirmLabel,
  busyText,
  danger = false,
  typed,
  onConfirm,
}: Props) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [text, setText] = useState("");
  const start = useRef<HTMLElement | null>(null);
  const setStart = (element: HTMLElement | null): void => {
    start.current = element;
  };
  const matches = typed === undefined || text === typed;

  function change(next: boolean) {
    setFailure(null);
    setText("");
    onOpenChange(next);
  }

  async function confirm() {
    setBusy(true);
    setFailure(null);
    try {
      await onConfirm();
      change(false);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : "It did not work. Nothing was changed.");
    }
    setBusy(false);
  }

  const footer = (
    <>
      <Button ref={danger && typed === undefined ? setStart : undefined} onClick={() => change(false)}>
        Cancel
      </Button>
      <Button
        ref={!danger && typed === undefined ? setStart : undefined}
        variant={danger ? "deny" : "primary"}
        busy={busy}
        {...(busyText === undefined ? {} : { busyText })}
        disabledReason={matches ? undefined : `Type ${typed} first`}
        onClick={() => void confirm()}
      >
        {confirmLabel}
      </Button>
    </>
  );
  return (
    <Dialog open={open} onOpenChange={change} title={title} footer={footer} initialFocus={start}>
      <div className="grid gap-4">
        <div className="text-muted">{children}</div>
        {typed !== undefined && (
          <Field label={`Type ${typed} to confirm`}>
            <Input
              ref={setStart}
              value={text}
              onChange={(event) => setText(event.target.value)}
              autoComplete="off"
              spellCheck={false}
            />
          </Field>
        )}
        {failure !== null && <Banner tone="deny">{failure}</Banner>}
      </div>
    </Dialog>
  );
}
