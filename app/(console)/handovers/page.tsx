import type { Metadata } from "next";
import { readPage, readSearch } from "@/app/read-page";
import { SettingsPage } from "@/app/settings-page";
import { readListUrl } from "@/components/data/list-url";
import { handoverListDefinition, readHandoverQuery } from "@/components/handovers/handover-filters";
import { HandoverList } from "@/components/handovers/handover-list";
import { handoverOperations } from "@/lib/handovers/operations";
import { listHandovers } from "@/lib/handovers/service";

export const metadata: Metadata = { title: "Hand-over" };

export default async function HandoversPage({ searchParams }: PageProps<"/handovers">) {
  const query = readHandoverQuery(readListUrl(handoverListDefinition, readSearch(await searchParams)));
  const page = await readPage((ctx, { read }) =>
    read(handoverOperations.listHandovers, { query }, (input) => listHandovers(ctx, input.query)),
  );
  return (
    <SettingsPage page={page} action="handovers.read" refusal="You cannot see hand-overs">
      <HandoverList />
    </SettingsPage>
  );
}
