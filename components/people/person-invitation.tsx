"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Failure } from "@/components/account/failure";
import { useRefresh } from "@/components/settings/use-refresh";
import { Section } from "@/components/shell/page/section";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/overlay/confirm-dialog";
import { Time } from "@/components/ui/time";
import { showToast } from "@/components/ui/toast";
import { personReads, renewInvitationMutation, revokeInvitationMutation } from "@/lib/people/queries";
import type { Delivery, NewInvitation, Person } from "@/lib/people/schema";
import { NewInvitationDialog } from "./new-invitation-dialog";

/** The open invitation: another in its place, or none. */
export function PersonInvitation({ person, mailed }: { person: Person; mailed: boolean }) {
  const [shown, setShown] = useState<NewInvitation | null>(null);
  const [revoking, setRevoking] = useState(false);
  const refresh = useRefresh(personReads);
  const renew = useMutation({ ...renewInvitationMutation, onSuccess: setShown, onSettled: refresh });
  const start = (delivery: Delivery) => renew.mutate({ params: { id: person.id }, body: { delivery } });

  return (
    <Section title="Invitation">
      <div className="grid gap-3">
        <p className="max-w-prose text-muted">{describe(person)}</p>
        <div className="flex flex-wrap gap-2">
          {mailed && (
            <Button busy={renew.isPending} busyText="Making it…" onClick={() => start("mail")}>
              Mail a new one
            </Button>
          )}
          <Button busy={renew.isPending} busyText="Making it…" onClick={() => start("copy")}>
            {mailed ? "Make a new one to copy" : "Make a new one"}
          </Button>
          {person.abilities.includes("revoke_invitation") && (
            <Button variant="danger" onClick={() => setRevoking(true)}>
              Revoke
            </Button>
          )}
        </div>
        <Failure error={renew.error} />
      </div>
      <RevokeInvitation person={person} open={revoking} onClose={() => setRevoking(false)} />
      {shown && <NewInvitationDialog person={person} invitation={shown} onClose={() => setShown(null)} />}
    </Section>
  );
}

function describe({ invitation }: Person) {
  if (invitation === null) return "None is open. A new one works once, for seven days.";
  if (invitation.expired) {
    return (
      <>
        It ran out on <Time at={invitation.expires_at} />. Make a new one, or they cannot come in.
      </>
    );
  }
  return (
    <>
      It works once, until <Time at={invitation.expires_at} />. A new one takes its place; the old address then stops
      working.
    </>
  );
}

function RevokeInvitation({ person, open, onClose }: { person: Person; open: boolean; onClose: () => void }) {
  const refresh = useRefresh(personReads);
  async function revoke() {
    await revokeInvitationMutation.mutationFn({ params: { id: person.id } }).finally(() => void refresh());
    showToast({ title: "Invitation revoked", detail: person.name });
  }
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={`Revoke the invitation of ${person.name}?`}
      confirmLabel="Revoke invitation"
      busyText="Revoking…"
      danger
      onConfirm={revoke}
    >
      The address they were given stops working at once. They stay on the list as invited; a new invitation can be made.
    </ConfirmDialog>
  );
}
