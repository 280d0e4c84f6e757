"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense, useState, useSyncExternalStore } from "react";
import { useRefresh } from "@/components/settings/use-refresh";
import { Skeleton, SkeletonBar } from "@/components/ui/skeleton";
import { isAppError } from "@/lib/core/errors";
import { policyReads } from "@/lib/policy/queries";
import { Begin } from "./begin";
import type { Draft, EditorScope, Live } from "./state/scope";
import type { OpenForm } from "./state/use-editor";

/** The editor carries the reader of policies, the decision function and CodeMirror: nobody waits for them to see the page. */
const NotRead = lazy(async () => ({ default: (await import("./not-read")).NotRead }));
const Workspace = lazy(async () => ({ default: (await import("./workspace")).Workspace }));

/** The draft of one policy, beside what is live: begun here, written here, deleted here. */
export function PolicyEditor({ scope }: { scope: EditorScope }) {
  const { liveQuery, draftQuery } = scope;
  const isBrowser = useSyncExternalStore(
    neverChanges,
    () => true,
    () => false,
  );
  const client = useQueryClient();
  const refresh = useRefresh(policyReads);
  const live = useQuery(liveQuery);
  const there = live.data !== undefined && live.data.draft !== null;
  const draft = useQuery({ ...draftQuery, enabled: there });

  const [opening, setOpening] = useState<OpenForm | null>(null);

  /** Shown at once; what the server says of it follows. */
  function showDraft(made: Draft | null, opens: OpenForm | null) {
    setOpening(opens);
    if (made) client.setQueryData(draftQuery.queryKey, made);
    else client.removeQueries({ queryKey: draftQuery.queryKey });
    client.setQueryData<Live>(liveQuery.queryKey, (known) => known && { ...known, draft: made && describe(made) });
    void refresh();
  }

  if (!live.data) {
    if (!live.error) return <Waiting />;
    return (
      <Suspense fallback={<Waiting />}>
        <NotRead error={live.error} onRetry={() => void live.refetch()} />
      </Suspense>
    );
  }
  if (!there) return <Begin scope={scope} live={live.data} onBegun={showDraft} onThere={() => void refresh()} />;
  // A policy can be a mebibyte: it is read where it is written, never while the page is made.
  if (draft.data && isBrowser) {
    return (
      <Suspense fallback={<Waiting />}>
        <Workspace
          scope={scope}
          draft={draft.data}
          live={live.data}
          opening={opening}
          onDeleted={() => showDraft(null, null)}
        />
      </Suspense>
    );
  }
  if (draft.data || !draft.error) return <Waiting />;
  const gone = isAppError(draft.error) && draft.error.code === "not_found";
  return (
    <Suspense fallback={<Waiting />}>
      <NotRead error={draft.error} onRetry={() => (gone ? void refresh() : void draft.refetch())} />
    </Suspense>
  );
}

function describe({ version, updated_at: updated, base_version: base }: Draft): NonNullable<Live["draft"]> {
  return { version, updated_at: updated, base_version: base ?? null };
}

function Waiting() {
  return (
    <div className="px-page py-5">
      <Skeleton label="Loading the editor">
        <SkeletonBar width="40%" />
        <SkeletonBar width="64%" line="second" />
        <SkeletonBar width="56%" line="second" />
        <SkeletonBar width="60%" line="second" />
      </Skeleton>
    </div>
  );
}

function neverChanges(): () => void {
  return () => undefined;
}
