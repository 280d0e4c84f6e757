import type { Metadata } from "next";
import { readPage, readSearch } from "@/app/read-page";
import { SettingsPage } from "@/app/settings-page";
import { readListUrl } from "@/components/data/list-url";
import { readSystemQuery, systemListDefinition } from "@/components/systems/system-filters";
import { SystemList } from "@/components/systems/system-list";
import { can } from "@/lib/access/permissions";
import { systemOperations } from "@/lib/systems/operations";
import { listSystems } from "@/lib/systems/service";

export const metadata: Metadata = { title: "Systems" };

export default async function SystemsPage({ searchParams }: PageProps<"/systems">) {
  const query = readSystemQuery(readListUrl(systemListDefinition, readSearch(await searchParams)));
  const page = await readPage((ctx, { read }) =>
    read(systemOperations.listSystems, { query }, (input) => listSystems(ctx, input.query)),
  );
  return (
    <SettingsPage page={page} action="systems.read" refusal="You cannot see systems">
      <SystemList mayCreate={can(page.viewer, "systems.create")} />
    </SettingsPage>
  );
}
