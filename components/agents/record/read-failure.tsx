"use client";

import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

type Props = { what: string; error: Error; onRetry: () => void };

/** A part of the page that could not be read, while the rest stands. */
export function ReadFailure({ what, error, onRetry }: Props) {
  return (
    <div role="alert">
      <EmptyState title={`${what} could not be read`} actions={<Button onClick={onRetry}>Try again</Button>}>
        <p>{error.message}</p>
      </EmptyState>
    </div>
  );
}
