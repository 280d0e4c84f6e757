"use client";

import { useQuery } from "@tanstack/react-query";
import type { Column } from "@/components/data/column";
import { DataTable } from "@/components/data/data-table";
import { useListUrl } from "@/components/data/use-list-url";
import { PageHead } from "@/components/shell/page/page-head";
import { EmptyState } from "@/components/ui/empty-state";
import { TwoLines } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { handoverPageQuery } from "@/lib/handovers/queries";
import type { Handover } from "@/lib/handovers/schema";
import { handoverListDefinition, readHandoverQuery } from "./handover-filters";
import { HandoverState } from "./handover-state";
import { describeCause, nameLeaver, startLarge } from "./words";

/** One line for each time somebody left who answered for agents. */
export function HandoverList() {
  const list = useListUrl(handoverListDefinition);
  const result = useQuery(handoverPageQuery(readHandoverQuery(list.values)));
  return (
    <>
      <PageHead
        title="Hand-over"
        subtitle="Who left, what they answered for, and who takes it over. Each successor accepts for themselves."
      />
      <DataTable
        id="handovers"
        label="Hand-overs, newest first"
        noun={["hand-over", "hand-overs"]}
        columns={columns}
        list={list}
        result={result}
        isQuiet={({ finished_at: at }) => at !== null}
        empty={
          <EmptyState title="Nobody has left anything behind">
            <p>
              When somebody who answers for agents is deactivated or erased, or leaves a team, all they held is listed
              here until others have accepted it.
            </p>
          </EmptyState>
        }
      />
    </>
  );
}

const columns: readonly [Column<Handover>, ...Column<Handover>[]] = [
  { id: "person", header: "Who left", cell: (handover) => <LeaverCell handover={handover} /> },
  {
    id: "state",
    header: "State",
    width: "9rem",
    cell: (handover) => <HandoverState handover={handover} look="plain" />,
  },
  {
    id: "progress",
    header: "Settled",
    width: "7rem",
    align: "end",
    phoneLabel: true,
    cell: ({ done, parts }) => `${done} of ${parts}`,
  },
  {
    id: "asked",
    header: "Asked",
    width: "5rem",
    align: "end",
    room: "middle",
    phone: "hidden",
    cell: ({ asked }) => (asked === 0 ? <span className="text-subtle">None</span> : asked),
  },
  {
    id: "closes",
    header: "First closes",
    width: "8rem",
    align: "end",
    phoneLabel: true,
    cell: ({ closes_at: at }) =>
      at === null ? <span className="text-subtle">None</span> : <Time at={at} detail="day" />,
  },
];

function LeaverCell({ handover }: { handover: Handover }) {
  return (
    <TwoLines
      first={
        <span className="inline-flex flex-wrap items-center gap-x-2">
          <TextLink href={`/handovers/${handover.id}`} plain>
            {startLarge(nameLeaver(handover))}
          </TextLink>
          {handover.sample && (
            <span className="-my-0.5 inline-flex">
              <Tag>Sample</Tag>
            </span>
          )}
        </span>
      }
      second={
        <>
          {describeCause(handover)}, <Time at={handover.opened_at} detail="day" />
        </>
      }
    />
  );
}
