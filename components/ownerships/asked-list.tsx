"use client";

import { lazy, Suspense, useState } from "react";
import { Failure } from "@/components/account/failure";
import { Button } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import type { Ownership } from "@/lib/agents/schema";
import { OwnershipRow } from "./ownership-row";
import { useAccept } from "./use-answers";

/** Loaded with the first press. */
const DeclineDialog = lazy(async () => ({ default: (await import("./decline-dialog")).DeclineDialog }));

/** Questions only the viewer can answer. */
export function AskedList({ asked }: { asked: readonly Ownership[] }) {
  const [declining, setDeclining] = useState<Ownership | null>(null);
  return (
    <>
      <ul data-next-focus>
        {asked.map((ownership) => (
          <AskedRow key={ownership.id} ownership={ownership} onDecline={() => setDeclining(ownership)} />
        ))}
      </ul>
      {declining && (
        <Suspense fallback={null}>
          <DeclineDialog ownership={declining} onClose={() => setDeclining(null)} />
        </Suspense>
      )}
    </>
  );
}

function AskedRow({ ownership, onDecline }: { ownership: Ownership; onDecline: () => void }) {
  const accept = useAccept();
  const { agent, part, asked_at: at } = ownership;
  const of = (
    <span className="sr-only">
      {" "}
      to be {part} of {agent.name}
    </span>
  );
  return (
    <OwnershipRow
      ownership={ownership}
      detail={
        <>
          asked on <Time at={at} detail="day" />
        </>
      }
    >
      <Button onClick={onDecline}>Decline…{of}</Button>
      <Button variant="primary" busy={accept.isPending} busyText="Recording…" onClick={() => accept.mutate(ownership)}>
        Accept{of}
      </Button>
      <Failure error={accept.error} />
    </OwnershipRow>
  );
}
