import type { Metadata } from "next";
import { AgentPolicy } from "@/components/policy/editor/agent-policy";
import { policyOperations } from "@/lib/policy/operations";
import { getLivePolicy, getPolicyDraft } from "@/lib/policy/service";
import { AgentPage } from "../agent-page";
import { readAgentPage } from "../read-agent";

export const metadata: Metadata = { title: "Policy of an agent" };

export default async function AgentPolicyPage(props: PageProps<"/agents/[slug]/policy">) {
  const read = await readAgentPage(props, "policy", async (ctx, prefetch, slug) => {
    const input = { params: { slug } };
    const scope = { kind: "agent", slug } as const;
    const live = await prefetch.read(policyOperations.getPolicy, input, () => getLivePolicy(ctx, scope));
    if (live.draft) await prefetch.read(policyOperations.getPolicyDraft, input, () => getPolicyDraft(ctx, scope));
  });
  return (
    <AgentPage read={read} tab="policy">
      <AgentPolicy />
    </AgentPage>
  );
}
