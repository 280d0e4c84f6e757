"use client";

import { useMutation } from "@tanstack/react-query";
import { useRefresh } from "@/components/settings/use-refresh";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { showToast } from "@/components/ui/toast";
import { acceptOwnershipMutation, agentReads } from "@/lib/agents/queries";
import type { Ownership } from "@/lib/agents/schema";
import { useRecord } from "../use-record";

type Props = { ownership: Ownership; onDecline: () => void };

const duties = {
  owner:
    "You answer for what it does: what it is for, what it may reach, and that somebody notices when it goes wrong.",
  deputy: "You answer for what it does when its owner is away, and you are asked first when the owner leaves.",
} as const;

/** The question itself, big and before everything else, for the one person who can answer it. */
export function AskedOfMe({ ownership, onDecline }: Props) {
  const { record } = useRecord();
  const { part } = ownership;
  const refresh = useRefresh(agentReads);
  const accept = useMutation({
    ...acceptOwnershipMutation,
    onSuccess: () => showToast({ title: `You are ${part} of ${record.name}` }),
    onSettled: refresh,
  });
  const params = { slug: record.slug, id: ownership.id };
  return (
    <section className="mt-5 rounded-card border border-control p-5" aria-labelledby={`asked-${part}`}>
      <h2 id={`asked-${part}`} className="text-effect font-semibold text-balance">
        Do you accept to be {part} of {record.name}?
      </h2>
      <p className="mt-2 max-w-prose text-muted">
        {duties[part]} You confirm it again every {record.rhythm.confirm_every_days} days with one key, and can step
        down at any time.
      </p>
      <div className="mt-4 flex flex-wrap gap-2">
        <Button size="large" onClick={onDecline}>
          Decline…
        </Button>
        <Button
          size="large"
          variant="primary"
          busy={accept.isPending}
          busyText="Recording…"
          onClick={() => accept.mutate({ params })}
        >
          Accept
        </Button>
      </div>
      {accept.error && (
        <div className="mt-4" role="alert">
          <Banner tone="deny">{accept.error.message}</Banner>
        </div>
      )}
    </section>
  );
}
