"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { Dialog } from "@/components/ui/overlay/dialog";
import { Failure } from "../failure";

type Props = {
  title: string;
  description: string;
  suggestion: string;
  button: string;
  busyText: string;
  /** Rejects with what went wrong; the dialog then stays and says it. */
  onName: (name: string) => Promise<void>;
  onClose: () => void;
};

/** Asks what a passkey is called, then does what the button says. */
export function PasskeyNameDialog({ title, description, suggestion, button, busyText, onName, onClose }: Props) {
  const formId = useId();
  const field = useRef<HTMLInputElement>(null);
  const [name, setName] = useState(suggestion);
  const save = useMutation({ mutationFn: onName, onSuccess: onClose });

  function submit(event: FormEvent) {
    event.preventDefault();
    save.mutate(name);
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={description}
      initialFocus={field}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={formId} variant="primary" busy={save.isPending} busyText={busyText}>
            {button}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit} className="grid gap-3">
        <Field label="Name" hint="So that you know it again in your list." required>
          <Input ref={field} maxLength={120} value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
        <Failure error={save.error} />
      </form>
    </Dialog>
  );
}
