"use client";

import { useEffect, useRef, useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import type { Draft } from "../state/scope";
import { useEditor } from "../state/use-editor";
import { type MergeView, openMergeView } from "./merge-view";

/** Somebody was first: their text against mine, stretch by stretch, and what then stays. */
export function Conflict({ theirs }: { theirs: Draft }) {
  const { store, saving } = useEditor();
  const section = useRef<HTMLElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<MergeView | null>(null);
  const [mine] = useState(store.text);

  // It came of a press far down the page.
  useEffect(() => section.current?.focus(), []);

  useEffect(() => {
    if (!host.current) return;
    const made = openMergeView(host.current, { mine, theirs: theirs.text });
    view.current = made;
    return () => made.destroy();
  }, [mine, theirs.text]);

  return (
    <section
      ref={section}
      tabIndex={-1}
      aria-label="Somebody saved meanwhile"
      className="grid gap-3 border-b border-hairline px-page py-4"
    >
      <div role="alert">
        <Banner tone="pending" title="Somebody saved this draft while you wrote.">
          Last at <Time at={theirs.updated_at} />. Nothing of yours is lost, and nothing of theirs was overwritten.
          Below is your text with theirs against it: say for each stretch what stays, or take one as a whole.
        </Banner>
      </div>
      <div
        ref={host}
        data-testid="policy-merge"
        className="max-h-[50dvh] overflow-auto rounded-card border border-hairline"
      />
      <div className="flex flex-wrap gap-2">
        <Button
          variant="primary"
          onClick={() => view.current && saving.settle(view.current.state.doc.toString(), theirs)}
        >
          Save what stands here
        </Button>
        <Button onClick={() => saving.settle(store.text, theirs)}>Keep all of mine</Button>
        <Button onClick={() => saving.settle(theirs.text, theirs)}>Take all of theirs</Button>
      </div>
    </section>
  );
}
