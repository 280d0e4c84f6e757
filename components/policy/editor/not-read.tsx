"use client";

import { FailureTrace } from "@/components/data/list-trouble";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

/** What is live, or the draft, could not be read. Loaded where that happens. */
export function NotRead({ error, onRetry }: { error: Error; onRetry: () => void }) {
  return (
    <div role="alert">
      <EmptyState
        title="The policy could not be read"
        actions={<Button onClick={onRetry}>Try again</Button>}
        trace={<FailureTrace error={error} />}
      >
        <p>{error.message}</p>
      </EmptyState>
    </div>
  );
}
