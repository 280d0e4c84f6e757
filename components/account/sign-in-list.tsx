"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ActiveIcon } from "@/components/ui/icons/states";
import { RelativeTime, Time } from "@/components/ui/time";
import { showToast } from "@/components/ui/toast";
import { signOut } from "@/components/shell/sign-out";
import { authOperations } from "@/lib/auth/operations";
import type { SignIn } from "@/lib/auth/schema";
import { mutationFor, queryFor, queryKeyFor } from "@/lib/http/query";
import { Failure } from "./failure";
import { ListFault, ListSkeleton } from "./list-states";
import { methodWords } from "./words";

/** Where the person is signed in; each can be ended, this one too. */
export function SignInList({ personId }: { personId: string }) {
  const signIns = useQuery(queryFor(authOperations.listSignIns, { params: { id: personId }, query: {} }));
  if (signIns.isPending) return <ListSkeleton label="Loading sign-ins" />;
  if (signIns.isError) return <ListFault error={signIns.error} onRetry={() => void signIns.refetch()} />;
  const { data, next_cursor } = signIns.data;
  const here = data.filter(({ current }) => current);
  const elsewhere = data.filter(({ current }) => !current);
  return (
    <div className="grid gap-4">
      <ul>
        {[...here, ...elsewhere].map((signIn) => (
          <SignInRow key={signIn.id} signIn={signIn} />
        ))}
      </ul>
      {next_cursor !== null && <p className="text-muted">These are the newest {data.length}; there are more.</p>}
      <EndOthers personId={personId} others={elsewhere.length} />
    </div>
  );
}

function SignInRow({ signIn }: { signIn: SignIn }) {
  const refresh = useRefreshSignIns();
  const end = useMutation({
    ...mutationFor(authOperations.revokeSignIn),
    onSuccess: () => showToast({ title: "Signed out there", detail: signIn.browser }),
    onSettled: refresh,
  });
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-hairline py-2.5 first:border-t-0 first:pt-0">
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex flex-wrap items-center gap-x-2 font-medium">
          {signIn.browser}
          {signIn.current && (
            <Badge look="mini" icon={ActiveIcon} tone="info">
              This browser
            </Badge>
          )}
        </p>
        <p className="text-small text-subtle [overflow-wrap:anywhere]">
          Since <Time at={signIn.created_at} /> by {methodWords[signIn.method]}, from {signIn.address}, last seen{" "}
          <RelativeTime at={signIn.last_seen_at} />
        </p>
      </div>
      {signIn.current ? (
        <Button size="small" onClick={() => void signOut()}>
          Sign out
        </Button>
      ) : (
        <Button
          size="small"
          busy={end.isPending}
          busyText="Ending…"
          onClick={() => end.mutate({ params: { id: signIn.id } })}
        >
          Sign out<span className="sr-only"> {signIn.browser}</span>
        </Button>
      )}
      <Failure error={end.error} />
    </li>
  );
}

function EndOthers({ personId, others }: { personId: string; others: number }) {
  const refresh = useRefreshSignIns();
  const end = useMutation({
    ...mutationFor(authOperations.revokeSignIns),
    onSuccess: ({ ended }) => showToast({ title: ended === 1 ? "1 sign-in ended" : `${ended} sign-ins ended` }),
    onSettled: refresh,
  });
  return (
    <div className="grid justify-items-start gap-2">
      <Button
        busy={end.isPending}
        busyText="Ending…"
        disabledReason={others === 0 ? "You are signed in here only" : undefined}
        onClick={() => end.mutate({ params: { id: personId }, body: { keep_this: true } })}
      >
        Sign out everywhere else
      </Button>
      <Failure error={end.error} />
    </div>
  );
}

function useRefreshSignIns(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: queryKeyFor(authOperations.listSignIns) });
}
