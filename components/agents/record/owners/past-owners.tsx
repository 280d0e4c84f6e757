"use client";

import { useQuery } from "@tanstack/react-query";
import { Section } from "@/components/shell/page/section";
import { PhoneLine, SimpleTable, TwoLines } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { agentOwnersQuery } from "@/lib/agents/queries";
import type { Ownership } from "@/lib/agents/schema";
import { ReadFailure } from "../read-failure";
import { useRecord } from "../use-record";
import { describeEnding, partWords } from "../words";

/** Everybody who answered for it before, or said no. */
export function PastOwners() {
  const { slug } = useRecord().record;
  const { data, error, refetch } = useQuery(agentOwnersQuery(slug));
  if (error && !data) return <ReadFailure what="Past owners" error={error} onRetry={() => void refetch()} />;
  const past = data?.data.filter(({ state }) => state === "ended" || state === "declined") ?? [];
  return (
    <Section title="Before">
      <SimpleTable
        label="Past owners and deputies"
        columns={[{ header: "Who" }, { header: "How it ended" }, { header: "When", width: "8.5rem", phone: "hidden" }]}
        rows={past.map((ownership) => ({ id: ownership.id, cells: describePast(ownership) }))}
        empty="Nobody else was asked so far."
      />
    </Section>
  );
}

function describePast(ownership: Ownership) {
  const { person, part, state, reason, ended_because: because, answered_at, ended_at } = ownership;
  const at = ended_at ?? answered_at;
  return [
    <TwoLines
      key="who"
      first={
        <TextLink href={`/people/${person.id}`} plain>
          {person.name === "" ? "An erased person" : person.name}
        </TextLink>
      }
      second={partWords[part]}
    />,
    <span key="how" className="[overflow-wrap:anywhere]">
      {state === "declined" ? `Declined${reason ? `: ${reason}` : ""}` : describeEnding(because)}
      <PhoneLine>{at === null ? "When is not known" : <Time at={at} detail="day" />}</PhoneLine>
    </span>,
    at === null ? "Not known" : <Time key="when" at={at} detail="day" />,
  ];
}
