"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { PageHead } from "@/components/shell/page/page-head";
import { PageBody, Section } from "@/components/shell/page/section";
import { Badge } from "@/components/ui/badge";
import { AllowedIcon } from "@/components/ui/icons/states";
import { authOperations } from "@/lib/auth/operations";
import type { CurrentViewer } from "@/lib/auth/schema";
import { queryFor } from "@/lib/http/query";
import { isNewcomer, isPlaceholderEmail } from "@/lib/people/rules";
import { AddPasskey } from "../passkeys/add-passkey";
import { ProfileForm } from "../profile-form";
import { BeginChoice } from "./begin-choice";

type Props = { initial: CurrentViewer; passkeysOff: string | null };

/** The first steps in the console. Each can be left out, and done later on one's own page. */
export function WelcomePage({ initial, passkeysOff }: Props) {
  const { data: viewer = initial } = useQuery(queryFor(authOperations.getViewer, {}));
  const named = !isNewcomer(viewer) && !isPlaceholderEmail(viewer.email);
  return (
    <>
      <PageHead
        title="Welcome to Ambit"
        subtitle="Three things before you begin. Each can wait; you find them again in Settings."
      />
      <PageBody narrow>
        <Step title="Who you are" done={named}>
          <ProfileForm key={viewer.version} viewer={viewer} />
        </Step>
        <Step title="A passkey to come back with" done={viewer.passkeys > 0}>
          <PasskeyStep count={viewer.passkeys} off={passkeysOff} />
        </Step>
        <Section title="What brings you here">
          <BeginChoice abilities={viewer.abilities} />
        </Section>
      </PageBody>
    </>
  );
}

function Step({ title, done, children }: { title: string; done: boolean; children: ReactNode }) {
  const badge = done && (
    <Badge icon={AllowedIcon} tone="allow">
      Done
    </Badge>
  );
  return (
    <Section title={title} aside={badge}>
      {children}
    </Section>
  );
}

function PasskeyStep({ count, off }: { count: number; off: string | null }) {
  if (off !== null) return <p className="max-w-prose text-muted">{off}</p>;
  if (count > 0) {
    return (
      <p className="max-w-prose text-muted">Next time you sign in with it. Add one on a second device when you can.</p>
    );
  }
  return (
    <div className="grid justify-items-start gap-3">
      <p className="max-w-prose text-muted">
        The link that brought you here worked once. A passkey signs you in with a finger, a face or a PIN; there are no
        passwords.
      </p>
      <AddPasskey primary />
    </div>
  );
}
