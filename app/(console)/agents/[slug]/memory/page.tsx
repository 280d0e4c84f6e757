import type { Metadata } from "next";
import { MemoryTab } from "@/components/agents/record/memory/memory-tab";
import { AgentPage } from "../agent-page";
import { readAgentPage } from "../read-agent";

export const metadata: Metadata = { title: "Memory of an agent" };

export default async function AgentMemoryPage(props: PageProps<"/agents/[slug]/memory">) {
  return (
    <AgentPage read={await readAgentPage(props, "memory")} tab="memory">
      <MemoryTab />
    </AgentPage>
  );
}
