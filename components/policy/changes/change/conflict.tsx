"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { Failure } from "@/components/account/failure";
import { Section } from "@/components/shell/page/section";
import { useRefresh } from "@/components/settings/use-refresh";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { isAppError } from "@/lib/core/errors";
import { policyChangeReads, withdrawPolicyChangeMutation } from "@/lib/policy/queries";
import type { PolicyChange } from "@/lib/policy/schema";
import { scopeOf } from "../scope";

const RebaseDialog = lazy(async () => ({ default: (await import("../rebase/rebase-dialog")).RebaseDialog }));
const ThreeWay = lazy(async () => ({ default: (await import("../difference/three-way")).ThreeWay }));

type Props = {
  change: PolicyChange;
  /** It made room; the draft, in this version, can be proposed anew. */
  onWithdrawn: (draftVersion: number) => void;
};

/** Another version went live since: what each side has, and the way on. Until it is gone nothing of this goes live. */
export function Conflict({ change, onWithdrawn }: Props) {
  const scope = scopeOf(change);
  const live = useQuery(scope.live()).data;
  return (
    <Section title="Another version went live since">
      <div className="grid gap-4">
        <Banner tone="pending" title="Making this live now would undo what went live meanwhile.">
          {live?.live_version === null || live === undefined
            ? "What it began from is no longer live."
            : `It began from ${change.base_version === null ? "nothing" : `version ${change.base_version}`}; version ${live.live_version} is live now${live.because === null ? "" : `: ${live.because}`}`}
        </Banner>
        {live && (
          <Suspense fallback={null}>
            <ThreeWay
              baseVersion={change.base_version}
              scope={scope}
              theirs={{ version: live.live_version, document: live.document }}
              mine={change.document}
            />
          </Suspense>
        )}
        {change.abilities.includes("withdraw") && <WayOn change={change} onWithdrawn={onWithdrawn} />}
      </div>
    </Section>
  );
}

/** First the draft is brought up to date, then this change makes room for one that fits. */
function WayOn({ change, onWithdrawn }: Props) {
  const scope = scopeOf(change);
  const draft = useQuery({ ...scope.draft(), retry: false });
  const live = useQuery(scope.live()).data;
  const [rebasing, setRebasing] = useState(false);
  const refresh = useRefresh(policyChangeReads);
  const withdraw = useMutation({
    mutationFn: (draftVersion: number) =>
      withdrawPolicyChangeMutation.mutationFn({ params: { id: change.id } }).then(() => draftVersion),
    onSuccess: onWithdrawn,
    onSettled: refresh,
  });
  if (!draft.data) {
    const gone = isAppError(draft.error) && draft.error.code === "not_found";
    return gone ? (
      <p className="text-muted">Its draft is gone. Withdraw this, begin a draft from what is live, and propose that.</p>
    ) : null;
  }
  const { version } = draft.data;
  const ready = live !== undefined && draft.data.base_version === live.live_version;
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-center gap-2">
        {ready ? (
          <Button
            variant="primary"
            busy={withdraw.isPending}
            busyText="Withdrawing…"
            onClick={() => withdraw.mutate(version)}
          >
            Withdraw this and propose anew
          </Button>
        ) : (
          <Button variant="primary" onClick={() => setRebasing(true)}>
            Bring my draft up to date
          </Button>
        )}
        <p className="text-dense text-muted">
          {ready
            ? "The draft is up to date. A change cannot be altered once proposed, so this one makes room for a new one."
            : "It takes in what went live. Where both changed the same you say whose word stands."}
        </p>
      </div>
      <Failure error={withdraw.error} />
      {rebasing && (
        <Suspense fallback={null}>
          <RebaseDialog scope={scope} onDone={() => setRebasing(false)} onClose={() => setRebasing(false)} />
        </Suspense>
      )}
    </div>
  );
}
