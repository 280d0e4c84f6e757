import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { readPage, readSearch } from "@/app/read-page";
import { readListUrl } from "@/components/data/list-url";
import {
  changeListDefinition,
  readChangeQuery,
  readEmergencyQuery,
  readWaitingQuery,
} from "@/components/policy/changes/list/change-filters";
import { PoliciesPage } from "@/components/policy/changes/list/policies-page";
import { NoAccess } from "@/components/settings/no-access";
import { policyOperations } from "@/lib/policy/operations";
import { listGuardrails, listOpenChanges } from "@/lib/policy/service";

export const metadata: Metadata = { title: "Policies" };

export default async function AllPoliciesPage({ searchParams }: PageProps<"/policies">) {
  const values = readListUrl(changeListDefinition, readSearch(await searchParams));
  const page = await readPage(async (ctx, { read }) => {
    await read(policyOperations.listGuardrails, {}, () => listGuardrails(ctx));
    for (const query of [readEmergencyQuery(values), readWaitingQuery(values), readChangeQuery(values)]) {
      await read(policyOperations.listOpenChanges, { query }, (input) => listOpenChanges(ctx, input.query));
    }
  });
  if (page.state === null) return <NoAccess title="You cannot see policies" action="policy.read" />;
  return (
    <HydrationBoundary state={page.state}>
      <PoliciesPage viewerId={page.viewer.id} />
    </HydrationBoundary>
  );
}
