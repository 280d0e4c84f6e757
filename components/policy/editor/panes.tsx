"use client";

import { lazy, Suspense } from "react";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton, SkeletonBar } from "@/components/ui/skeleton";
import { describeLive } from "./begin";
import { SentencesPane } from "./sentences/sentences-pane";
import { TrialPane } from "./trial/trial-pane";
import { countLabels } from "./words";
import { useEditor, type View } from "./state/use-editor";
import { useMedia, wideScreen } from "./state/use-media";

const RawPane = lazy(async () => ({ default: (await import("./raw/raw-pane")).RawPane }));

const wideViews = [
  { value: "sentences", label: "Sentences" },
  { value: "both", label: "Both" },
  { value: "raw", label: "Raw" },
] as const;
const narrowViews = [
  { value: "sentences", label: "Sentences" },
  { value: "raw", label: "Raw" },
  { value: "try", label: "Try it" },
] as const;

/** The view that is shown of the one that was chosen: a phone has room for one pane, a desk for all. */
export function useShownView(): View {
  const { view } = useEditor();
  const wide = useMedia(wideScreen);
  if (wide) return view === "try" ? "sentences" : view;
  return view === "both" ? "sentences" : view;
}

/** The two panes over the one text, and Try it beside them. */
export function Panes() {
  const { setView } = useEditor();
  const wide = useMedia(wideScreen);
  const shown = useShownView();
  const showsSentences = shown === "sentences" || shown === "both";
  const showsRaw = shown === "raw" || shown === "both";
  const choice = (
    <Segmented
      label="How the policy is shown"
      value={shown}
      onChange={setView}
      segments={wide ? wideViews : narrowViews}
    />
  );
  const height = "rail:h-[clamp(26rem,calc(100dvh-21rem),60rem)]";
  return (
    <div className={`rail:grid rail:grid-cols-[minmax(0,1fr)_21rem] ${height}`}>
      <div className={`flex min-h-0 min-w-0 flex-col ${shown === "try" ? "" : "rail:border-e rail:border-hairline"}`}>
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 px-page py-3">
          {choice}
          <Outline />
        </div>
        <div className={`min-h-0 flex-1 ${shown === "both" ? "grid grid-cols-2" : ""}`}>
          {showsSentences && <SentencesPane />}
          {showsRaw && (
            <div className={`h-full min-h-0 min-w-0 ${shown === "both" ? "border-s border-hairline" : ""}`}>
              <Suspense fallback={<Opening />}>
                <RawPane />
              </Suspense>
            </div>
          )}
          {shown === "try" && <TrialPane />}
        </div>
      </div>
      {wide && <TrialPane />}
    </div>
  );
}

/** How much of it holds, and what is live meanwhile. */
function Outline() {
  const { preview, scope, live } = useEditor();
  const rules = preview.readable?.document.rules ?? [];
  return (
    <p className="min-w-0 text-small text-subtle">
      {rules.length > 0 && (
        <span data-testid="rule-counts" className="block text-dense text-muted">
          {countLabels(rules)}
        </span>
      )}
      {live.live_version === null && describeLive(scope, live)}
    </p>
  );
}

function Opening() {
  return (
    <div className="px-page py-4">
      <Skeleton label="Loading the text editor">
        <SkeletonBar width="60%" />
        <SkeletonBar width="40%" line="second" />
        <SkeletonBar width="52%" line="second" />
      </Skeleton>
    </div>
  );
}
