"use client";

import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useWithIdentity } from "@/components/account/confirm-identity";
import { findFault } from "@/components/settings/change-failure";
import { FormDialog } from "@/components/settings/form-dialog";
import { useRefresh } from "@/components/settings/use-refresh";
import { Button } from "@/components/ui/button";
import { CopyLine } from "@/components/ui/code";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { Select } from "@/components/ui/form/select";
import { Dialog } from "@/components/ui/overlay/dialog";
import { Time } from "@/components/ui/time";
import { createDirectoryMutation, directoryReads } from "@/lib/directory/queries";
import { maxDirectoryDays, standardDirectoryDays } from "@/lib/directory/rules";
import type { CreatedDirectory } from "@/lib/directory/schema";

type Props = { address: string; onClose: () => void };

/** Asks what for, then shows the secret: this once. */
export function NewSecret({ address, onClose }: Props) {
  const [created, setCreated] = useState<CreatedDirectory | null>(null);
  if (created === null) return <SecretForm onCreated={setCreated} onClose={onClose} />;
  return <ShownOnce created={created} address={address} onClose={onClose} />;
}

const lives = [30, 90, standardDirectoryDays, maxDirectoryDays].map((days) => ({
  value: String(days),
  label: `${days} days`,
}));

function SecretForm({ onCreated, onClose }: { onCreated: (made: CreatedDirectory) => void; onClose: () => void }) {
  const [name, setName] = useState("");
  const [days, setDays] = useState(String(standardDirectoryDays));
  const refresh = useRefresh(directoryReads);
  const create = useMutation({
    mutationFn: useWithIdentity(createDirectoryMutation.mutationFn),
    onSuccess: onCreated,
    onSettled: refresh,
  });
  const fault = findFault(create.error, "/name");
  return (
    <FormDialog
      title="New secret"
      description="It lets the directory add, change and deactivate people. The audit log names it with everything it does."
      submitLabel="Make secret"
      busyText="Making…"
      busy={create.isPending}
      disabledReason={name.trim() === "" ? "Write a name first" : undefined}
      error={fault === undefined ? create.error : null}
      onSubmit={() => create.mutate({ body: { name: name.trim(), days: Number(days) } })}
      onClose={onClose}
    >
      <Field label="Name" hint="Which directory has it, and since when: “Okta, autumn 2026”." error={fault} required>
        <Input
          name="name"
          maxLength={120}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
      </Field>
      <Field label="Works for">
        <Select name="days" options={lives} value={days} onChange={(event) => setDays(event.target.value)} />
      </Field>
    </FormDialog>
  );
}

/** The only place that ever shows a secret. */
function ShownOnce({ created, address, onClose }: Props & { created: CreatedDirectory }) {
  const copy = useRef<HTMLButtonElement>(null);
  return (
    <Dialog
      open
      // Enter, pressed once more than needed, must not put away what is shown only now.
      initialFocus={copy}
      onOpenChange={(open) => !open && onClose()}
      title={`The secret of ${created.name}`}
      footer={
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <div className="grid gap-4">
        {created.secret === null ? (
          <p className="text-muted">The secret was made already. Revoke it and make a new one.</p>
        ) : (
          <>
            <p>
              Paste it into the directory now, as bearer token. It works until <Time at={created.expires_at} /> and is
              not shown again.
            </p>
            <CopyLine ref={copy} text={created.secret} what="secret" />
            <p className="text-muted">And the address it belongs to:</p>
            <CopyLine text={address} what="address" />
          </>
        )}
      </div>
    </Dialog>
  );
}
