"use client";

import { TierBadge } from "@/components/ui/badges";
import { type Fact, Vitals } from "@/components/ui/facts";
import { Time } from "@/components/ui/time";
import type { OwnerPart } from "@/lib/agents/rules";
import type { AgentRecord } from "@/lib/agents/schema";
import { useRecord } from "../use-record";
import { tierWords } from "../words";

/** The few facts one comes for. */
export function AgentVitals() {
  const { record } = useRecord();
  return (
    <Vitals
      facts={[
        describePart(record, "owner", "Owner", "No active owner"),
        describePart(record, "deputy", "Deputy", "No deputy"),
        describeTier(record),
        describePolicy(record),
        ...(record.state === "retired" ? [] : [describeConfirmation(record)]),
      ]}
    />
  );
}

function describePart(record: AgentRecord, part: OwnerPart, term: string, nobody: string): Fact {
  const person = record[part];
  const accepted = record.owners.find((one) => one.part === part && one.state === "accepted");
  const asked = record.owners.find((one) => one.part === part && one.state === "asked");
  if (person) {
    const since = accepted?.answered_at ?? null;
    return {
      term,
      value: person.name,
      ...(since
        ? {
            detail: (
              <>
                Accepted <Time at={since} detail="day" />
              </>
            ),
          }
        : {}),
    };
  }
  if (asked) return { term, value: nobody, detail: `${asked.person.name} is asked, has not answered` };
  return { term, value: nobody, detail: "Nobody is asked" };
}

/** The tier it has, and below it the one it aims for: side by side they would break. */
function describeTier({ tier, tier_target: target }: AgentRecord): Fact {
  const aim =
    target === null ? "No tier to aim for" : target === tier ? "As aimed for" : `Aims for ${tierWords[target]}`;
  return { term: "Tier", value: tier ? <TierBadge value={tier} look="filled" /> : "Not assessed", detail: aim };
}

function describePolicy({ gaps }: AgentRecord): Fact {
  return gaps.includes("policy_missing")
    ? { term: "Live policy", value: "No policy yet", detail: "Until then it may do nothing" }
    : { term: "Live policy", value: "Live" };
}

function describeConfirmation({ owners, rhythm }: AgentRecord): Fact {
  const term = "Next confirmation";
  const owner = owners.find(({ part, state }) => part === "owner" && state === "accepted");
  if (!owner?.confirm_by) return { term, value: "None due", detail: "There is no owner to confirm" };
  return {
    term,
    value: <Time at={owner.confirm_by} detail="day" />,
    detail: owner.overdue ? "Overdue" : `By its owner, every ${rhythm.confirm_every_days} days`,
  };
}
