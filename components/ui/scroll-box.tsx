import type { ReactNode } from "react";

/** A box that scrolls by itself and that the keyboard can reach (axe: scrollable-region-focusable). */
export function ScrollBox({
  label,
  className = "",
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div role="region" aria-label={label} tabIndex={0} className={`overflow-auto ${className}`}>
      {children}
    </div>
  );
}
