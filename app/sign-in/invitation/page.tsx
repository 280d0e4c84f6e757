import type { Metadata } from "next";
import { InvitationFacts } from "@/components/account/arrival/invitation-facts";
import { SpentTokenPage, TokenPage } from "@/components/account/arrival/token-page";
import { Time } from "@/components/ui/time";
import { openVisitorCtx } from "@/lib/auth/page-context";
import { describeInvitation } from "@/lib/people/service";

export const metadata: Metadata = { title: "Invitation", robots: { index: false } };

const spent = {
  used: { title: "This invitation was accepted", words: "It works once, and it was used. Sign in instead." },
  expired: {
    title: "This invitation ran out",
    words: "It worked for seven days. Ask the person who invited you for a new one.",
  },
  revoked: {
    title: "This invitation was revoked",
    words: "Ask the person who invited you whether you get another one.",
  },
  unknown: {
    title: "This invitation does not work",
    words: "It is not one of ours, or it was replaced. Ask the person who invited you for a new one.",
  },
} as const;

export default async function InvitationPage({ searchParams }: PageProps<"/sign-in/invitation">) {
  const { token } = await searchParams;
  const { db, now, viewer } = await openVisitorCtx();
  const given = typeof token === "string" ? token : "";
  const invitation = await describeInvitation(db, given, now);
  const { state, person, expires_at } = invitation;
  if (state !== "ready" || !person || !expires_at) {
    return <SpentTokenPage {...spent[state === "ready" ? "unknown" : state]} signedIn={viewer.kind === "person"} />;
  }
  return (
    <TokenPage
      title={`Welcome, ${person.name}`}
      lead={
        invitation.invited_by === null ? "You are invited to Ambit." : `${invitation.invited_by} invited you to Ambit.`
      }
      action="/api/auth/invitation"
      fields={{ token: given, next: "/welcome" }}
      button="Accept and sign in"
      terms={
        <>
          Works once, until <Time at={expires_at} showZone />. If you expected no invitation, close this page: nothing
          happens.
        </>
      }
    >
      <InvitationFacts email={person.email} roles={invitation.roles} teams={invitation.teams} />
    </TokenPage>
  );
}
