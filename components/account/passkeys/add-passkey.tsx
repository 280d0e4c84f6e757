"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { KeyIcon } from "@/components/ui/icons/places";
import { showToast } from "@/components/ui/toast";
import { authOperations } from "@/lib/auth/operations";
import { describeBrowser } from "@/lib/auth/rules";
import { queryKeyFor } from "@/lib/http/query";
import { useWithIdentity } from "../confirm-identity";
import { PasskeyNameDialog } from "./passkey-name-dialog";
import { addPasskey } from "./ceremonies";

/** The button that adds a passkey, and the dialog behind it. */
export function AddPasskey({ primary }: { primary: boolean }) {
  const [open, setOpen] = useState(false);
  const add = useWithIdentity(addPasskey);
  const client = useQueryClient();

  async function addNamed(name: string) {
    await add(name);
    showToast({ title: "Passkey added" });
    for (const operation of [authOperations.listPasskeys, authOperations.getViewer]) {
      void client.invalidateQueries({ queryKey: queryKeyFor(operation) });
    }
  }

  return (
    <>
      <Button variant={primary ? "primary" : "secondary"} icon={<KeyIcon />} onClick={() => setOpen(true)}>
        Add a passkey
      </Button>
      {open && (
        <PasskeyNameDialog
          title="Add a passkey"
          description="This device, your phone or a security key keeps it. Nothing secret leaves it."
          suggestion={suggestName()}
          button="Continue"
          busyText="Waiting for your device…"
          onName={addNamed}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

/** "Chrome on Linux": a version would be out of date in a month. */
function suggestName(): string {
  return describeBrowser(navigator.userAgent).replace(/ \d+/, "");
}
