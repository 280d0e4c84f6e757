"use client";

import { useEffect, useState } from "react";
import { type ApiEvent, apiEvents } from "@/lib/http/client";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/overlay/dialog";

const ended: ApiEvent = "session-ended";

/** A call was refused because nobody is signed in any more. The page stays, and signing in leads back to it. */
export function SessionEnded() {
  const [open, setOpen] = useState(false);

  useEffect(() => {
    const show = () => setOpen(true);
    apiEvents.addEventListener(ended, show);
    return () => apiEvents.removeEventListener(ended, show);
  }, []);

  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title="Your session ended"
      description="It ran out, or it was ended elsewhere. Nothing you pressed since then was recorded. After signing in you come back to this place."
      footer={
        <>
          <Button onClick={() => setOpen(false)}>Stay here</Button>
          <Button variant="primary" onClick={() => location.assign(writeSignInPath(location))}>
            Sign in
          </Button>
        </>
      }
    />
  );
}

/** Path and query only: the sign-in page refuses to lead to another site, and a fragment never reaches the server. */
export function writeSignInPath({ pathname, search }: { pathname: string; search: string }): string {
  return `/sign-in?${new URLSearchParams({ next: pathname + search })}`;
}
