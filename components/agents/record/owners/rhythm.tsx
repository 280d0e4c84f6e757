"use client";

import { Section } from "@/components/shell/page/section";
import { useRecord } from "../use-record";

/** How long a yes holds, and what happens without one. */
export function Rhythm() {
  const { rhythm, tier, tier_target: target } = useRecord().record;
  const days = (count: number) => (count === 1 ? "1 day" : `${count} days`);
  return (
    <Section title="How long a yes holds">
      <ul className="grid max-w-prose gap-1.5 text-muted">
        <li>
          It is confirmed again every <b className="font-medium text-fg">{days(rhythm.confirm_every_days)}</b>, with the
          key Y.
        </li>
        <li>When what it is for or reaches changes, it is confirmed within 7 days.</li>
        <li>
          Without an owner who confirmed it goes on for <b className="font-medium text-fg">{days(rhythm.grace_days)}</b>
          . Then everything it asks for is denied.
        </li>
        <li>
          {tier || target
            ? "The stricter of its two tiers decides."
            : "It has no tier, so the rhythm of Foundation holds."}
        </li>
      </ul>
    </Section>
  );
}
