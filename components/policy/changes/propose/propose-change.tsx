"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { lazy, Suspense, useState } from "react";
import { findFault } from "@/components/settings/change-failure";
import { FormDialog } from "@/components/settings/form-dialog";
import { useRefresh } from "@/components/settings/use-refresh";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/form/field";
import { Input, Textarea } from "@/components/ui/form/input";
import { useTimeZone } from "@/components/ui/time-zone";
import { showToast } from "@/components/ui/toast";
import { policyChangeQuery, policyChangeReads } from "@/lib/policy/queries";
import type { PolicyChange } from "@/lib/policy/schema";
import { changeHref } from "../place";
import type { ChangeScope } from "../scope";
import { FailedTests, isBehind as tellsBehind, OtherChange } from "./remedies";
import { Clock, type ClockFields, noClock, readClock } from "./clock-fields";

const RebaseDialog = lazy(async () => ({ default: (await import("../rebase/rebase-dialog")).RebaseDialog }));

type Props = {
  scope: ChangeScope;
  /** The draft as whoever proposes it sees it. */
  draftVersion: number;
  /** What is live is no longer what the draft began from. */
  isBehind: boolean;
  start?: { title: string; because: string };
  onClose: () => void;
  /** Without it, the page of the change opens. */
  onProposed?: (change: PolicyChange) => void;
};

/** The draft becomes a change: what it is called, why, when, and what happens then. */
export function ProposeChange({ scope, draftVersion, isBehind, start, onClose, onProposed }: Props) {
  const [version, setVersion] = useState(draftVersion);
  const [behind, setBehind] = useState(isBehind);
  const [rebasing, setRebasing] = useState(false);
  const [title, setTitle] = useState(start?.title ?? "");
  const [because, setBecause] = useState(start?.because ?? "");
  const [clock, setClock] = useState<ClockFields>(noClock);
  const zone = useTimeZone();
  const router = useRouter();
  const client = useQueryClient();
  const refresh = useRefresh(policyChangeReads);
  const propose = useMutation({
    mutationFn: () =>
      scope.propose({
        title: title.trim(),
        because: because.trim(),
        draft_version: version,
        ...readClock(clock, zone),
      }),
    onSuccess: (change) => {
      client.setQueryData(policyChangeQuery(change.id).queryKey, change);
      showToast({ title: "Proposed", detail: describeNext(change) });
      onClose();
      if (onProposed) onProposed(change);
      else router.push(changeHref(change.id));
    },
    onError: (error) => tellsBehind(error) && setBehind(true),
    onSettled: refresh,
  });
  if (rebasing) {
    return (
      <Suspense fallback={null}>
        <RebaseDialog
          scope={scope}
          onDone={(draft) => {
            setVersion(draft.version);
            setBehind(false);
            setRebasing(false);
            propose.reset();
          }}
          onClose={() => setRebasing(false)}
        />
      </Suspense>
    );
  }
  const faultOf = (name: string) => findFault(propose.error, `/${name}`);
  return (
    <FormDialog
      title="Propose this draft"
      description={`A change of ${scope.name}. It holds the draft as it is saved now; later edits are not in it.`}
      submitLabel="Propose"
      busyText="Proposing…"
      busy={propose.isPending}
      disabledReason={explainInertness({ behind, title, because })}
      error={behind && tellsBehind(propose.error) ? null : propose.error}
      onReadAgain={() => {
        onClose();
        void refresh();
      }}
      onSubmit={() => propose.mutate()}
      onClose={onClose}
    >
      {behind && (
        <div role="alert">
          <Banner
            tone="pending"
            title="Another version went live since this draft began."
            actions={
              <Button size="small" onClick={() => setRebasing(true)}>
                Bring it up to date
              </Button>
            }
          >
            It is proposed once it has taken that in.
          </Banner>
        </div>
      )}
      <Field label="Title" error={faultOf("title")} required>
        <Input
          name="title"
          maxLength={120}
          autoComplete="off"
          placeholder="Refunds up to 200 by themselves"
          value={title}
          onChange={(event) => setTitle(event.target.value)}
        />
      </Field>
      <Field
        label="Why"
        hint="Reviewers read it, and it stays with each rule it changes."
        error={faultOf("because")}
        required
      >
        <Textarea rows={2} maxLength={2000} value={because} onChange={(event) => setBecause(event.target.value)} />
      </Field>
      <Clock fields={clock} onChange={setClock} zone={zone} faultOf={faultOf} />
      <WhatHappens scope={scope} />
      <FailedTests error={propose.error} />
      <OtherChange error={propose.error} />
    </FormDialog>
  );
}

function explainInertness({ behind, title, because }: Record<"title" | "because", string> & { behind: boolean }) {
  if (behind) return "Bring the draft up to date first";
  if (title.trim() === "") return "Write a title first";
  return because.trim() === "" ? "Write why first" : undefined;
}

function WhatHappens({ scope }: { scope: ChangeScope }) {
  return (
    <div className="text-dense text-muted">
      <p className="font-medium text-fg">What happens then</p>
      <ol className="mt-1 list-decimal ps-5">
        <li>Its tests run. Where one fails, nothing is proposed.</li>
        <li>It is compared with what is live: what gets looser is found out, not declared.</li>
        <li>It is replayed over the recorded decisions of the last 30 days.</li>
        <li>
          {scope.environment === "sandbox"
            ? "In sandbox one person is enough: you can make it live at once."
            : "Where something gets looser, somebody who wrote none of it must approve. Where it tightens only, you can make it live at once."}
        </li>
      </ol>
    </div>
  );
}

function describeNext({ state, reviewers }: PolicyChange): string {
  if (state === "in_review") return reviewers.length === 0 ? "Nobody can review it yet." : "It waits for its review.";
  return "Nobody has to review it. Make it live when you like.";
}
