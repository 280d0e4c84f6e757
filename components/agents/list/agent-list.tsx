"use client";

import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { DataTable } from "@/components/data/data-table";
import { useListUrl } from "@/components/data/use-list-url";
import { PageHead } from "@/components/shell/page/page-head";
import { TextLink } from "@/components/ui/text-link";
import { ViewMenu } from "@/components/views/view-menu";
import { recordOperations } from "@/lib/agents/operations";
import { agentPageQuery } from "@/lib/agents/queries";
import type { BulkVerb } from "@/lib/agents/rules";
import type { Agent } from "@/lib/agents/schema";
import { buildUrl } from "@/lib/http/client";
import { agentColumns } from "./agent-columns";
import { type Choices, defineAgentList, readAgentQuery } from "./agent-filters";
import { EntryButtons } from "./entry-buttons";
import { ExportMenu } from "./export-menu";

/** Few ever see the list before the first agent. */
const NoAgents = lazy(async () => ({ default: (await import("./no-agents")).NoAgents }));
/** Loaded when agents are chosen and changed, not with the list. */
const BulkButtons = lazy(async () => ({ default: (await import("./bulk/bulk-buttons")).BulkButtons }));
const BulkDialog = lazy(async () => ({ default: (await import("./bulk/bulk-dialog")).BulkDialog }));

type Props = { choices: Choices; mayCreate: boolean; mayImport: boolean; mayExport: boolean };
type Bulk = { verb: BulkVerb; agents: readonly Agent[]; keep: (ids: readonly string[]) => void };

/** Every agent there is, who answers for it and what is missing in its record. */
export function AgentList({ choices, mayCreate, mayImport, mayExport }: Props) {
  const list = useListUrl(defineAgentList(choices));
  const query = readAgentQuery(list.values);
  const result = useQuery(agentPageQuery(query));
  const [bulk, setBulk] = useState<Bulk | null>(null);
  const blank = result.data?.data.length === 0 && !list.filtered && !list.hasPrevious;
  const { cursor: _, limit: __, ...filters } = query;
  const exportUrl = buildUrl(recordOperations.listAgents, { query: { ...filters, format: "csv" } });
  return (
    <>
      <PageHead
        title="Agents"
        subtitle={
          <>
            See also <TextLink href="/agents/discovered">discovered</TextLink>,{" "}
            <TextLink href="/handovers">hand-overs</TextLink>, <TextLink href="/systems">systems</TextLink>.
          </>
        }
        actions={
          blank ? undefined : (
            <>
              <ViewMenu list="agents" />
              {mayExport && (
                <ExportMenu href={exportUrl} query={new URL(exportUrl, "http://localhost").search.slice(1)} />
              )}
              <EntryButtons mayCreate={mayCreate} mayImport={mayImport} main="register" />
            </>
          )
        }
      />
      <DataTable
        id="agents"
        label="Agents"
        noun={["agent", "agents"]}
        columns={agentColumns}
        list={list}
        result={result}
        searchLabel="Search names, owners, tools"
        isQuiet={({ state }) => state === "retired"}
        empty={
          <Suspense fallback={null}>
            <NoAgents mayCreate={mayCreate} mayImport={mayImport} />
          </Suspense>
        }
        selection={{
          name: ({ name }) => name,
          renderActions: (agents, _clear, keep) => (
            <Suspense fallback={null}>
              <BulkButtons agents={agents} onChoose={(verb) => setBulk({ verb, agents, keep })} />
            </Suspense>
          ),
        }}
      />
      {bulk && (
        <Suspense fallback={null}>
          <BulkDialog
            verb={bulk.verb}
            agents={bulk.agents}
            onDone={(failed) => bulk.keep(failed.map(({ id }) => id))}
            onClose={() => setBulk(null)}
          />
        </Suspense>
      )}
    </>
  );
}
