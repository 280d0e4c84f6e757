"use client";

import { useQuery } from "@tanstack/react-query";
import { DiffView } from "@/components/data/diff-view";
import { FailedList } from "@/components/data/list-trouble";
import { PageHead } from "@/components/shell/page/page-head";
import { Section, TwoColumns } from "@/components/shell/page/section";
import { Badge } from "@/components/ui/badge";
import { CodeBlock } from "@/components/ui/code";
import { CopyButton } from "@/components/ui/copy-button";
import { Facts } from "@/components/ui/facts";
import { formatTime } from "@/components/ui/format-time";
import { DeniedIcon } from "@/components/ui/icons/states";
import { Tag } from "@/components/ui/tag";
import { Time } from "@/components/ui/time";
import { useTimeZone } from "@/components/ui/time-zone";
import { eventQuery } from "@/lib/audit/queries";
import { type Change, listChanges, listDetails } from "@/lib/audit/rules";
import type { AuditEventDetail } from "@/lib/audit/schema";
import type { JsonValue } from "@/lib/core/json";
import { EventRecord } from "./event-record";
import { ExportFacts } from "./export-facts";
import { classWords, describeField, describeValue, isRefusal } from "./words";

/** Until the event has its place in the log, the page asks again. */
const waitMs = 1_000;

export function EventDetail({ eventId }: { eventId: string }) {
  const {
    data: event,
    error,
    refetch,
  } = useQuery({
    ...eventQuery(eventId),
    refetchInterval: ({ state }) => (state.data?.seq === null ? waitMs : false),
  });
  if (!event)
    return error ? <FailedList noun={["event", "event"]} error={error} onRetry={() => void refetch()} /> : null;
  return (
    <>
      <PageHead
        crumbs={[{ label: "Events", href: "/evidence/events" }]}
        title={`${event.actor.name} ${event.words}`}
        badge={<Kind event={event} />}
        subtitle={<BothTimes at={event.at} />}
      />
      <TwoColumns side={<EventRecord event={event} />}>
        {event.type === "audit.exported" ? <ExportFacts eventId={event.id} /> : <WhatHappened event={event} />}
        <Section
          title="As it lies in the log"
          aside={<CopyButton text={event.canonical} what="the text" />}
          description="The exact text that was hashed, RFC 8785. People are named by id only, so that a name can be erased without breaking a proof."
        >
          <CodeBlock label="Canonical text of the event" text={event.canonical} />
        </Section>
      </TwoColumns>
    </>
  );
}

/** Evidence always shows UTC; the viewer's own time stands first. */
function BothTimes({ at }: { at: string }) {
  const zone = useTimeZone();
  return (
    <>
      <Time at={at} detail="millisecond" /> {zone.replaceAll("_", " ")}
      {zone !== "UTC" && `, ${formatTime(new Date(at), "UTC", "millisecond")} UTC`}
    </>
  );
}

function Kind({ event }: { event: AuditEventDetail }) {
  if (!isRefusal(event.type)) return <Tag>{classWords[event.class]}</Tag>;
  return (
    <Badge tone="deny" icon={DeniedIcon} look="filled">
      Refused
    </Badge>
  );
}

function WhatHappened({ event }: { event: AuditEventDetail }) {
  const { values, state } = event.personal;
  const changes = listChanges(event.data, values);
  const details = listDetails(event.data);
  const personal = listDetails(values ?? {});
  return (
    <>
      {changes.length > 0 && (
        <Section title={changes.length === 1 ? "One value changed" : `${changes.length} values changed`}>
          <DiffView label="What changed" changes={changes.map(describeChange)} />
        </Section>
      )}
      {details.length > 0 && (
        <Section title="Details">
          <Facts facts={details.map(describeDetail)} />
        </Section>
      )}
      {personal.length > 0 && (
        <Section title="Personal values" description="They lie beside the log and go when the person is erased.">
          <Facts facts={personal.map(describeDetail)} />
        </Section>
      )}
      {state === "erased" && (
        <Section title="Personal values were erased">
          <p className="max-w-prose text-muted">
            The log keeps their salted hash, so the proof still holds. The values themselves are gone for everyone.
          </p>
        </Section>
      )}
      {state !== "erased" && changes.length + details.length + personal.length === 0 && (
        <p className="py-5 text-muted">Nothing beyond who, what and when.</p>
      )}
    </>
  );
}

function describeChange({ field, before, after, personal }: Change) {
  const words = describeField(field);
  return {
    field: personal ? `${words} (personal)` : words,
    before: isNothing(before) ? null : describeValue(before),
    after: isNothing(after) ? null : describeValue(after),
  };
}

function describeDetail({ field, value }: { field: string; value: JsonValue }) {
  return { term: describeField(field), value: describeValue(value) };
}

function isNothing(value: JsonValue | undefined): boolean {
  return value === undefined || value === null;
}
