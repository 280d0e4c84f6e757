"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type ReactNode, useState } from "react";
import { useWithIdentity } from "@/components/account/confirm-identity";
import { findFault } from "@/components/settings/change-failure";
import { FormDialog } from "@/components/settings/form-dialog";
import { useRefresh } from "@/components/settings/use-refresh";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { ConfirmDialog } from "@/components/ui/overlay/confirm-dialog";
import { showToast } from "@/components/ui/toast";
import { handoverReads } from "@/lib/handovers/queries";
import {
  deactivatePersonMutation,
  erasePersonMutation,
  personReads,
  reactivatePersonMutation,
  resetPasskeysMutation,
} from "@/lib/people/queries";
import type { Person, PersonAbility } from "@/lib/people/schema";
import { Holdings } from "./holdings";

type ReasonInput = { params: { id: string }; body: { reason: string } };
type ReasonProps = {
  person: Person;
  title: string;
  confirmLabel: string;
  done: string;
  change: (input: ReasonInput) => Promise<Person>;
  onClose: () => void;
  children: ReactNode;
};

/** Their page shows the hand-over that may have opened, and the frame, which the server draws, counts it. */
function useRefreshLeaver(): () => Promise<void> {
  const refresh = useRefresh([...personReads, ...handoverReads]);
  const router = useRouter();
  return async () => {
    await refresh();
    router.refresh();
  };
}

/** The reason is kept with the event, for whoever asks later. */
function ReasonDialog({ person, title, confirmLabel, done, change, onClose, children }: ReasonProps) {
  const [reason, setReason] = useState("");
  const refresh = useRefreshLeaver();
  const act = useMutation({
    mutationFn: change,
    onSuccess: () => {
      showToast({ title: done, detail: person.name });
      onClose();
    },
    onSettled: refresh,
  });
  const fault = findFault(act.error, "/reason");
  return (
    <FormDialog
      title={title}
      submitLabel={confirmLabel}
      busyText="Recording…"
      busy={act.isPending}
      danger
      disabledReason={reason.trim().length < 3 ? "Write the reason first" : undefined}
      error={fault === undefined ? act.error : null}
      onSubmit={() => act.mutate({ params: { id: person.id }, body: { reason: reason.trim() } })}
      onClose={onClose}
    >
      <div className="grid gap-3 text-muted">{children}</div>
      <Field label="Reason" hint="Stays with the event in the log." error={fault} required>
        <Input
          name="reason"
          maxLength={500}
          autoComplete="off"
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </Field>
    </FormDialog>
  );
}

type Props = { person: Person; onClose: () => void };
export type AccessChange = Extract<PersonAbility, "deactivate" | "reactivate" | "reset_passkeys" | "erase">;

/** The dialog of one change to a person's access. */
export function AccessDialog({ change, ...props }: Props & { change: AccessChange }) {
  switch (change) {
    case "deactivate":
      return <DeactivatePerson {...props} />;
    case "reactivate":
      return <ReactivatePerson {...props} />;
    case "reset_passkeys":
      return <ResetPasskeys {...props} />;
    case "erase":
      return <ErasePerson {...props} />;
  }
}

function DeactivatePerson({ person, onClose }: Props) {
  return (
    <ReasonDialog
      person={person}
      title={`Deactivate ${person.name}?`}
      confirmLabel="Deactivate"
      done="Deactivated"
      change={deactivatePersonMutation.mutationFn}
      onClose={onClose}
    >
      <div className="text-fg">
        <Holdings personId={person.id} />
      </div>
      <p>
        Every browser of theirs is signed out at once. Roles, teams and passkeys stay, and come back if they are
        reactivated.
      </p>
    </ReasonDialog>
  );
}

function ResetPasskeys({ person, onClose }: Props) {
  return (
    <ReasonDialog
      person={person}
      title={`Reset the passkeys of ${person.name}?`}
      confirmLabel="Reset passkeys"
      done="Passkeys reset"
      change={useWithIdentity(resetPasskeysMutation.mutationFn)}
      onClose={onClose}
    >
      Be sure that it is they who asked: call them, or meet them. All {person.passkeys} are removed, every sign-in ends,
      and for 24 hours they may approve nothing. They and security are told.
    </ReasonDialog>
  );
}

function ReactivatePerson({ person, onClose }: Props) {
  const refresh = useRefresh(personReads);
  async function reactivate() {
    await reactivatePersonMutation.mutationFn({ params: { id: person.id } }).finally(() => void refresh());
    showToast({ title: "Reactivated", detail: person.name });
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={`Reactivate ${person.name}?`}
      confirmLabel="Reactivate"
      busyText="Recording…"
      onConfirm={reactivate}
    >
      They can sign in again, with the roles and teams they had. Earlier sign-ins stay ended, and agents they answered
      for do not come back: ask them anew, and they accept.
    </ConfirmDialog>
  );
}

function ErasePerson({ person, onClose }: Props) {
  const refresh = useRefreshLeaver();
  const change = useWithIdentity(erasePersonMutation.mutationFn);
  async function erase() {
    await change({ params: { id: person.id } }).finally(() => void refresh());
    showToast({ title: "Erased", detail: person.id });
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={`Erase ${person.name}?`}
      confirmLabel="Erase for good"
      busyText="Erasing…"
      danger
      typed={person.name}
      onConfirm={erase}
    >
      <div className="grid gap-3">
        <p>
          Name, address, passkeys, preferences and teams are deleted for everyone, and so are their words in the log.
          Ids and proofs stay. This cannot be undone.
        </p>
        {person.state === "active" && <Holdings personId={person.id} />}
      </div>
    </ConfirmDialog>
  );
}
