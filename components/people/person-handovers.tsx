"use client";

import { useQuery } from "@tanstack/react-query";
import { describeCause } from "@/components/handovers/words";
import { HandoverState } from "@/components/handovers/handover-state";
import { Section } from "@/components/shell/page/section";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { handoversOfQuery } from "@/lib/handovers/queries";

/** What they held when they left, and how far it is with others. Nothing for whoever left nothing. */
export function PersonHandovers({ personId }: { personId: string }) {
  const { data } = useQuery(handoversOfQuery(personId));
  if (!data || data.data.length === 0) return null;
  return (
    <Section title="What they left">
      <ul>
        {data.data.map((handover) => (
          <li
            key={handover.id}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 border-t border-hairline py-2.5 first:border-t-0 first:pt-0"
          >
            <div className="min-w-0 flex-1 basis-60">
              <p className="font-medium">
                <TextLink href={`/handovers/${handover.id}`}>
                  Hand-over of <Time at={handover.opened_at} detail="day" />
                </TextLink>
              </p>
              <p className="text-dense text-muted">
                {describeCause(handover)}. {handover.done} of {handover.parts} settled.
              </p>
            </div>
            <HandoverState handover={handover} look="plain" />
          </li>
        ))}
      </ul>
      {data.next_cursor !== null && (
        <p className="mt-2 text-dense text-subtle">These are the newest; there are more.</p>
      )}
    </Section>
  );
}
