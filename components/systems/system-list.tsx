"use client";

import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useMemo, useState } from "react";
import type { Column } from "@/components/data/column";
import { DataTable } from "@/components/data/data-table";
import { useListUrl } from "@/components/data/use-list-url";
import type { Action } from "@/components/shell/actions";
import { PageHead } from "@/components/shell/page/page-head";
import { useActions } from "@/components/shell/page-actions";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PlusIcon } from "@/components/ui/icons/actions";
import { ViewMenu } from "@/components/views/view-menu";
import { systemPageQuery } from "@/lib/systems/queries";
import type { System } from "@/lib/systems/schema";
import { CallerCell, DataNames, SystemCell } from "./system-cells";
import { readSystemQuery, systemListDefinition } from "./system-filters";

/** Loaded when a system is added, not with the list. */
const NewSystemSheet = lazy(async () => ({ default: (await import("./system-sheet")).NewSystemSheet }));

/** What agents reach, and how it knows who calls. */
export function SystemList({ mayCreate }: { mayCreate: boolean }) {
  const list = useListUrl(systemListDefinition);
  const result = useQuery(systemPageQuery(readSystemQuery(list.values)));
  const [adding, setAdding] = useState(false);
  useActions(useMemo(() => (mayCreate ? [addAction(() => setAdding(true))] : []), [mayCreate, setAdding]));
  return (
    <>
      <PageHead
        title="Systems"
        subtitle="What agents reach, and how each system verifies who calls it."
        actions={
          <>
            <ViewMenu list="systems" />
            {mayCreate && (
              <Button variant="primary" icon={<PlusIcon />} onClick={() => setAdding(true)}>
                New system
              </Button>
            )}
          </>
        }
      />
      <DataTable
        id="systems"
        label="Systems by name"
        noun={["system", "systems"]}
        columns={columns}
        list={list}
        result={result}
        searchLabel="Search systems"
        empty={
          <EmptyState title="There is no system yet">
            <p>
              {mayCreate
                ? "A system is what tools reach: a database, a payment service, a host. Add one, and say how it verifies who calls it; each agent’s page then says what it reaches."
                : "A system is what tools reach: a database, a payment service, a host. A member adds them."}
            </p>
          </EmptyState>
        }
      />
      {adding && (
        <Suspense fallback={null}>
          <NewSystemSheet onClose={() => setAdding(false)} />
        </Suspense>
      )}
    </>
  );
}

const columns: readonly [Column<System>, ...Column<System>[]] = [
  { id: "name", header: "System", sort: "name", cell: (system) => <SystemCell system={system} /> },
  {
    id: "verifies",
    header: "Verifies its caller by",
    width: "32%",
    cell: (system) => <CallerCell system={system} />,
  },
  {
    id: "data",
    header: "Data",
    width: "24%",
    room: "middle",
    phone: "hidden",
    optional: true,
    cell: ({ data_classes }) => <DataNames classes={data_classes} />,
  },
  {
    id: "agents",
    header: "Agents",
    width: "5rem",
    align: "end",
    phone: "end",
    phoneLabel: true,
    cell: ({ agents }) => (agents === 0 ? <span className="text-subtle">None</span> : agents),
  },
];

function addAction(run: () => void): Action {
  return { id: "add-system", label: "Add a system", group: "This page", icon: PlusIcon, words: "new system", run };
}
