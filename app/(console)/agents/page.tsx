import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { readPage, readSearch } from "@/app/read-page";
import { defineAgentList, readAgentQuery } from "@/components/agents/list/agent-filters";
import { AgentList } from "@/components/agents/list/agent-list";
import { readListUrl } from "@/components/data/list-url";
import { WaitingStrips } from "@/components/ownerships/waiting-strips";
import { NoAccess } from "@/components/settings/no-access";
import { can } from "@/lib/access/permissions";
import { agentOperations } from "@/lib/agents/operations";
import { listAgents } from "@/lib/agents/service";
import { listTeams } from "@/lib/teams/service";
import { listKeepers } from "./list-keepers";
import { readWaiting } from "./read-waiting";

export const metadata: Metadata = { title: "Agents" };

export default async function AgentsPage({ searchParams }: PageProps<"/agents">) {
  const search = readSearch(await searchParams);
  const page = await readPage(async (ctx, { read }) => {
    const [people, teams] = await Promise.all([
      listKeepers(ctx, search.getAll("owner")),
      listTeams(ctx, { limit: 200 }),
    ]);
    const choices = { people, teams: teams.data.map(({ id, name }) => ({ id, name })) };
    const query = readAgentQuery(readListUrl(defineAgentList(choices), search));
    await read(agentOperations.listAgents, { query }, (input) => listAgents(ctx, input.query));
    return { choices, ...(await readWaiting(ctx)) };
  });
  if (page.state === null) return <NoAccess title="You cannot see agents" action="agents.read" />;
  return (
    <HydrationBoundary state={page.state}>
      {page.data && <WaitingStrips waiting={page.data.waiting} asked={page.data.asked} />}
      <AgentList
        choices={page.data?.choices ?? { people: [], teams: [] }}
        mayCreate={can(page.viewer, "agents.create")}
        mayImport={can(page.viewer, "agents.import")}
        mayExport={can(page.viewer, "agents.export")}
      />
    </HydrationBoundary>
  );
}
