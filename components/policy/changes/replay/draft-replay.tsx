"use client";

import type { ChangeScope } from "../scope";
import { ReplaySection } from "./replay-section";

/** What the draft, as it is saved, would have decided: before it is proposed. */
export function DraftReplay({ scope, mayReplay }: { scope: ChangeScope; mayReplay: boolean }) {
  return <ReplaySection source={{ read: scope.draftReplay(), start: scope.replayDraft }} mayReplay={mayReplay} />;
}
