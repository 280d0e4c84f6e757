"use client";

import { useMemo } from "react";
import { FailureTrace } from "@/components/data/list-trouble";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Sheet } from "@/components/ui/overlay/dialog";
import { Skeleton, SkeletonBar } from "@/components/ui/skeleton";
import { isAppError } from "@/lib/core/errors";
import type { PolicyDocument } from "@/lib/policy/schema";
import { useEditor } from "../state/use-editor";
import { observedTitle, OfferList } from "./offer-list";
import { offerRules } from "./offers";
import { useObserved } from "./use-observed";

/** Rules for what the agent was seen to do and what its draft does not speak of yet. */
export function ObservedForm({ document }: { document: PolicyDocument }) {
  const { openForm } = useEditor();
  const { data, error, refetch } = useObserved();
  const offers = useMemo(() => data && offerRules(data.data, document), [data, document]);
  const close = () => openForm(null);
  if (offers && offers.length > 0) return <OfferList offers={offers} onClose={close} />;
  return (
    <Sheet
      open
      onOpenChange={(open) => !open && close()}
      title={observedTitle}
      footer={<Button onClick={close}>Close</Button>}
    >
      {!data && !error && (
        <Skeleton label="Reading what it did">
          <SkeletonBar width="70%" />
          <SkeletonBar width="50%" line="second" />
          <SkeletonBar width="64%" line="second" />
          <SkeletonBar width="44%" line="second" />
        </Skeleton>
      )}
      <div className="-mx-4 -mt-8 tablet:-mx-6">
        {data && <NothingToOffer called={data.data.length} />}
        {!data && error && <NotRead error={error} onRetry={() => void refetch()} />}
      </div>
    </Sheet>
  );
}

function NothingToOffer({ called }: { called: number }) {
  if (called === 0) {
    return (
      <EmptyState level={3} title="Nothing recorded in 30 days">
        <p>Each call that is decided is recorded. Once there are some, rules for them stand here.</p>
      </EmptyState>
    );
  }
  return (
    <EmptyState level={3} title="Nothing to add">
      <p>
        {called === 1 ? "It called one action" : `It called ${called} actions`}, and the draft has a rule for each whose
        name can be written.
      </p>
    </EmptyState>
  );
}

function NotRead({ error, onRetry }: { error: Error; onRetry: () => void }) {
  if (isAppError(error) && error.code === "forbidden") {
    return (
      <div role="alert">
        <EmptyState level={3} title="You cannot see what it did">
          <p>Who can: its owner, its deputy and people with the role security or auditor.</p>
        </EmptyState>
      </div>
    );
  }
  return (
    <div role="alert">
      <EmptyState
        level={3}
        title="What it did could not be read"
        actions={<Button onClick={onRetry}>Try again</Button>}
        trace={<FailureTrace error={error} />}
      >
        <p>{error.message}</p>
      </EmptyState>
    </div>
  );
}
