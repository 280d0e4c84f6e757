import type { ReactNode } from "react";

/** One key. Shown beside what it does, never alone; inside a button only where there are keys to press. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-flex coarse:in-[button]:hidden h-4.5 min-w-4.5 shrink-0 items-center justify-center rounded-tag border border-hairline bg-surface px-1 font-sans text-caption font-medium text-subtle in-data-solid:border-current/40 in-data-solid:bg-transparent in-data-solid:text-current">
      {children}
    </kbd>
  );
}
