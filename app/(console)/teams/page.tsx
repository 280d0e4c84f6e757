import type { Metadata } from "next";
import { readPage, readSearch } from "@/app/read-page";
import { SettingsPage } from "@/app/settings-page";
import { readListUrl } from "@/components/data/list-url";
import { readTeamQuery, teamListDefinition } from "@/components/teams/team-filters";
import { TeamList } from "@/components/teams/team-list";
import { can } from "@/lib/access/permissions";
import { teamOperations } from "@/lib/teams/operations";
import { listTeams } from "@/lib/teams/service";

export const metadata: Metadata = { title: "Teams" };

export default async function TeamsPage({ searchParams }: PageProps<"/teams">) {
  const query = readTeamQuery(readListUrl(teamListDefinition, readSearch(await searchParams)));
  const page = await readPage((ctx, { read }) =>
    read(teamOperations.listTeams, { query }, (input) => listTeams(ctx, input.query)),
  );
  return (
    <SettingsPage page={page} action="teams.read" refusal="You cannot see teams">
      <TeamList mayCreate={can(page.viewer, "teams.create")} />
    </SettingsPage>
  );
}
