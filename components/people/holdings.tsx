"use client";

import { useQuery } from "@tanstack/react-query";
import { formatCount } from "@/components/ui/format-number";
import { ownershipPageQuery } from "@/lib/agents/queries";

const most = 200;

/** What somebody answers for, before their access ends: it is handed over, and does not come back by itself. */
export function Holdings({ personId }: { personId: string }) {
  const { data, error } = useQuery(ownershipPageQuery({ person: personId, state: ["accepted"], limit: most }));
  if (error) return <p>What they answer for could not be read. Whatever it is, a hand-over lists it afterwards.</p>;
  if (!data) return <p className="text-muted">Looking up what they answer for…</p>;
  const held = data.data.filter(({ agent }) => agent.state !== "retired");
  if (held.length === 0) return <p className="text-muted">They answer for no agent.</p>;
  const owned = held.filter(({ part }) => part === "owner").length;
  return (
    <p>
      <b className="font-semibold">
        {describeHeld(owned, held.length - owned)}
        {data.next_cursor !== null && " or more"}.
      </b>{" "}
      This opens a hand-over, where others are asked. It does not come back if they are reactivated.
    </p>
  );
}

/** "Owns 3 agents, deputy of 1". */
function describeHeld(owned: number, deputy: number): string {
  if (owned === 0) return `Deputy of ${formatCount(deputy, "agent", "agents")}`;
  const owns = `Owns ${formatCount(owned, "agent", "agents")}`;
  return deputy === 0 ? owns : `${owns}, deputy of ${deputy}`;
}
