"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { Failure } from "@/components/account/failure";
import { ListFault, ListSkeleton } from "@/components/account/list-states";
import { methodWords } from "@/components/account/words";
import { useRefresh } from "@/components/settings/use-refresh";
import { Section } from "@/components/shell/page/section";
import { Button } from "@/components/ui/button";
import { Tag } from "@/components/ui/tag";
import { RelativeTime, Time } from "@/components/ui/time";
import { showToast } from "@/components/ui/toast";
import type { SignIn } from "@/lib/auth/schema";
import { personReads, personSignInsQuery, revokeSignInMutation, revokeSignInsMutation } from "@/lib/people/queries";
import type { Person } from "@/lib/people/schema";

/** Where somebody is signed in. Ended ones are out with their next request. */
export function PersonSignIns({ person, mayEnd }: { person: Person; mayEnd: boolean }) {
  const signIns = useQuery(personSignInsQuery(person.id));
  const rows = signIns.data?.data ?? [];
  return (
    <Section
      title="Where they are signed in"
      aside={mayEnd && rows.length > 1 ? <EndAll person={person} /> : undefined}
    >
      {signIns.isPending && <ListSkeleton label="Loading sign-ins" />}
      {signIns.isError && <ListFault error={signIns.error} onRetry={() => void signIns.refetch()} />}
      {signIns.isSuccess && rows.length === 0 && <p className="text-muted">Nowhere</p>}
      <ul>
        {rows.map((signIn) => (
          <SignInRow key={signIn.id} signIn={signIn} />
        ))}
      </ul>
    </Section>
  );
}

function SignInRow({ signIn }: { signIn: SignIn }) {
  const refresh = useRefresh(personReads);
  const end = useMutation({
    ...revokeSignInMutation,
    onSuccess: () => showToast({ title: "Signed out there", detail: signIn.browser }),
    onSettled: refresh,
  });
  const mayEnd = signIn.abilities.includes("revoke") && !signIn.current;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-hairline py-2.5 first:border-t-0 first:pt-0">
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex flex-wrap items-center gap-x-2 font-medium">
          {signIn.browser}
          {signIn.current && <Tag>This browser</Tag>}
        </p>
        <p className="text-small text-subtle [overflow-wrap:anywhere]">
          Since <Time at={signIn.created_at} /> by {methodWords[signIn.method]}, from {signIn.address}, last seen{" "}
          <RelativeTime at={signIn.last_seen_at} />
        </p>
      </div>
      {mayEnd && (
        <Button
          size="small"
          busy={end.isPending}
          busyText="Ending…"
          onClick={() => end.mutate({ params: { id: signIn.id } })}
        >
          End<span className="sr-only"> {signIn.browser}</span>
        </Button>
      )}
      <Failure error={end.error} />
    </li>
  );
}

function EndAll({ person }: { person: Person }) {
  const refresh = useRefresh(personReads);
  const end = useMutation({
    ...revokeSignInsMutation,
    onSuccess: ({ ended }) => showToast({ title: ended === 1 ? "1 sign-in ended" : `${ended} sign-ins ended` }),
    onError: (error) => showToast({ title: "Nothing was ended", detail: error.message, failed: true }),
    onSettled: refresh,
  });
  return (
    <Button
      size="small"
      busy={end.isPending}
      busyText="Ending…"
      onClick={() => end.mutate({ params: { id: person.id }, body: { keep_this: true } })}
    >
      End all
    </Button>
  );
}
