"use client";

import { lazy, type ReactNode, Suspense, useState } from "react";
import { Section } from "@/components/shell/page/section";
import { Button } from "@/components/ui/button";
import type { Person } from "@/lib/people/schema";
import type { AccessChange } from "./access-dialog";

/** Loaded with the first press. */
const AccessDialog = lazy(async () => ({ default: (await import("./access-dialog")).AccessDialog }));

type Entry = { change: AccessChange; title: string; words: string; button: string; danger: boolean };

const entries: readonly Entry[] = [
  {
    change: "reset_passkeys",
    title: "Lost every passkey",
    words:
      "Removes them all and ends every sign-in. For 24 hours the person may approve nothing; they and security are told.",
    button: "Reset passkeys",
    danger: false,
  },
  {
    change: "deactivate",
    title: "End their access",
    words:
      "Every browser of theirs is out with its next request. It can be undone; what they answer for does not come back.",
    button: "Deactivate",
    danger: true,
  },
  {
    change: "reactivate",
    title: "Let them in again",
    words: "They sign in as before, with the roles and teams they had. Agents they answered for do not come back.",
    button: "Reactivate",
    danger: false,
  },
  {
    change: "erase",
    title: "Erase what is known of them",
    words: "Name, address, passkeys and teams go for good. The log keeps their id and every proof.",
    button: "Erase",
    danger: true,
  },
];

/** What gives or ends a person's access: only what the viewer may do, and only what their state allows. */
export function PersonAccess({ person, isSelf }: { person: Person; isSelf: boolean }) {
  const [open, setOpen] = useState<AccessChange | null>(null);
  const offered = entries.filter(({ change }) => person.abilities.includes(change));
  if (offered.length === 0) return null;
  return (
    <Section title="Access" description={isSelf ? "This is your own account." : undefined}>
      <ul>
        {offered.map(({ change, title, words, button, danger }) => (
          <AccessRow key={change} title={title} words={words}>
            <Button variant={danger ? "danger" : "secondary"} onClick={() => setOpen(change)}>
              {button}
            </Button>
          </AccessRow>
        ))}
      </ul>
      {open && (
        <Suspense fallback={null}>
          <AccessDialog person={person} change={open} onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </Section>
  );
}

function AccessRow({ title, words, children }: { title: string; words: string; children: ReactNode }) {
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-2 border-t border-hairline py-3 first:border-t-0 first:pt-0">
      <div className="min-w-0 flex-1 basis-72">
        <p className="font-medium">{title}</p>
        <p className="max-w-prose text-dense text-muted">{words}</p>
      </div>
      {children}
    </li>
  );
}
