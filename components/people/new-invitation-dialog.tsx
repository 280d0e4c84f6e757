"use client";

import { useRef } from "react";
import { Button } from "@/components/ui/button";
import { CopyLine } from "@/components/ui/code";
import { Dialog } from "@/components/ui/overlay/dialog";
import { Time } from "@/components/ui/time";
import type { NewInvitation } from "@/lib/people/schema";

type Props = { person: { name: string; email: string | null }; invitation: NewInvitation | null; onClose: () => void };

/** The only place that ever shows an invitation's address. */
export function NewInvitationDialog({ person, invitation, onClose }: Props) {
  const copy = useRef<HTMLButtonElement>(null);
  return (
    <Dialog
      open
      // Enter, pressed once more than needed, must not put away what is shown only now.
      initialFocus={copy}
      onOpenChange={(open) => !open && onClose()}
      title={`${person.name} is invited`}
      footer={
        <Button variant="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <div className="grid gap-4">
        {invitation === null ? (
          <p className="text-muted">The invitation was made already. Open the person to make a new one.</p>
        ) : invitation.url === null ? (
          <p>
            The invitation is on its way to <b className="font-semibold">{person.email}</b>. It works once, until{" "}
            <Time at={invitation.expires_at} />.
          </p>
        ) : (
          <>
            <p>
              Send this address to {person.name} yourself. It lets in whoever uses it first, until{" "}
              <Time at={invitation.expires_at} />, and is not shown again.
            </p>
            <CopyLine ref={copy} text={invitation.url} what="invitation" />
          </>
        )}
      </div>
    </Dialog>
  );
}
