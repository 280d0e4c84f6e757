"use client";

import { useEffect, useRef } from "react";
import { openDiffView } from "../raw/merge-view";
import { useEditor } from "../state/use-editor";

/** The text against what is live, stretch by stretch. */
export function DiffTab({ text: live }: { text: string }) {
  const { store, live: published } = useEditor();
  const host = useRef<HTMLDivElement>(null);
  const { text } = store;

  useEffect(() => {
    if (!host.current) return;
    const made = openDiffView(host.current, { live, draft: text });
    return () => made.destroy();
  }, [live, text]);

  return (
    <div className="grid gap-3">
      <p className="text-dense text-muted">
        {text === live
          ? `The text is that of version ${published.live_version ?? 0}.`
          : `What would go with this text is red, what would come is green. Version ${published.live_version ?? 0} stays live until the draft is published.`}
      </p>
      <div
        ref={host}
        data-testid="policy-diff"
        className="max-h-[70dvh] overflow-auto rounded-card border border-hairline"
      />
    </div>
  );
}
