"use client";

import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import type { ReactNode } from "react";
import { Segmented } from "@/components/ui/segmented";
import { type Show, shows } from "./decision-filters";

export const showParser = parseAsStringLiteral(shows).withDefault("folded");

/** Which of the two lists is shown, and what belongs to it alone. */
export function Toolbar({ show, children }: { show: Show; children?: ReactNode }) {
  const [, choose] = useQueryStates({ show: showParser, cursor: parseAsString }, { history: "push" });
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-page pb-3" data-print="hidden">
      <Segmented
        label="Show"
        value={show}
        onChange={(next) => void choose({ show: next, cursor: null })}
        segments={[
          { value: "folded", label: "Folded" },
          { value: "every", label: "Every decision" },
        ]}
      />
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">{children}</div>
    </div>
  );
}
