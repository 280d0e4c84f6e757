import type { Metadata } from "next";
import { IdentityTab } from "@/components/agents/record/identity/identity-tab";
import { AgentPage } from "../agent-page";
import { readAgentPage } from "../read-agent";

export const metadata: Metadata = { title: "Identity of an agent" };

export default async function AgentIdentityPage(props: PageProps<"/agents/[slug]/identity">) {
  return (
    <AgentPage read={await readAgentPage(props, "identity")} tab="identity">
      <IdentityTab />
    </AgentPage>
  );
}
