import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { readPage, readSearch } from "@/app/read-page";
import { SettingsPage } from "@/app/settings-page";
import { readListUrl } from "@/components/data/list-url";
import { SystemDetail } from "@/components/systems/system-detail";
import { reachingListDefinition, readReachingQuery } from "@/components/systems/system-filters";
import { can } from "@/lib/access/permissions";
import { agentOperations } from "@/lib/agents/operations";
import { listAgents } from "@/lib/agents/service";
import { systemOperations } from "@/lib/systems/operations";
import { SystemParams } from "@/lib/systems/schema";
import { getSystem } from "@/lib/systems/service";

export const metadata: Metadata = { title: "System" };

export default async function SystemPage({ params, searchParams }: PageProps<"/systems/[slug]">) {
  const parsed = SystemParams.safeParse(await params);
  if (!parsed.success) notFound();
  const { slug } = parsed.data;
  const query = readReachingQuery(slug, readListUrl(reachingListDefinition, readSearch(await searchParams)));
  const page = await readPage(async (ctx, { read }) => {
    await read(systemOperations.getSystem, { params: { slug } }, () => getSystem(ctx, slug));
    await read(agentOperations.listAgents, { query }, (input) => listAgents(ctx, input.query));
  });
  return (
    <SettingsPage page={page} action="systems.read" refusal="You cannot see systems">
      <SystemDetail slug={slug} mayReadLog={can(page.viewer, "audit.read")} />
    </SettingsPage>
  );
}
