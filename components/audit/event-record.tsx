import type { Route } from "next";
import { Section } from "@/components/shell/page/section";
import { Code } from "@/components/ui/code";
import { Facts } from "@/components/ui/facts";
import { formatNumber } from "@/components/ui/format-number";
import { TextLink } from "@/components/ui/text-link";
import type { AuditEventDetail } from "@/lib/audit/schema";
import { ProofPanel } from "./proof-panel";
import { CopyableId, ShortId } from "./short-id";
import { startUpper } from "./words";

/** The side of an event's page: what it is about by id, and its place in the log. */
export function EventRecord({ event }: { event: AuditEventDetail }) {
  const { actor, subject } = event;
  return (
    <>
      <Section title="Record">
        <Facts
          facts={[
            { term: "Event", value: <CopyableId id={event.id} what="event id" /> },
            { term: "Type", value: <Code>{event.type}</Code> },
            { term: "Who", value: name(actor.name, linkTo("actor", actor.id)), ...detail(actor.id) },
            {
              term: "About",
              value: name(startUpper(subject.name), linkTo("subject", isNamed(subject.kind) ? subject.id : null)),
              ...detail(subject.id),
            },
            ...(event.environment === null ? [] : [{ term: "Environment", value: startUpper(event.environment) }]),
            {
              term: "Request",
              value: (
                <TextLink href={`/evidence/events?request_id=${event.request_id}`}>
                  <ShortId id={event.request_id} />
                </TextLink>
              ),
            },
          ]}
        />
      </Section>
      {event.seq === null ? (
        <Section title="Not yet in the log">
          <p className="text-dense text-muted">
            It waits for its place, usually for less than a second. This page looks again by itself.
          </p>
        </Section>
      ) : (
        <Section title={`In the log at leaf ${formatNumber(event.seq)}`}>
          <p className="mb-3 text-dense text-muted">
            Under a signed checkpoint, anyone can recompute that it is there and unchanged.
          </p>
          <ProofPanel eventId={event.id} />
        </Section>
      )}
    </>
  );
}

/** The list offers people and teams by name in its filters; other things are found by their id. */
function isNamed(kind: string): boolean {
  return kind === "person" || kind === "team";
}

function linkTo(filter: "actor" | "subject", id: string | null): Route | null {
  return id === null ? null : `/evidence/events?${filter}=${encodeURIComponent(id)}`;
}

function name(words: string, href: Route | null) {
  return href === null ? words : <TextLink href={href}>{words}</TextLink>;
}

function detail(id: string | null) {
  return id === null ? {} : { detail: <ShortId id={id} /> };
}
