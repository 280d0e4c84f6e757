import { HydrationBoundary } from "@tanstack/react-query";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { readPage } from "@/app/read-page";
import { EventDetail } from "@/components/audit/event-detail";
import { NoAuditAccess } from "@/components/audit/no-audit-access";
import { auditOperations } from "@/lib/audit/operations";
import { EventParams } from "@/lib/audit/schema";
import { readEvent } from "@/lib/audit/service";

export const metadata: Metadata = { title: "Event" };

export default async function EventPage({ params }: PageProps<"/evidence/events/[evt]">) {
  const parsed = EventParams.safeParse(await params);
  if (!parsed.success) notFound();
  const { evt } = parsed.data;
  const { state } = await readPage((ctx, prefetch) =>
    prefetch.read(auditOperations.readAuditEvent, { params: { evt } }, () => readEvent(ctx, evt)),
  );
  if (state === null) return <NoAuditAccess />;
  return (
    <HydrationBoundary state={state}>
      <EventDetail eventId={evt} />
    </HydrationBoundary>
  );
}
