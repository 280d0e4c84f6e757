import type { ReactNode } from "react";
import { GapIcon } from "@/components/ui/icons/states";
import { type Gap, gapWords } from "@/lib/agents/rules";

/** A named gap in its place, and the way to mend it. */
export function Missing({ gap, children }: { gap: Gap; children?: ReactNode }) {
  return (
    <span className="tone-pending inline-flex items-start gap-1.5 text-tone-fg">
      <GapIcon className="mt-0.5" />
      <span>
        {gapWords[gap].words}. {children}
      </span>
    </span>
  );
}
