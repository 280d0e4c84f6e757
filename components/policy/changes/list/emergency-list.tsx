"use client";

import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { Section } from "@/components/shell/page/section";
import { type OpenChangesInput, openChangesQuery } from "@/lib/policy/queries";

/** Most days there is none. */
const EmergencyRow = lazy(async () => ({ default: (await import("./emergency-row")).EmergencyRow }));

/** What went live without its review, and until when somebody must have looked at it. Where there is none, nothing is said. */
export function EmergencyList({ query }: { query: OpenChangesInput }) {
  const { data } = useQuery(openChangesQuery(query));
  if (!data || data.data.length === 0) return null;
  const count = data.data.length;
  return (
    <Section
      title={count === 1 ? "1 change went live without its review" : `${count} changes went live without their review`}
      description="In an emergency security may do that. Somebody who had no part in it looks at it within 24 hours."
    >
      <ul aria-label="Emergency changes" className="grid">
        {data.data.map((change) => (
          <Suspense key={change.id} fallback={null}>
            <EmergencyRow change={change} />
          </Suspense>
        ))}
      </ul>
    </Section>
  );
}
