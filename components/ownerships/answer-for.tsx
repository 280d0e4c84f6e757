"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ListFault, ListSkeleton } from "@/components/account/list-states";
import { Time } from "@/components/ui/time";
import { ownershipPageQuery } from "@/lib/agents/queries";
import type { Ownership } from "@/lib/agents/schema";
import { AskedList } from "./asked-list";
import { DueList } from "./due-list";
import { dueOwnerships, heldOwnerships } from "./own-queries";
import { OwnershipRow } from "./ownership-row";

/** What the viewer answers for: questions first, then what has to be confirmed, then all the rest. */
export function AnswerFor() {
  const due = useQuery(ownershipPageQuery(dueOwnerships));
  const held = useQuery(ownershipPageQuery(heldOwnerships));
  const failed = due.error ?? held.error;
  if (failed) return <ListFault error={failed} onRetry={() => void Promise.all([due.refetch(), held.refetch()])} />;
  if (!due.data || !held.data) return <ListSkeleton label="Loading what you answer for" />;
  const asked = due.data.data.filter(({ state }) => state === "asked");
  const toConfirm = due.data.data.filter(({ state }) => state === "accepted").toSorted(byDate);
  const shown = new Set(toConfirm.map(({ id }) => id));
  const rest = held.data.data.filter(({ id, agent }) => !shown.has(id) && agent.state !== "retired").toSorted(byDate);
  const cut = due.data.next_cursor !== null || held.data.next_cursor !== null;
  if (asked.length + toConfirm.length + rest.length === 0)
    return (
      <p className="text-muted">
        You answer for no agent, and nobody asks you to. Agents you register, or are asked to own, stand here.
      </p>
    );
  return (
    <div className="grid gap-6">
      {asked.length > 0 && (
        <Group id="asked" title="You are asked" words="Until you accept, you answer for nothing.">
          <AskedList asked={asked} />
        </Group>
      )}
      {toConfirm.length > 0 && (
        <Group id="due" title="To confirm" words="An agent whose owner does not confirm closes after a time of grace.">
          <DueList due={toConfirm} />
        </Group>
      )}
      {rest.length > 0 && (
        <Group title={asked.length + toConfirm.length > 0 ? "Everything else" : "Nothing waits for you"}>
          <ul>
            {rest.map((ownership) => (
              <OwnershipRow key={ownership.id} ownership={ownership} detail={<NextDate ownership={ownership} />} />
            ))}
          </ul>
        </Group>
      )}
      {cut && <p className="text-muted">These are the newest; there are more.</p>}
    </div>
  );
}

function byDate(one: Ownership, other: Ownership): number {
  return (one.confirm_by ?? "").localeCompare(other.confirm_by ?? "") || one.agent.name.localeCompare(other.agent.name);
}

function NextDate({ ownership: { confirm_by: by } }: { ownership: Ownership }) {
  if (by === null) return "nothing to confirm";
  return (
    <>
      confirms by <Time at={by} detail="day" />
    </>
  );
}

type GroupProps = { id?: string; title: string; words?: string; children: ReactNode };

function Group({ id, title, words, children }: GroupProps) {
  return (
    <div id={id} className="scroll-mt-16">
      <h3 className="font-semibold">{title}</h3>
      {words !== undefined && <p className="text-dense text-muted">{words}</p>}
      <div className="mt-2.5">{children}</div>
    </div>
  );
}
