import type { Metadata } from "next";
import { OverviewTab } from "@/components/agents/record/overview/overview-tab";
import { AgentPage } from "./agent-page";
import { readAgentPage } from "./read-agent";

export const metadata: Metadata = { title: "Agent" };

export default async function AgentOverviewPage(props: PageProps<"/agents/[slug]">) {
  return (
    <AgentPage read={await readAgentPage(props, "")} tab="">
      <OverviewTab />
    </AgentPage>
  );
}
