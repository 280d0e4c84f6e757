"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useWithIdentity } from "@/components/account/confirm-identity";
import { ListFault, ListSkeleton } from "@/components/account/list-states";
import { useRefresh } from "@/components/settings/use-refresh";
import { Section } from "@/components/shell/page/section";
import { Badge } from "@/components/ui/badge";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { EndedIcon, ExpiredIcon, GapIcon, LiveIcon } from "@/components/ui/icons/states";
import { ConfirmDialog } from "@/components/ui/overlay/confirm-dialog";
import { RelativeTime, Time } from "@/components/ui/time";
import { showToast } from "@/components/ui/toast";
import { useNow } from "@/components/ui/use-now";
import { directoriesQuery, directoryReads, revokeDirectoryMutation } from "@/lib/directory/queries";
import { type DirectoryState, expirySoonMs } from "@/lib/directory/rules";
import type { Directory } from "@/lib/directory/schema";

/** Every secret that ever was, those that work first. */
export function SecretList() {
  const secrets = useQuery(directoriesQuery);
  const rows = (secrets.data?.data ?? []).toSorted((one, other) => rank(one) - rank(other));
  return (
    <Section
      title="Secrets"
      description="Two may work at a time: make the new one, paste it into the directory, then revoke the old one."
    >
      <div className="grid gap-4">
        {secrets.isPending && <ListSkeleton label="Loading secrets" />}
        {secrets.isError && <ListFault error={secrets.error} onRetry={() => void secrets.refetch()} />}
        {secrets.isSuccess && <ExpiryNotice secrets={rows} />}
        {secrets.isSuccess && rows.length === 0 && <p className="text-muted">None yet: no directory is connected.</p>}
        {rows.length > 0 && (
          <ul aria-label="Secrets">
            {rows.map((secret) => (
              <SecretRow key={secret.id} secret={secret} />
            ))}
          </ul>
        )}
      </div>
    </Section>
  );
}

function rank({ state }: Directory): number {
  return state === "live" ? 0 : 1;
}

/** With the last secret leavers stop leaving, and nobody would notice. */
function ExpiryNotice({ secrets }: { secrets: readonly Directory[] }) {
  const now = useNow();
  const living = secrets.filter(({ state }) => state === "live");
  // One that was never used helps nobody until the directory has it.
  const inUse = living.filter(({ last_used_at }) => last_used_at !== null);
  const [last] = (inUse.length > 0 ? inUse : living).toSorted((one, other) =>
    other.expires_at.localeCompare(one.expires_at),
  );
  if (!last && secrets.length > 0) {
    return (
      <Banner tone="deny" title="No secret works.">
        The directory is refused: nobody joins and nobody leaves by it.
      </Banner>
    );
  }
  if (!last || now === null || new Date(last.expires_at).getTime() - now > expirySoonMs) return null;
  return (
    <Banner tone="pending" title="The secret in use ends soon.">
      From <Time at={last.expires_at} /> on the directory is refused, and nobody leaves by it any more. Paste a new one
      into it before.
    </Banner>
  );
}

const badges = {
  live: { tone: "allow", icon: LiveIcon, words: "Works" },
  expired: { tone: "neutral", icon: ExpiredIcon, words: "Expired" },
  revoked: { tone: "neutral", icon: EndedIcon, words: "Revoked" },
} as const satisfies Record<DirectoryState, unknown>;

function SecretRow({ secret }: { secret: Directory }) {
  const { name, state, last_used_at: used, expires_at: end, revoked_at: revoked, created_at: created } = secret;
  const unused = state === "live" && used === null;
  const { tone, icon, words } = unused
    ? ({ tone: "pending", icon: GapIcon, words: "Never used" } as const)
    : badges[state];
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-hairline py-2.5 first:border-t-0 first:pt-0">
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex flex-wrap items-center gap-x-3 font-medium [overflow-wrap:anywhere]">
          {name}
          <span className="font-normal">
            <Badge tone={tone} icon={icon}>
              {words}
            </Badge>
          </span>
        </p>
        <p className="text-small text-subtle">
          Made <Time at={created} detail="day" />,{" "}
          {used === null ? (
            "never used"
          ) : (
            <>
              last used <RelativeTime at={used} />
            </>
          )}
          ,{" "}
          {revoked === null ? (
            <>
              {state === "live" ? "ends" : "ended"} <Time at={end} detail="day" />
            </>
          ) : (
            <>
              revoked <Time at={revoked} detail="day" />
            </>
          )}
        </p>
      </div>
      {secret.abilities.includes("revoke") && <RevokeSecret secret={secret} />}
    </li>
  );
}

function RevokeSecret({ secret }: { secret: Directory }) {
  const [asking, setAsking] = useState(false);
  const refresh = useRefresh(directoryReads);
  const revoke = useWithIdentity(revokeDirectoryMutation.mutationFn);
  async function confirm() {
    await revoke({ params: { id: secret.id } }).finally(() => void refresh());
    showToast({ title: "Secret revoked", detail: secret.name });
  }
  return (
    <>
      <Button size="small" variant="danger" onClick={() => setAsking(true)}>
        Revoke<span className="sr-only"> {secret.name}</span>
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Revoke ${secret.name}?`}
        confirmLabel="Revoke secret"
        busyText="Revoking…"
        danger
        onConfirm={confirm}
      >
        The directory’s next request with it is refused. People stay as they are: with no other secret nobody joins and
        nobody leaves by the directory. This cannot be undone.
      </ConfirmDialog>
    </>
  );
}
