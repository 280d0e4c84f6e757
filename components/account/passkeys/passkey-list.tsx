"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/overlay/confirm-dialog";
import { RelativeTime, Time } from "@/components/ui/time";
import { showToast } from "@/components/ui/toast";
import { authOperations } from "@/lib/auth/operations";
import type { Passkey } from "@/lib/auth/schema";
import { callOperation } from "@/lib/http/client";
import { mutationFor, queryFor, queryKeyFor } from "@/lib/http/query";
import { AddPasskey } from "./add-passkey";
import { useWithIdentity } from "../confirm-identity";
import { ListFault, ListSkeleton } from "../list-states";
import { PasskeyNameDialog } from "./passkey-name-dialog";

const { mutationFn: removePasskey } = mutationFor(authOperations.removePasskey);

/** Every passkey of the person; `off` says why none can be used here. */
export function PasskeyList({ off }: { off: string | null }) {
  const passkeys = useQuery(queryFor(authOperations.listPasskeys, {}));
  if (passkeys.isPending) return <ListSkeleton label="Loading passkeys" />;
  if (passkeys.isError) return <ListFault error={passkeys.error} onRetry={() => void passkeys.refetch()} />;
  const { data } = passkeys.data;
  return (
    <div className="grid gap-4">
      {data.length === 0 ? (
        <p className="max-w-prose text-muted">
          None yet. With a passkey you sign in with a finger, a face or a PIN, and confirm what needs a proof in a
          second.
        </p>
      ) : (
        <ul>
          {data.map((passkey) => (
            <PasskeyRow key={passkey.id} passkey={passkey} isLast={data.length === 1} />
          ))}
        </ul>
      )}
      {off === null ? (
        <div>
          <AddPasskey primary={data.length === 0} />
        </div>
      ) : (
        <p className="max-w-prose text-muted">{off}</p>
      )}
    </div>
  );
}

function PasskeyRow({ passkey, isLast }: { passkey: Passkey; isLast: boolean }) {
  const [open, setOpen] = useState<"rename" | "remove" | null>(null);
  const close = () => setOpen(null);
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-hairline py-2.5 first:border-t-0 first:pt-0">
      <div className="min-w-0 flex-1 basis-60">
        <p className="font-medium [overflow-wrap:anywhere]">{passkey.name}</p>
        <p className="text-small text-subtle">
          Added <Time at={passkey.created_at} detail="day" />,{" "}
          {passkey.last_used_at === null ? (
            "never used"
          ) : (
            <>
              last used <RelativeTime at={passkey.last_used_at} />
            </>
          )}
          , {passkey.synced ? "also on your other devices" : "on one device only"}
        </p>
      </div>
      <div className="flex gap-2">
        <Button size="small" onClick={() => setOpen("rename")}>
          Rename<span className="sr-only"> {passkey.name}</span>
        </Button>
        <Button size="small" variant="danger" onClick={() => setOpen("remove")}>
          Remove<span className="sr-only"> {passkey.name}</span>
        </Button>
      </div>
      {open === "rename" && <RenamePasskey passkey={passkey} onClose={close} />}
      <RemovePasskey passkey={passkey} isLast={isLast} open={open === "remove"} onClose={close} />
    </li>
  );
}

function RenamePasskey({ passkey, onClose }: { passkey: Passkey; onClose: () => void }) {
  const client = useQueryClient();

  async function rename(name: string) {
    await callOperation(authOperations.renamePasskey, { params: { id: passkey.id }, body: { name } });
    await client.invalidateQueries({ queryKey: queryKeyFor(authOperations.listPasskeys) });
  }

  return (
    <PasskeyNameDialog
      title="Rename the passkey"
      description="Only the name changes; the passkey itself stays as it is."
      suggestion={passkey.name}
      button="Save name"
      busyText="Saving…"
      onName={rename}
      onClose={onClose}
    />
  );
}

type RemoveProps = { passkey: Passkey; isLast: boolean; open: boolean; onClose: () => void };

function RemovePasskey({ passkey, isLast, open, onClose }: RemoveProps) {
  const client = useQueryClient();
  const remove = useWithIdentity(removePasskey);

  async function confirm() {
    await remove({ params: { id: passkey.id } });
    showToast({ title: "Passkey removed", detail: passkey.name });
    for (const operation of [authOperations.listPasskeys, authOperations.getViewer]) {
      void client.invalidateQueries({ queryKey: queryKeyFor(operation) });
    }
  }

  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={`Remove ${passkey.name}?`}
      confirmLabel="Remove passkey"
      busyText="Removing…"
      danger
      onConfirm={confirm}
    >
      It can no longer sign you in or confirm that it is you. Your device may still offer it: delete it there too.
      {isLast && " It is your last one: afterwards only a one-time link or your identity provider lets you in."}
    </ConfirmDialog>
  );
}
