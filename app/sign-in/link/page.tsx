import type { Metadata } from "next";
import { SpentTokenPage, TokenPage } from "@/components/account/arrival/token-page";
import { Time } from "@/components/ui/time";
import { describeLink } from "@/lib/auth/links";
import { openVisitorCtx } from "@/lib/auth/page-context";
import { choosePath } from "@/lib/auth/rules";

export const metadata: Metadata = { title: "One-time link", robots: { index: false } };

const spent = {
  used: { title: "This link was used", words: "A link works once. Ask for a new one, or sign in another way." },
  expired: {
    title: "This link ran out",
    words: "A link works for ten minutes. Ask for a new one, or sign in another way.",
  },
  unknown: {
    title: "This link does not work",
    words: "It is not one of ours, or it is too old. Ask for a new one, or sign in another way.",
  },
} as const;

export default async function LinkPage({ searchParams }: PageProps<"/sign-in/link">) {
  const { token, next } = await searchParams;
  const { db, now, viewer } = await openVisitorCtx();
  const given = typeof token === "string" ? token : "";
  const { state, person, expires_at } = await describeLink(db, given, now);
  if (state !== "ready" || !person || !expires_at) {
    const cause = state === "used" || state === "expired" ? state : "unknown";
    return <SpentTokenPage {...spent[cause]} signedIn={viewer.kind === "person"} />;
  }
  return (
    <TokenPage
      title={`Sign in as ${person.name}`}
      lead={person.email}
      action="/api/auth/link"
      fields={{ token: given, next: choosePath(typeof next === "string" ? next : undefined) }}
      button="Sign in"
      terms={
        <>
          Works once, until <Time at={expires_at} showZone />. If you did not ask for it, close this page: nothing
          happens.
        </>
      }
    />
  );
}
