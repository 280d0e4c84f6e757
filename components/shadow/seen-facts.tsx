import type { ReactNode } from "react";
import { Facts } from "@/components/ui/facts";
import { Fence } from "@/components/ui/fence";
import { RelativeTime, Time } from "@/components/ui/time";
import type { ShadowAgent } from "@/lib/shadow/schema";
import { SeenText } from "./shadow-cells";

/** Everything that was reported about it, and the decision there is. */
export function SeenFacts({ found, badge }: { found: ShadowAgent; badge: ReactNode }) {
  const { decided_at: at, decided_by: by } = found;
  return (
    <div className="grid gap-3">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-section font-semibold">
        <SeenText text={found.name} /> {badge}
      </p>
      <Facts
        facts={[
          { term: "Seen by", value: found.source },
          { term: "Known there as", value: <SeenText text={found.source_ref} /> },
          {
            term: "Last seen",
            value: <RelativeTime at={found.last_seen_at} />,
            detail:
              found.sightings === 1 ? (
                "Seen once"
              ) : (
                <>
                  Seen {found.sightings} times since <Time at={found.first_seen_at} detail="day" />
                </>
              ),
          },
          ...(at === null
            ? []
            : [
                {
                  term: "Last decision",
                  value: (
                    <>
                      {by?.name ?? "Somebody"}, <Time at={at} detail="day" />
                    </>
                  ),
                  ...(found.reason === null ? {} : { detail: found.reason }),
                },
              ]),
        ]}
      />
      {found.detail !== "" && <Fence text={found.detail} label="What was reported, not verified" />}
    </div>
  );
}
