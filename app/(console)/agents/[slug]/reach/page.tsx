import type { Metadata } from "next";
import { ReachTab } from "@/components/agents/record/reach/reach-tab";
import { AgentPage } from "../agent-page";
import { readAgentPage } from "../read-agent";

export const metadata: Metadata = { title: "Reach of an agent" };

export default async function AgentReachPage(props: PageProps<"/agents/[slug]/reach">) {
  return (
    <AgentPage read={await readAgentPage(props, "reach")} tab="reach">
      <ReachTab />
    </AgentPage>
  );
}
