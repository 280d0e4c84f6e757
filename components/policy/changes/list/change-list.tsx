"use client";

import { useQuery } from "@tanstack/react-query";
import type { Column } from "@/components/data/column";
import { DataTable } from "@/components/data/data-table";
import type { ListUrl } from "@/components/data/use-list-url";
import { EmptyState } from "@/components/ui/empty-state";
import { RelativeTime } from "@/components/ui/time";
import { openChangesQuery } from "@/lib/policy/queries";
import type { PolicyChangeLine } from "@/lib/policy/schema";
import { ChangeState, Direction } from "../badges";
import { doesWait } from "../words";
import { readChangeQuery } from "./change-filters";
import { TitleCell, WhoseCell } from "./change-cells";

/** Every change there was, with its filters in the address. */
export function ChangeList({ list }: { list: ListUrl }) {
  const result = useQuery(openChangesQuery(readChangeQuery(list.values)));
  return (
    <DataTable
      id="policy-changes"
      label="All changes, newest first"
      noun={["change", "changes"]}
      columns={columns}
      list={list}
      result={result}
      isQuiet={(change) => change.state === "withdrawn" || change.state === "rejected"}
      empty={
        <EmptyState title="No policy was changed yet" level={3}>
          <p>
            A change begins as a draft, on the page Policy of an agent or in the guardrails of an environment. Once it
            is proposed it stands here, with what it loosens, its replay over recorded decisions and its reviews.
          </p>
        </EmptyState>
      }
    />
  );
}

const columns: readonly [Column<PolicyChangeLine>, ...Column<PolicyChangeLine>[]] = [
  { id: "title", header: "Change", cell: (change) => <TitleCell change={change} /> },
  { id: "whose", header: "Of", width: "24%", phone: "half", cell: (change) => <WhoseCell change={change} /> },
  {
    id: "direction",
    header: "Limits",
    width: "8.5rem",
    phone: "half",
    cell: ({ loosens }) => <Direction loosens={loosens} />,
  },
  { id: "state", header: "State", width: "8rem", phone: "half", cell: ({ state }) => <ChangeState state={state} /> },
  {
    id: "when",
    header: "Since",
    width: "7.5rem",
    align: "end",
    room: "middle",
    phone: "hidden",
    cell: (change) => (
      <RelativeTime at={doesWait(change) ? change.created_at : (change.closed_at ?? change.updated_at)} />
    ),
  },
];
