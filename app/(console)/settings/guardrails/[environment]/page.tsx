import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { readPage } from "@/app/read-page";
import { GuardrailsHead } from "@/components/policy/editor/guardrails-list";
import { GuardrailsPolicy } from "@/components/policy/editor/guardrails-policy";
import { NoAccess } from "@/components/settings/no-access";
import { environments } from "@/lib/core/environments";
import { policyOperations } from "@/lib/policy/operations";
import { getLivePolicy, getPolicyDraft } from "@/lib/policy/service";

export const metadata: Metadata = { title: "Guardrails" };

export default async function EnvironmentGuardrailsPage({ params }: PageProps<"/settings/guardrails/[environment]">) {
  const { environment: named } = await params;
  const environment = environments.find((one) => one === named) ?? notFound();
  const input = { params: { environment } };
  const scope = { kind: "guardrails", environment } as const;
  const page = await readPage(async (ctx, { read }) => {
    const live = await read(policyOperations.getGuardrails, input, () => getLivePolicy(ctx, scope));
    if (live.draft) await read(policyOperations.getGuardrailsDraft, input, () => getPolicyDraft(ctx, scope));
  });
  if (page.state === null) return <NoAccess title="You cannot see guardrails" action="policy.read" />;
  return (
    <HydrationBoundary state={page.state}>
      <GuardrailsHead environment={environment} />
      <GuardrailsPolicy environment={environment} />
    </HydrationBoundary>
  );
}
