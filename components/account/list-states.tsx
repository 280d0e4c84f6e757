"use client";

import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Skeleton, SkeletonBar } from "@/components/ui/skeleton";
import { explainFailure } from "./passkeys/ceremonies";

/** Two rows of the final height. */
export function ListSkeleton({ label }: { label: string }) {
  return (
    <Skeleton label={label}>
      {["40%", "55%"].map((width) => (
        <div key={width} className="py-3">
          <SkeletonBar width={width} />
          <SkeletonBar width="70%" line="second" />
        </div>
      ))}
    </Skeleton>
  );
}

export function ListFault({ error, onRetry }: { error: Error; onRetry: () => void }) {
  return (
    <Banner
      tone="deny"
      title="This list could not be read."
      actions={
        <Button size="small" onClick={onRetry}>
          Try again
        </Button>
      }
    >
      {explainFailure(error)}
    </Banner>
  );
}
