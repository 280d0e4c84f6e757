"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Column } from "@/components/data/column";
import { DataTable } from "@/components/data/data-table";
import type { ListUrl } from "@/components/data/use-list-url";
import { Time } from "@/components/ui/time";
import { useTimeZone } from "@/components/ui/time-zone";
import { decisionPageQuery } from "@/lib/decisions/queries";
import type { Decision } from "@/lib/decisions/schema";
import { decisionHref } from "../addresses";
import { ActionCell, OutcomeCell, RuleCell } from "./cells";
import { type Clock, readEveryQuery } from "./decision-filters";
import { FollowSwitch, FreshDecisions, type Paused } from "./follow";
import { NoDecisions, SampleHint } from "./no-decisions";
import { Toolbar } from "./toolbar";
import { useHeld } from "./use-held";

/** Every decision, the newest first; what is decided meanwhile waits until it is asked for. */
export function EveryList({ list, clock }: { list: ListUrl; clock: Clock }) {
  const zone = useTimeZone();
  const query = readEveryQuery(list.values, clock);
  const [paused, setPaused] = useState<Paused>(null);
  const result = useQuery(decisionPageQuery(query));
  const { held, fresh, show } = useHeld(result.data, JSON.stringify(query));
  const first = query.cursor === undefined;
  return (
    <>
      <Toolbar show="every">{first && <FollowSwitch paused={paused} onChange={setPaused} />}</Toolbar>
      {first && paused === null && (
        <FreshDecisions count={fresh} full={fresh > 0 && fresh === result.data?.data.length} onShow={show} />
      )}
      <DataTable
        id="decisions"
        label="Decisions, newest first"
        noun={["decision", "decisions"]}
        columns={listColumns(zone)}
        list={list}
        result={{ ...result, data: held }}
        empty={<NoDecisions />}
      />
      {held?.data.length === 0 && query.sample === undefined && <SampleHint />}
    </>
  );
}

function listColumns(zone: string): readonly [Column<Decision>, ...Column<Decision>[]] {
  return [
    {
      id: "action",
      header: "What",
      cell: (row) => <ActionCell row={row} href={decisionHref(row.id)} of={row.resource} />,
    },
    { id: "outcome", header: "Decided", width: "30%", phone: "half", cell: (row) => <OutcomeCell row={row} /> },
    {
      id: "rule",
      header: "Rule",
      width: "15%",
      room: "middle",
      phone: "half",
      phoneLabel: true,
      cell: (row) => <RuleCell rule={row.rule} />,
    },
    {
      id: "intent",
      header: "Intent",
      width: "10%",
      room: "wide",
      phone: "hidden",
      optional: true,
      cell: ({ intent }) => intent ?? <span className="text-subtle">None</span>,
    },
    {
      id: "decided_at",
      header: `When (${zone.replaceAll("_", " ")})`,
      width: "12rem",
      align: "end",
      phone: "end",
      cell: (row) => <Time at={row.decided_at} detail="second" />,
    },
  ];
}
