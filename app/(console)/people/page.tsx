import type { Metadata } from "next";
import { readPage, readSearch } from "@/app/read-page";
import { SettingsPage } from "@/app/settings-page";
import { readListUrl } from "@/components/data/list-url";
import { OpenHandovers } from "@/components/handovers/open-handovers";
import { PeopleList } from "@/components/people/people-list";
import { definePeopleList, readPeopleQuery, type TeamChoice } from "@/components/people/person-filters";
import { can } from "@/lib/access/permissions";
import { describeSignInOptions } from "@/lib/auth/describe-viewer";
import { countOpenHandovers } from "@/lib/handovers/service";
import { peopleOperations } from "@/lib/people/operations";
import { listPeople } from "@/lib/people/service";
import { listTeams } from "@/lib/teams/service";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage({ searchParams }: PageProps<"/people">) {
  const search = readSearch(await searchParams);
  const page = await readPage(async (ctx, { read }) => {
    const { data } = await listTeams(ctx, { limit: 200 });
    const teams: readonly TeamChoice[] = data.map(({ id, name }) => ({ id, name }));
    const query = readPeopleQuery(readListUrl(definePeopleList(teams), search));
    await read(peopleOperations.listPeople, { query }, (input) => listPeople(ctx, input.query));
    return { teams, handovers: await countOpenHandovers(ctx) };
  });
  return (
    <SettingsPage page={page} action="people.read" refusal="You cannot see people">
      <OpenHandovers count={page.data?.handovers ?? 0} />
      <PeopleList
        teams={page.data?.teams ?? []}
        mayInvite={can(page.viewer, "people.invite")}
        mayExport={can(page.viewer, "people.export")}
        mailed={describeSignInOptions().links.mailed}
      />
    </SettingsPage>
  );
}
