"use client";

import { Section } from "@/components/shell/page/section";
import { formatCount } from "@/components/ui/format-number";
import { GapIcon } from "@/components/ui/icons/states";
import { gapWords } from "@/lib/agents/rules";
import { useRecord } from "../use-record";
import { MendLink } from "./mend-link";

/** Everything the record lacks, by name. */
export function GapList() {
  const { gaps } = useRecord().record;
  return (
    <Section title={gaps.length === 0 ? "No gaps" : formatCount(gaps.length, "gap", "gaps")}>
      {gaps.length === 0 ? (
        <p className="text-dense text-muted">Every question about it has an answer.</p>
      ) : (
        <ul className="border-t border-hairline">
          {gaps.map((gap) => (
            <li
              key={gap}
              className="flex flex-wrap items-center gap-x-3 gap-y-1.5 border-b border-hairline last:border-b-0 py-2"
            >
              <span className="flex min-w-0 flex-1 basis-36 items-start gap-2 text-dense">
                <GapIcon size={14} className="mt-0.75 text-pending-fg" />
                {gapWords[gap].words}
              </span>
              <MendLink gap={gap} />
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
