import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { readPage, readSearch } from "@/app/read-page";
import { type Choice, defineEventList, readEventQuery } from "@/components/audit/event-filters";
import { EventList } from "@/components/audit/event-list";
import { NoAuditAccess } from "@/components/audit/no-audit-access";
import { readListUrl } from "@/components/data/list-url";
import { readPreferences } from "@/components/shell/preferences/read-preferences";
import { can } from "@/lib/access/permissions";
import { auditOperations } from "@/lib/audit/operations";
import { listChoices, listEvents } from "@/lib/audit/service";

export const metadata: Metadata = { title: "Events" };

export default async function EventsPage({ searchParams }: PageProps<"/evidence/events">) {
  const { page, choices } = await readEvents(readSearch(await searchParams));
  if (page.state === null) return <NoAuditAccess />;
  return (
    <HydrationBoundary state={page.state}>
      <EventList choices={choices} mayExport={can(page.viewer, "audit.export")} />
    </HydrationBoundary>
  );
}

async function readEvents(search: URLSearchParams) {
  const { timeZone } = await readPreferences();
  let choices: readonly Choice[] = [];
  const page = await readPage(async (ctx, prefetch) => {
    choices = await listChoices(ctx, [...search.getAll("actor"), ...search.getAll("subject")].slice(0, 50));
    const query = readEventQuery(readListUrl(defineEventList(choices), search), timeZone ?? "UTC");
    const { listAuditEvents } = auditOperations;
    // A mistyped link: the list asks for itself again and shows what the API says.
    if (!listAuditEvents.query.safeParse(query).success) return;
    await prefetch.read(listAuditEvents, { query }, (input) => listEvents(ctx, input.query));
  });
  return { page, choices };
}
