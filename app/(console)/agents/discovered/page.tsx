import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { readPage, readSearch } from "@/app/read-page";
import { readListUrl } from "@/components/data/list-url";
import { NoAccess } from "@/components/settings/no-access";
import { defineShadowList, readShadowQuery } from "@/components/shadow/shadow-filters";
import { ShadowList } from "@/components/shadow/shadow-list";
import { can } from "@/lib/access/permissions";
import { shadowOperations } from "@/lib/shadow/operations";
import { listShadowAgents, listShadowSources } from "@/lib/shadow/service";

export const metadata: Metadata = { title: "Discovered agents" };

export default async function DiscoveredPage({ searchParams }: PageProps<"/agents/discovered">) {
  const search = readSearch(await searchParams);
  const page = await readPage(async (ctx, { read }) => {
    const sources = await listShadowSources(ctx);
    const query = readShadowQuery(readListUrl(defineShadowList(sources), search));
    await read(shadowOperations.listShadowAgents, { query }, (input) => listShadowAgents(ctx, input.query));
    return sources;
  });
  if (page.state === null) return <NoAccess title="You cannot see discovered agents" action="shadow.read" />;
  return (
    <HydrationBoundary state={page.state}>
      <ShadowList sources={page.data ?? []} mayReport={can(page.viewer, "shadow.report")} />
    </HydrationBoundary>
  );
}
