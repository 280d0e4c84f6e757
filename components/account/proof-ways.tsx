"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { CopyLine } from "@/components/ui/code";
import { KeyIcon } from "@/components/ui/icons/places";
import { Skeleton, SkeletonBar } from "@/components/ui/skeleton";
import { authOperations } from "@/lib/auth/operations";
import { callOperation } from "@/lib/http/client";
import { mutationFor, queryFor } from "@/lib/http/query";
import { Failure } from "./failure";
import { confirmByPasskey } from "./passkeys/ceremonies";
import { writeLinkCommand } from "./words";

type Props = { onProven: () => void };

/** The one way the server accepts from this person: the strongest they have. */
export function ProofWays({ onProven }: Props) {
  const stepUp = useQuery({ ...queryFor(authOperations.getStepUp, {}), staleTime: 0, gcTime: 0 });
  if (stepUp.isPending) {
    return (
      <Skeleton label="Loading">
        <SkeletonBar width="60%" />
      </Skeleton>
    );
  }
  if (stepUp.isError) {
    return (
      <Banner tone="deny" actions={<Button onClick={() => void stepUp.refetch()}>Try again</Button>}>
        {stepUp.error.message}
      </Banner>
    );
  }
  const { method, mailed, words } = stepUp.data;
  if (method === "passkey") return <PasskeyProof onProven={onProven} />;
  if (method === "oidc") return <ProviderProof words={words} onProven={onProven} />;
  return mailed ? <MailedProof onProven={onProven} /> : <TerminalProof onProven={onProven} />;
}

function PasskeyProof({ onProven }: Props) {
  const confirm = useMutation({ mutationFn: confirmByPasskey, onSuccess: onProven });
  return (
    <Proof failure={confirm.error}>
      <Button
        ref={takeFocus}
        variant="primary"
        icon={<KeyIcon />}
        busy={confirm.isPending}
        busyText="Waiting for your passkey…"
        onClick={() => confirm.mutate()}
      >
        Use your passkey
      </Button>
    </Proof>
  );
}

function ProviderProof({ words, onProven }: Props & { words: string }) {
  const leave = useMutation({ mutationFn: goToProvider });
  return (
    <Proof failure={leave.error}>
      <p>{words} It opens in another tab; what you typed here stays.</p>
      <Button ref={takeFocus} variant="primary" busy={leave.isPending} onClick={() => leave.mutate()}>
        Sign in again
      </Button>
      {leave.isSuccess && <WaitForProof onProven={onProven} />}
    </Proof>
  );
}

/** The tab is opened by the press itself, or browsers would block it. It gets no way back into this one. */
async function goToProvider(): Promise<void> {
  const tab = window.open("about:blank", "_blank");
  if (tab) tab.opener = null;
  try {
    const body = { next: "/me/confirmed" };
    const { url } = await callOperation(authOperations.startProviderConfirmation, { body });
    (tab?.location ?? location).assign(url);
  } catch (error) {
    tab?.close();
    throw error;
  }
}

function MailedProof({ onProven }: Props) {
  const mail = useMutation(mutationFor(authOperations.mailConfirmationLink));
  return (
    <Proof failure={mail.error}>
      <p>We mail you a one-time link. Open it in this browser and press its button.</p>
      <Button
        ref={takeFocus}
        variant="primary"
        busy={mail.isPending}
        busyText="Sending…"
        onClick={() => mail.mutate({})}
      >
        {mail.isSuccess ? "Mail another link" : "Mail me a link"}
      </Button>
      {mail.isSuccess && <WaitForProof onProven={onProven} />}
    </Proof>
  );
}

function TerminalProof({ onProven }: Props) {
  const viewer = useQuery(queryFor(authOperations.getViewer, {}));
  return (
    <Proof>
      <p>
        Ask the operator of this server for a one-time link, open it in this browser and press its button. They run:
      </p>
      <CopyLine ref={takeFocus} text={writeLinkCommand(viewer.data?.email)} what="command" />
      <WaitForProof onProven={onProven} />
    </Proof>
  );
}

/** What is to be pressed comes after the dialog has opened, and takes the focus from there. */
function takeFocus(button: HTMLButtonElement | null): void {
  button?.focus();
}

function Proof({ failure, children }: { failure?: Error | null; children: ReactNode }) {
  return (
    <div className="grid justify-items-start gap-3">
      {children}
      <Failure error={failure} />
    </div>
  );
}

/** The proof happens in another tab of this browser: asks until the sign-in's proof is another one than it was. */
function WaitForProof({ onProven }: Props) {
  const viewer = useQuery({ ...queryFor(authOperations.getViewer, {}), refetchInterval: 2_000, staleTime: 0 });
  const at = viewer.data?.sign_in.authenticated_at;
  const before = useRef(at);

  useEffect(() => {
    // Null is an answer too: no proof of theirs counts yet.
    if (before.current === undefined) before.current = at;
    if (at === before.current) return undefined;
    // What was begun may ask for a passkey, and browsers give those to the window in front alone.
    const inFront = new AbortController();
    if (document.hasFocus()) onProven();
    else addEventListener("focus", () => onProven(), { once: true, signal: inFront.signal });
    return () => inFront.abort();
  }, [at, onProven]);

  return <p className="text-dense text-subtle">Waiting for it. This goes on by itself.</p>;
}
