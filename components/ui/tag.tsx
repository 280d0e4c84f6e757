import type { ReactNode } from "react";

/** A word that classifies: a role, a label. It has no colour, because it is not a state. */
export function Tag({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex h-5 items-center rounded-tag border border-button bg-surface px-1.5 text-small font-medium whitespace-nowrap text-muted">
      {children}
    </span>
  );
}
