"use client";

import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useMemo, useState } from "react";
import type { Column } from "@/components/data/column";
import { DataTable } from "@/components/data/data-table";
import { useListUrl } from "@/components/data/use-list-url";
import { PageHead } from "@/components/shell/page/page-head";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { showHiddenCharacters } from "@/components/ui/fence";
import { PlusIcon } from "@/components/ui/icons/actions";
import { shadowPageQuery } from "@/lib/shadow/queries";
import type { ShadowAgent } from "@/lib/shadow/schema";
import { DecisionCell, SeenCell, ShadowCell } from "./shadow-cells";
import { defineShadowList, readShadowQuery } from "./shadow-filters";

/** Loaded with the first press. */
const DecideSheet = lazy(async () => ({ default: (await import("./decide-sheet")).DecideSheet }));
const ReportSheet = lazy(async () => ({ default: (await import("./report-sheet")).ReportSheet }));

type Props = { sources: readonly string[]; mayReport: boolean };

/** What acts here without anybody answering for it, and what was decided about it. */
export function ShadowList({ sources, mayReport }: Props) {
  const list = useListUrl(useMemo(() => defineShadowList(sources), [sources]));
  const result = useQuery(shadowPageQuery(readShadowQuery(list.values)));
  const [deciding, setDeciding] = useState<ShadowAgent | null>(null);
  const [reporting, setReporting] = useState(false);
  return (
    <>
      <PageHead
        crumbs={[{ label: "Agents", href: "/agents" }]}
        title="Discovered agents"
        subtitle="Seen somewhere, governed nowhere. Each one gets a decision: govern, block, or ignore until a day."
        actions={
          mayReport ? (
            <Button icon={<PlusIcon />} onClick={() => setReporting(true)}>
              Report one
            </Button>
          ) : undefined
        }
      />
      <DataTable
        id="discovered"
        label="Discovered agents, the one seen last first"
        noun={["discovered agent", "discovered agents"]}
        columns={listColumns(setDeciding)}
        list={list}
        result={result}
        searchLabel="Search discovered agents"
        isQuiet={({ disposition }) => disposition === "ignore"}
        empty={
          <EmptyState title="Nothing was discovered yet">
            <p>
              A proxy log, a directory of grants or a scan reports what it sees at <code>/api/v1/shadow-agents</code>.
              That nothing is here does not say that nothing is there.
            </p>
          </EmptyState>
        }
      />
      <Suspense fallback={null}>
        {deciding && <DecideSheet found={deciding} onClose={() => setDeciding(null)} />}
        {reporting && <ReportSheet onClose={() => setReporting(false)} />}
      </Suspense>
    </>
  );
}

function listColumns(onDecide: (found: ShadowAgent) => void): readonly [Column<ShadowAgent>, ...Column<ShadowAgent>[]] {
  return [
    { id: "name", header: "Seen as", cell: (found) => <ShadowCell found={found} /> },
    { id: "source", header: "Seen by", width: "19%", phone: "hidden", optional: true, cell: ({ source }) => source },
    { id: "decision", header: "Decision", width: "22%", cell: (found) => <DecisionCell found={found} /> },
    {
      id: "seen",
      header: "Last seen",
      width: "7rem",
      align: "end",
      phone: "line",
      phoneLabel: true,
      cell: (found) => <SeenCell found={found} />,
    },
    {
      id: "decide",
      header: "Decide",
      width: "6.5rem",
      align: "end",
      phone: "end",
      cell: (found) =>
        found.abilities.includes("decide") ? (
          <Button
            size="small"
            aria-label={`${decideWords(found)} ${showHiddenCharacters(found.name)}`}
            onClick={() => onDecide(found)}
          >
            {found.disposition === "undecided" ? "Decide" : "Change"}
          </Button>
        ) : null,
    },
  ];
}

/** What is decided already is changed, and the button begins with the word it shows. */
function decideWords({ disposition }: ShadowAgent): string {
  return disposition === "undecided" ? "Decide about" : "Change the decision about";
}
