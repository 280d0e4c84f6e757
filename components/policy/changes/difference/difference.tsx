"use client";

import { lazy, Suspense, useState } from "react";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton, SkeletonBar } from "@/components/ui/skeleton";
import type { PolicyDocument } from "@/lib/policy/schema";
import { useSeen } from "../use-seen";
import type { Way } from "./item-tag";

/** Both carry what reads policies; nobody waits for them to see the page. */
const WordsDiff = lazy(async () => ({ default: (await import("./words-diff")).WordsDiff }));
const TextDiff = lazy(async () => ({ default: (await import("./text-diff")).TextDiff }));

type Side = { text: string | null; document: PolicyDocument | null };
type Props = {
  before: Side;
  after: { text: string; document: PolicyDocument };
  ways?: ReadonlyMap<string, Way>;
  beforeLabel: string;
  afterLabel: string;
};

/** What differs, in words first, because words are what is decided about; the texts are one press away. */
export function Difference({ before, after, ways, beforeLabel, afterLabel }: Props) {
  const [view, setView] = useState<"words" | "text">("words");
  const { box, seen } = useSeen<HTMLDivElement>();
  return (
    <div className="grid gap-4">
      <div>
        <Segmented
          label="How the difference is shown"
          value={view}
          onChange={setView}
          segments={[
            { value: "words", label: "In words" },
            { value: "text", label: "As text" },
          ]}
        />
      </div>
      <div ref={box}>
        {seen ? (
          <Suspense fallback={<Waiting />}>
            {view === "words" ? (
              <WordsDiff
                before={before.document ?? undefined}
                after={after.document}
                {...(ways && { ways })}
                beforeLabel={beforeLabel}
                afterLabel={afterLabel}
              />
            ) : (
              <TextDiff before={before.text ?? ""} after={after.text} label={`${beforeLabel} against ${afterLabel}`} />
            )}
          </Suspense>
        ) : (
          <Waiting />
        )}
      </div>
    </div>
  );
}

function Waiting() {
  return (
    <Skeleton label="Comparing">
      <SkeletonBar width="56%" />
      <SkeletonBar width="72%" line="second" />
      <SkeletonBar width="48%" line="second" />
    </Skeleton>
  );
}
