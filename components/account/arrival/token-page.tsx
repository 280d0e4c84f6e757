import type { ReactNode } from "react";
import { CentredPage } from "@/components/shell/page/centred-page";
import { ButtonLink } from "@/components/ui/button-link";
import { Button } from "@/components/ui/button";

type Props = {
  title: string;
  lead: ReactNode;
  /** Where the form goes. It is plain HTML: it works without a script, and opening the page changes nothing. */
  action: "/api/auth/link" | "/api/auth/invitation";
  fields: Readonly<Record<string, string>>;
  button: string;
  /** How long it works, and that nothing happens without the button. */
  terms: ReactNode;
  children?: ReactNode;
};

/** A one-time address that still works: what it does, and the one button that does it. */
export function TokenPage({ title, lead, action, fields, button, terms, children }: Props) {
  return (
    <CentredPage title={title} lead={lead}>
      {children}
      <form method="post" action={action}>
        {Object.entries(fields).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Button type="submit" variant="primary" block>
          {button}
        </Button>
      </form>
      <p className="text-small text-subtle">{terms}</p>
    </CentredPage>
  );
}

type SpentProps = { title: string; words: string; signedIn: boolean };

/** It does not work any more, or never did: why, and what to do. */
export function SpentTokenPage({ title, words, signedIn }: SpentProps) {
  return (
    <CentredPage title={title}>
      <p>{words}</p>
      <div>
        <ButtonLink href={signedIn ? "/" : "/sign-in"} variant="primary">
          {signedIn ? "Go to the start" : "Go to sign-in"}
        </ButtonLink>
      </div>
    </CentredPage>
  );
}
