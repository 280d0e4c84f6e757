import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata, Route } from "next";
import { permanentRedirect } from "next/navigation";
import { readPage, readSearch } from "@/app/read-page";
import { readOpenVersion, readVersionQuery } from "@/components/policy/changes/versions/version-url";
import { VersionsPage } from "@/components/policy/changes/versions/versions-page";
import { NoAccess } from "@/components/settings/no-access";
import type { Ctx } from "@/lib/access/context";
import { findGoverned } from "@/lib/agents/service";
import { isAppError } from "@/lib/core/errors";
import { policyOperations } from "@/lib/policy/operations";
import { getLivePolicy, getPolicyVersion, listPolicyVersions } from "@/lib/policy/service";

export const metadata: Metadata = { title: "Versions of a policy" };

export default async function PolicyVersionsPage({
  params,
  searchParams,
}: PageProps<"/agents/[slug]/policy/versions">) {
  const { slug } = await params;
  const search = readSearch(await searchParams);
  const number = readOpenVersion(search);
  const scope = { kind: "agent", slug } as const;
  const page = await readPage(async (ctx, { read }) => {
    const { environment } = await followRename(ctx, slug, search);
    await read(policyOperations.getPolicy, { params: { slug } }, () => getLivePolicy(ctx, scope));
    const query = readVersionQuery(number === null ? (search.get("cursor") ?? "") : "");
    await read(policyOperations.listPolicyVersions, { params: { slug }, query }, (input) =>
      listPolicyVersions(ctx, scope, input.query),
    );
    if (number !== null) {
      await read(policyOperations.getPolicyVersion, { params: { slug, number } }, () =>
        getPolicyVersion(ctx, scope, number),
      );
    }
    return environment;
  });
  if (page.state === null || page.data === null) {
    return <NoAccess title="You cannot see policies" action="policy.read" />;
  }
  return (
    <HydrationBoundary state={page.state}>
      <VersionsPage whose={{ agent: slug, environment: page.data }} />
    </HydrationBoundary>
  );
}

/** An older address leads to the same page under the one the agent has now. */
async function followRename(ctx: Ctx, slug: string, search: URLSearchParams) {
  try {
    return await findGoverned(ctx, slug);
  } catch (error) {
    const next = isAppError(error) && error.code === "renamed" ? error.members["renamed_to"] : undefined;
    if (typeof next !== "string") throw error;
    permanentRedirect(`/agents/${next}/policy/versions?${search}` as Route);
  }
}
