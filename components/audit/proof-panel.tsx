"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { announce } from "@/components/ui/announcer";
import { Button } from "@/components/ui/button";
import { CopyLine } from "@/components/ui/code";
import { AllowedIcon, DeniedIcon, UnknownIcon } from "@/components/ui/icons/states";
import { showToast } from "@/components/ui/toast";
import { proofQuery } from "@/lib/audit/queries";
import type { InclusionProof } from "@/lib/audit/schema";
import type { Step } from "@/lib/audit/verify-proof";

/** The proof of one event: recomputed here, or saved and recomputed anywhere else. */
export function ProofPanel({ eventId }: { eventId: string }) {
  const client = useQueryClient();
  const readProof = (): Promise<InclusionProof> => client.fetchQuery({ ...proofQuery(eventId), staleTime: 0 });
  const verify = useMutation({
    mutationFn: async () => recompute(await readProof(), eventId),
    onSuccess: (steps) => announce(sumUp(steps).words),
  });
  const download = useMutation({
    mutationFn: async () => saveProof(await readProof()),
    onError: (error) => showToast({ title: "The proof could not be read", detail: error.message, failed: true }),
  });
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap gap-2">
        <Button size="small" busy={verify.isPending} busyText="Verifying…" onClick={() => verify.mutate()}>
          Verify here
        </Button>
        <Button size="small" variant="quiet" busy={download.isPending} onClick={() => download.mutate()}>
          Download proof
        </Button>
      </div>
      {verify.error && <p className="text-dense text-deny-fg">Not verified: {verify.error.message}</p>}
      {verify.data && <Steps steps={verify.data} />}
      <details className="text-dense text-muted">
        <summary className="cursor-pointer py-1">Verify it on another machine</summary>
        <div className="mt-1 grid gap-2">
          <p>With Node and two files: the proof, and the script from this console’s source. Neither asks Ambit.</p>
          <CopyLine text={`node docs/verify-audit.mjs ${nameFile(eventId)}`} what="command" />
        </div>
      </details>
    </div>
  );
}

const drawings = {
  right: { icon: AllowedIcon, look: "text-allow-fg", word: "Right" },
  wrong: { icon: DeniedIcon, look: "text-deny-fg", word: "Wrong" },
  unknown: { icon: UnknownIcon, look: "text-pending-fg", word: "Unknown" },
} as const;

function Steps({ steps }: { steps: readonly Step[] }) {
  const sum = sumUp(steps);
  return (
    <div>
      <p className="font-medium">{sum.words}</p>
      <ol className="mt-1.5 grid gap-1 text-dense">
        {steps.map((step) => {
          const { icon: Drawing, look, word } = drawings[step.state];
          return (
            <li key={step.words} className="flex gap-2">
              <Drawing size={14} className={`mt-0.75 ${look}`} />
              <span>
                <span className="sr-only">{word}: </span>
                {step.words}
                {step.detail !== undefined && <span className="block text-small text-subtle">{step.detail}</span>}
              </span>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

function sumUp(steps: readonly Step[]): { words: string } {
  if (steps.some(({ state }) => state === "wrong")) return { words: "Not genuine: a step failed" };
  if (steps.some(({ state }) => state === "unknown")) return { words: "Not fully checked in this browser" };
  return { words: "Genuine: every step holds" };
}

/** The code that recomputes is loaded by whoever presses the button. */
async function recompute(proof: InclusionProof, eventId: string): Promise<Step[]> {
  const { readPublishedKeys, verifyProof } = await import("@/lib/audit/verify-proof");
  const response = await fetch("/.well-known/jwks.json", { cache: "no-store" });
  if (!response.ok) throw new Error("The published keys could not be read.");
  return verifyProof(proof, eventId, readPublishedKeys(await response.json()));
}

function nameFile(eventId: string): string {
  return `ambit-proof-${eventId}.json`;
}

function saveProof(proof: InclusionProof): void {
  const event = JSON.parse(proof.canonical) as { id: string };
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([`${JSON.stringify(proof, null, 2)}\n`], { type: "application/json" }));
  link.download = nameFile(event.id);
  link.click();
  URL.revokeObjectURL(link.href);
}
