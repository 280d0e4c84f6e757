"use client";

import { useMutation } from "@tanstack/react-query";
import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyLine } from "@/components/ui/code";
import { Field } from "@/components/ui/form/field";
import { Input } from "@/components/ui/form/input";
import { KeyIcon, MailIcon } from "@/components/ui/icons/places";
import { authOperations } from "@/lib/auth/operations";
import type { SignInOptions } from "@/lib/auth/schema";
import { callOperation } from "@/lib/http/client";
import { mutationFor } from "@/lib/http/query";
import { Failure } from "../failure";
import { signInByPasskey } from "../passkeys/ceremonies";
import { writeLinkCommand } from "../words";

type Props = { options: SignInOptions; /** A path of ours, already checked. */ next: string };

/** Every way in that this installation has; the first is the primary one. There is no password. */
export function SignInWays({ options, next }: Props) {
  const { oidc, passkeys, links } = options;
  const wide = oidc !== null || passkeys.available;
  return (
    <>
      {wide && (
        <div className="grid gap-2">
          {oidc && <ProviderButton name={oidc.name} next={next} />}
          {passkeys.available && <PasskeyButton next={next} primary={!oidc} />}
        </div>
      )}
      {!passkeys.available && <p className="text-dense text-muted">{passkeys.reason}</p>}
      <div className={wide ? "border-t border-hairline pt-4" : ""}>
        {links.mailed ? <LinkForm next={next} primary={!wide} /> : <OperatorHint wide={wide} />}
      </div>
    </>
  );
}

function ProviderButton({ name, next }: { name: string; next: string }) {
  const leave = useMutation({
    mutationFn: () => callOperation(authOperations.startProviderSignIn, { body: { next } }),
    onSuccess: ({ url }) => location.assign(url),
  });
  return (
    <Way failure={leave.error}>
      <Button
        variant="primary"
        block
        busy={leave.isPending || leave.isSuccess}
        busyText="Opening…"
        onClick={() => leave.mutate()}
      >
        Continue with {name}
      </Button>
    </Way>
  );
}

function PasskeyButton({ next, primary }: { next: string; primary: boolean }) {
  const signIn = useMutation({
    mutationFn: () => signInByPasskey(next),
    onSuccess: (path) => location.assign(path),
  });
  return (
    <Way failure={signIn.error}>
      <Button
        variant={primary ? "primary" : "secondary"}
        block
        icon={<KeyIcon />}
        busy={signIn.isPending || signIn.isSuccess}
        busyText="Waiting for your passkey…"
        onClick={() => signIn.mutate()}
      >
        Sign in with a passkey
      </Button>
    </Way>
  );
}

function LinkForm({ next, primary }: { next: string; primary: boolean }) {
  const [email, setEmail] = useState("");
  const request = useMutation(mutationFor(authOperations.requestSignInLink));

  function submit(event: FormEvent) {
    event.preventDefault();
    request.mutate({ body: { email, next } });
  }

  if (request.isSuccess) {
    return (
      <div role="status" className="grid justify-items-start gap-3">
        <p>
          If <b className="font-semibold [overflow-wrap:anywhere]">{email}</b> belongs to somebody here, a link is on
          its way. Open it within {request.data.minutes} minutes; it works once.
        </p>
        <Button onClick={() => request.reset()}>Use another address</Button>
      </div>
    );
  }
  return (
    <Way failure={request.error}>
      <form onSubmit={submit} className="grid gap-3">
        <Field label="E-mail" required>
          <Input
            type="email"
            name="email"
            autoComplete="username"
            value={email}
            onChange={(event) => setEmail(event.target.value)}
          />
        </Field>
        <Button
          type="submit"
          variant={primary ? "primary" : "secondary"}
          block
          icon={<MailIcon />}
          busy={request.isPending}
          busyText="Sending…"
        >
          Mail me a link
        </Button>
      </form>
    </Way>
  );
}

/** No mail server is set: links come from the terminal alone. */
function OperatorHint({ wide }: { wide: boolean }) {
  return (
    <div className="grid gap-2">
      <p className="text-muted">
        {wide ? "Another way: ask" : "Ask"} the operator of the server for a one-time link. They run:
      </p>
      <CopyLine text={writeLinkCommand()} what="command" />
    </div>
  );
}

function Way({ failure, children }: { failure: Error | null; children: ReactNode }) {
  return (
    <div className="grid gap-2">
      {children}
      <Failure error={failure} />
    </div>
  );
}
