"use client";

import { useQuery } from "@tanstack/react-query";
import type { Column } from "@/components/data/column";
import { DataTable } from "@/components/data/data-table";
import { useListUrl } from "@/components/data/use-list-url";
import { PageHead } from "@/components/shell/page/page-head";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { DeniedIcon } from "@/components/ui/icons/states";
import { TwoLines } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { Time } from "@/components/ui/time";
import { useTimeZone } from "@/components/ui/time-zone";
import { eventPageQuery } from "@/lib/audit/queries";
import type { AuditEvent } from "@/lib/audit/schema";
import { type Choice, defineEventList, readEventQuery } from "./event-filters";
import { ExportMenu } from "./export-menu";
import { FreshEvents } from "./fresh-events";
import { ShortId } from "./short-id";
import { useHeldPage } from "./use-held-page";
import { classWords, isRefusal, startUpper } from "./words";

/** The audit log: search, filter, open, export. Filters live in the URL; new events wait until they are asked for. */
export function EventList({ choices, mayExport }: { choices: readonly Choice[]; mayExport: boolean }) {
  const list = useListUrl(defineEventList(choices));
  const zone = useTimeZone();
  const query = readEventQuery(list.values, zone);
  const { cursor, limit: _, ...filters } = query;
  const result = useQuery(eventPageQuery(query));
  const { held, fresh, show } = useHeldPage(result.data, JSON.stringify(query));
  return (
    <>
      <PageHead
        title="Events"
        subtitle="Nobody can edit or delete a line, and each can be proved."
        actions={mayExport ? <ExportMenu filters={filters} /> : undefined}
      />
      {cursor === undefined && <FreshEvents count={fresh} onShow={show} />}
      <DataTable
        id="audit-events"
        label="Audit events, newest first"
        noun={["event", "events"]}
        columns={listColumns(zone)}
        list={list}
        result={{ ...result, data: held }}
        searchLabel="Search words, names or ids"
        empty={
          <EmptyState title="Nothing has happened yet">
            <p>The first sign-in, change or refusal will be the first line here.</p>
          </EmptyState>
        }
      />
    </>
  );
}

function listColumns(zone: string): readonly [Column<AuditEvent>, ...Column<AuditEvent>[]] {
  return [
    { id: "words", header: "What", cell: (event) => <What event={event} /> },
    { id: "actor", header: "Who", width: "17%", cell: (event) => event.actor.name },
    {
      id: "subject",
      header: "About",
      width: "16%",
      room: "wide",
      phone: "hidden",
      optional: true,
      cell: ({ subject }) => <About name={startUpper(subject.name)} id={subject.id} />,
    },
    {
      id: "request",
      header: "Request",
      width: "8rem",
      room: "wide",
      phone: "hidden",
      optional: true,
      cell: (event) => <ShortId id={event.request_id} />,
    },
    {
      id: "at",
      header: `When (${zone.replaceAll("_", " ")})`,
      width: "12rem",
      align: "end",
      phone: "end",
      cell: (event) => <Time at={event.at} detail="second" />,
    },
  ];
}

function What({ event }: { event: AuditEvent }) {
  const kind = classWords[event.class];
  const second = isRefusal(event.type) ? (
    <>
      <Badge tone="deny" icon={DeniedIcon} look="mini">
        Refused
      </Badge>{" "}
      {kind}
    </>
  ) : (
    kind
  );
  return (
    <TwoLines
      first={
        <TextLink href={`/evidence/events/${event.id}`} plain>
          {startUpper(event.words)}
        </TextLink>
      }
      second={second}
    />
  );
}

function About({ name, id }: { name: string; id: string | null }) {
  return (
    <>
      <span className="block">{name}</span>
      {id !== null && (
        <span className="block text-small text-subtle">
          <ShortId id={id} />
        </span>
      )}
    </>
  );
}
