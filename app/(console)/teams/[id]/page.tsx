import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { readPage, readSearch } from "@/app/read-page";
import { SettingsPage } from "@/app/settings-page";
import { readListUrl } from "@/components/data/list-url";
import { TeamDetail } from "@/components/teams/team-detail";
import { readMemberQuery, teamListDefinition } from "@/components/teams/team-filters";
import { can } from "@/lib/access/permissions";
import { teamOperations } from "@/lib/teams/operations";
import { TeamParams } from "@/lib/teams/schema";
import { getTeam, listTeamMembers } from "@/lib/teams/service";

export const metadata: Metadata = { title: "Team" };

export default async function TeamPage({ params, searchParams }: PageProps<"/teams/[id]">) {
  const parsed = TeamParams.safeParse(await params);
  if (!parsed.success) notFound();
  const { id } = parsed.data;
  const query = readMemberQuery(readListUrl(teamListDefinition, readSearch(await searchParams)));
  const page = await readPage(async (ctx, { read }) => {
    await read(teamOperations.getTeam, { params: { id } }, () => getTeam(ctx, id));
    await read(teamOperations.listTeamMembers, { params: { id }, query }, (input) =>
      listTeamMembers(ctx, id, input.query),
    );
  });
  return (
    <SettingsPage page={page} action="teams.read" refusal="You cannot see teams">
      <TeamDetail teamId={id} mayReadLog={can(page.viewer, "audit.read")} />
    </SettingsPage>
  );
}
