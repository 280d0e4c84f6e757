import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { readPage, readSearch } from "@/app/read-page";
import { readOpenVersion, readVersionQuery } from "@/components/policy/changes/versions/version-url";
import { VersionsPage } from "@/components/policy/changes/versions/versions-page";
import { NoAccess } from "@/components/settings/no-access";
import { policyOperations } from "@/lib/policy/operations";
import { GuardrailsParams } from "@/lib/policy/schema";
import { getLivePolicy, getPolicyVersion, listPolicyVersions } from "@/lib/policy/service";

export const metadata: Metadata = { title: "Versions of guardrails" };

export default async function GuardrailsVersionsPage({
  params,
  searchParams,
}: PageProps<"/policies/guardrails/[environment]/versions">) {
  const parsed = GuardrailsParams.safeParse(await params);
  if (!parsed.success) notFound();
  const { environment } = parsed.data;
  const scope = { kind: "guardrails", environment } as const;
  const search = readSearch(await searchParams);
  const number = readOpenVersion(search);
  const page = await readPage(async (ctx, { read }) => {
    await read(policyOperations.getGuardrails, { params: { environment } }, () => getLivePolicy(ctx, scope));
    const query = readVersionQuery(number === null ? (search.get("cursor") ?? "") : "");
    await read(policyOperations.listGuardrailsVersions, { params: { environment }, query }, (input) =>
      listPolicyVersions(ctx, scope, input.query),
    );
    if (number === null) return;
    await read(policyOperations.getGuardrailsVersion, { params: { environment, number } }, () =>
      getPolicyVersion(ctx, scope, number),
    );
  });
  if (page.state === null) return <NoAccess title="You cannot see guardrails" action="policy.read" />;
  return (
    <HydrationBoundary state={page.state}>
      <VersionsPage whose={{ agent: null, environment }} />
    </HydrationBoundary>
  );
}
