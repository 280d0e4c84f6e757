import type { Metadata } from "next";
import { OwnersTab } from "@/components/agents/record/owners/owners-tab";
import { agentOperations } from "@/lib/agents/operations";
import { listAgentOwners } from "@/lib/agents/service";
import { AgentPage } from "../agent-page";
import { readAgentPage } from "../read-agent";

export const metadata: Metadata = { title: "Owners of an agent" };

export default async function AgentOwnersPage(props: PageProps<"/agents/[slug]/owners">) {
  const read = await readAgentPage(props, "owners", async (ctx, prefetch, slug) =>
    prefetch.read(agentOperations.listAgentOwners, { params: { slug } }, () => listAgentOwners(ctx, slug)),
  );
  return (
    <AgentPage read={read} tab="owners">
      <OwnersTab />
    </AgentPage>
  );
}
