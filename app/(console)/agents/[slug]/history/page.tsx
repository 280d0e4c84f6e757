import type { Metadata } from "next";
import { HistoryTab } from "@/components/agents/record/history/history-tab";
import { historyPageSize } from "@/components/agents/record/history/page-size";
import { agentOperations } from "@/lib/agents/operations";
import { listAgentHistory } from "@/lib/agents/service";
import { AgentPage } from "../agent-page";
import { readAgentPage } from "../read-agent";

export const metadata: Metadata = { title: "History of an agent" };

export default async function AgentHistoryPage(props: PageProps<"/agents/[slug]/history">) {
  const read = await readAgentPage(props, "history", async (ctx, prefetch, slug, search) => {
    const cursor = search.get("cursor") ?? "";
    const query = { limit: historyPageSize, ...(cursor === "" ? {} : { cursor }) };
    await prefetch.read(agentOperations.listAgentHistory, { params: { slug }, query }, (input) =>
      listAgentHistory(ctx, slug, input.query),
    );
  });
  return (
    <AgentPage read={read} tab="history">
      <HistoryTab />
    </AgentPage>
  );
}
