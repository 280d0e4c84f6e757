import type { ListDefinition, ListValues } from "@/components/data/list-url";
import { startOfDay } from "@/components/data/start-of-day";
import { eventClasses, type EventClass, type EventType, eventTypes } from "@/lib/audit/catalogue";
import type { EventPageInput } from "@/lib/audit/queries";
import { systemActors } from "@/lib/audit/rules";
import { classWords, describeType } from "./words";

export type Choice = { id: string; name: string };

/** What the URL of the log may hold. `choices` are the people and things its filters offer by name. */
export function defineEventList(choices: readonly Choice[]): ListDefinition {
  const named = choices.map(({ id, name }) => ({ value: id, label: name }));
  const systems = Object.entries(systemActors).map(([value, label]) => ({ value, label }));
  return {
    sorts: ["-at"],
    filters: [
      {
        key: "class",
        label: "Kind",
        kind: "choice",
        options: eventClasses.map((value) => ({ value, label: classWords[value] })),
      },
      {
        key: "type",
        label: "Event",
        kind: "choice",
        options: eventTypes.map((value) => ({ value, label: describeType(value) })),
      },
      { key: "actor", label: "Who", kind: "choice", options: [...named, ...systems] },
      { key: "subject", label: "About", kind: "choice", options: named },
      { key: "from", label: "From", kind: "day" },
      { key: "to", label: "Until", kind: "day" },
      { key: "request_id", label: "Request", kind: "text", placeholder: "req_…" },
    ],
  };
}

/** The query of the API. Days are the viewer's own, from midnight to midnight; the API takes instants. */
export function readEventQuery({ filters, q, cursor }: ListValues, zone: string): EventPageInput {
  const { from, to } = { from: filters["from"]?.[0], to: filters["to"]?.[0] };
  return {
    ...(filters["class"] ? { class: [...filters["class"]] as EventClass[] } : {}),
    ...(filters["type"] ? { type: [...filters["type"]] as EventType[] } : {}),
    ...(filters["actor"] ? { actor: [...filters["actor"]] } : {}),
    ...(filters["subject"] ? { subject: [...filters["subject"]] } : {}),
    ...(filters["request_id"] ? { request_id: [...filters["request_id"]] } : {}),
    ...(from === undefined ? {} : { from: startOfDay(from, 0, zone) }),
    ...(to === undefined ? {} : { to: startOfDay(to, 1, zone) }),
    ...(q.trim() === "" ? {} : { q: q.trim() }),
    ...(cursor === "" ? {} : { cursor }),
    limit: 50,
  };
}
