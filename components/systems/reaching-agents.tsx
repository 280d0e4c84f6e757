"use client";

import { useQuery } from "@tanstack/react-query";
import { agentHref } from "@/components/agents/record/addresses";
import { AgentStateBadge } from "@/components/agents/record/state-badge";
import type { Column } from "@/components/data/column";
import { DataTable } from "@/components/data/data-table";
import { useListUrl } from "@/components/data/use-list-url";
import { Badge } from "@/components/ui/badge";
import { Code } from "@/components/ui/code";
import { EmptyState } from "@/components/ui/empty-state";
import { GapIcon } from "@/components/ui/icons/states";
import { TwoLines } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { agentPageQuery } from "@/lib/agents/queries";
import type { Agent } from "@/lib/agents/schema";
import { startUpper } from "@/components/agents/record/words";
import type { System } from "@/lib/systems/schema";
import { readReachingQuery, reachingListDefinition } from "./system-filters";

/** The agents that reach a system. Whether one is a bridge follows from the system itself, so it is never behind. */
export function ReachingAgents({ system }: { system: System }) {
  const list = useListUrl(reachingListDefinition);
  const result = useQuery(agentPageQuery(readReachingQuery(system.slug, list.values)));
  return (
    <section aria-labelledby="reaching" className="flex flex-1 flex-col border-t border-hairline pt-5">
      <h2 id="reaching" className="mb-3 px-page text-section font-semibold">
        Agents that reach it
      </h2>
      <DataTable
        id="reaching-agents"
        label={`Agents that reach ${system.name}`}
        noun={["agent", "agents"]}
        columns={listColumns(system.verifies === "network_only")}
        list={list}
        result={result}
        empty={
          <EmptyState title="No agent reaches it" level={3}>
            <p>On the page of an agent, under Reach, its owner says what it reaches and through what.</p>
          </EmptyState>
        }
      />
    </section>
  );
}

function listColumns(bridges: boolean): readonly [Column<Agent>, ...Column<Agent>[]] {
  return [
    {
      id: "name",
      header: "Agent",
      cell: ({ name, slug }) => (
        <TwoLines
          first={
            <TextLink href={agentHref(slug, "reach")} plain>
              {name}
            </TextLink>
          }
          second={
            <>
              {bridges && (
                <Badge tone="pending" icon={GapIcon} look="mini">
                  Bridge
                </Badge>
              )}{" "}
              <Code>{slug}</Code>
            </>
          }
        />
      ),
    },
    {
      id: "state",
      header: "State",
      width: "18%",
      cell: ({ state, governed }) => <AgentStateBadge state={state} governed={governed} look="plain" />,
    },
    {
      id: "owner",
      header: "Owner",
      width: "24%",
      phone: "hidden",
      cell: ({ owner }) => (owner ? owner.name : <span className="text-subtle">No active owner</span>),
    },
    {
      id: "environment",
      header: "Environment",
      width: "16%",
      room: "middle",
      phone: "hidden",
      cell: ({ environment }) => startUpper(environment),
    },
  ];
}
