"use client";

import { DraftReplay } from "@/components/policy/changes/replay/draft-replay";
import { scopeOf } from "@/components/policy/changes/scope";
import { useEditor } from "../state/use-editor";

/** What the draft would have decided about recorded calls: as it is saved, since that is what can be proposed. */
export function ReplayTab() {
  const { live, mayWrite, store } = useEditor();
  return (
    <div className="grid gap-3 pt-4">
      {store.unsaved && (
        <p className="text-dense text-muted">Replayed is what is saved. Save first to see what you changed.</p>
      )}
      <DraftReplay scope={scopeOf(live)} mayReplay={mayWrite && !store.unsaved} />
    </div>
  );
}
