"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Column } from "@/components/data/column";
import { DataTable } from "@/components/data/data-table";
import type { ListUrl } from "@/components/data/use-list-url";
import { Button } from "@/components/ui/button";
import { formatNumber } from "@/components/ui/format-number";
import { formatTime } from "@/components/ui/format-time";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { useTimeZone } from "@/components/ui/time-zone";
import { shapePageQuery } from "@/lib/decisions/queries";
import type { DecisionShape, DecisionShapePage } from "@/lib/decisions/schema";
import { alikeHref, decisionHref } from "../addresses";
import { ActionCell, OutcomeCell, RuleCell } from "./cells";
import { type Clock, readFoldedQuery } from "./decision-filters";
import { NoDecisions, SampleHint } from "./no-decisions";
import { Toolbar } from "./toolbar";
import { Trend } from "./trend";

type Row = DecisionShape & { id: string };

/** Decisions that are alike in one row each, the most frequent first. Counts change only when that is asked for. */
export function FoldedList({ list, clock }: { list: ListUrl; clock: Clock }) {
  const zone = useTimeZone();
  const query = readFoldedQuery(list.values, clock);
  const result = useQuery(shapePageQuery(query));
  const { held, more, show } = useHeldCounts(result.data, JSON.stringify(query));
  const data = held && { ...held, data: held.data.map((row) => ({ ...row, id: `${row.environment} ${row.shape}` })) };
  return (
    <>
      <Toolbar show="folded">
        {more !== 0 && (
          <Button size="small" onClick={show}>
            {more > 0 ? `${formatNumber(more)} more since: count again` : "Count again"}
          </Button>
        )}
        {held && <Range page={held} />}
      </Toolbar>
      <DataTable
        id="decision-shapes"
        label="Decisions that are alike, most frequent first"
        noun={["kind of decision", "kinds of decision"]}
        columns={listColumns(zone, held?.to ?? "")}
        list={list}
        result={{ ...result, data }}
        empty={<NoDecisions />}
      />
      {held?.data.length === 0 && query.sample === undefined && <SampleHint />}
    </>
  );
}

function Range({ page: { from, to } }: { page: DecisionShapePage }) {
  const day = (text: string): string => formatTime(new Date(text), "UTC", "day");
  return (
    <p className="text-dense text-muted">
      {from === to ? `${day(to)}, in UTC` : `${day(from)} to ${day(to)}, whole days in UTC`}
    </p>
  );
}

function listColumns(zone: string, to: string): readonly [Column<Row>, ...Column<Row>[]] {
  return [
    { id: "action", header: "What", cell: (row) => <ActionCell row={row} href={alikeHref(row)} /> },
    { id: "outcome", header: "Decided", width: "27%", phone: "half", cell: (row) => <OutcomeCell row={row} /> },
    {
      id: "rule",
      header: "Rule",
      width: "14%",
      room: "middle",
      phone: "half",
      phoneLabel: true,
      cell: (row) => <RuleCell rule={row.rule} />,
    },
    {
      id: "count",
      header: "Times",
      width: "5rem",
      align: "end",
      phone: "half",
      phoneLabel: true,
      cell: ({ count }) => <span className="font-medium tabular">{formatNumber(count)}</span>,
    },
    {
      id: "trend",
      header: "By day",
      width: "9rem",
      room: "middle",
      phone: "half",
      cell: ({ trend, outcome }) => <Trend trend={trend} outcome={outcome} to={to} />,
    },
    {
      id: "last_at",
      header: `Last (${zone.replaceAll("_", " ")})`,
      width: "11rem",
      align: "end",
      phone: "end",
      cell: (row) => (
        <TextLink href={decisionHref(row.last_id)}>
          <span className="sr-only">Open the last one, </span>
          <Time at={row.last_at} />
        </TextLink>
      ),
    },
  ];
}

/** New counts would change the order under a pointer: they wait. */
function useHeldCounts(latest: DecisionShapePage | undefined, key: string) {
  const [holding, setHolding] = useState<{ key: string; page: DecisionShapePage } | null>(null);
  if (latest && holding?.key !== key) setHolding({ key, page: latest });
  const held = holding?.key === key ? holding.page : latest;
  return {
    held,
    more: held && latest ? sumOf(latest) - sumOf(held) : 0,
    show: () => latest && setHolding({ key, page: latest }),
  };
}

function sumOf({ data }: DecisionShapePage): number {
  return data.reduce((sum, { count }) => sum + count, 0);
}
