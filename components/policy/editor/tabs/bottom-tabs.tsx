"use client";

import { lazy, Suspense } from "react";
import { Tabs } from "@/components/ui/tabs";
import { useEditor } from "../state/use-editor";
import { FindingsTab } from "./findings-tab";
import { TestsTab } from "./tests-tab";

const ReplayTab = lazy(async () => ({ default: (await import("./replay-tab")).ReplayTab }));
const DiffTab = lazy(async () => ({ default: (await import("./diff-tab")).DiffTab }));

/** What the text is held against: its own tests, and what it leaves open. */
export function BottomTabs() {
  const { tab, setTab, preview, live } = useEditor();
  const { tests, findings } = preview;
  const passing = tests?.filter(({ passed }) => passed).length ?? 0;
  return (
    <div className="border-t border-hairline px-page pb-6">
      <Tabs
        label="What it is held against"
        value={tab}
        onChange={setTab}
        panels={[
          {
            id: "tests",
            label: <Label word="Tests" detail={tests === null ? "" : `${passing} of ${tests.length} pass`} />,
            content: <TestsTab />,
          },
          {
            id: "findings",
            label: <Label word="Findings" detail={String(findings.length)} />,
            content: <FindingsTab />,
          },
          {
            id: "replay",
            label: "Replay",
            content: (
              <Suspense fallback={null}>
                <ReplayTab />
              </Suspense>
            ),
          },
          // Where nothing is live there is nothing to compare with.
          ...(live.text === null
            ? []
            : [
                {
                  id: "diff" as const,
                  label: <Label word="Against live" detail={`version ${live.live_version ?? 0}`} />,
                  content: (
                    <Suspense fallback={null}>
                      <DiffTab text={live.text} />
                    </Suspense>
                  ),
                },
              ]),
        ]}
      />
    </div>
  );
}

function Label({ word, detail }: { word: string; detail: string }) {
  return (
    <>
      {word} <span className="font-normal text-subtle tabular">{detail}</span>
    </>
  );
}
