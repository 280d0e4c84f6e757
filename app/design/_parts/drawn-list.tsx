"use client";

import type { Column } from "@/components/data/column";
import { DataTable } from "@/components/data/data-table";
import type { ListDefinition } from "@/components/data/list-url";
import { useListUrl } from "@/components/data/use-list-url";
import { StateBadge } from "@/components/ui/badges";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Tag } from "@/components/ui/tag";
import { TwoLines } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { RelativeTime } from "@/components/ui/time";
import { drawnPeople, type DrawnPerson } from "./drawn";

const definition: ListDefinition = {
  sorts: ["name", "-name", "-seen_at"],
  filters: [
    {
      key: "state",
      label: "State is",
      kind: "choice",
      options: [
        { value: "active", label: "active" },
        { value: "invited", label: "invited" },
        { value: "deactivated", label: "deactivated" },
      ],
    },
    { key: "team", label: "Team is", kind: "text", placeholder: "A team’s name" },
    { key: "seen_since", label: "Seen since", kind: "day" },
  ],
};

const columns: readonly [Column<DrawnPerson>, ...Column<DrawnPerson>[]] = [
  {
    id: "name",
    header: "Name",
    sort: "name",
    cell: (person) => (
      <TwoLines
        first={
          <TextLink href="/design/shell" plain>
            {person.name}
          </TextLink>
        }
        second={person.detail}
      />
    ),
  },
  {
    id: "state",
    header: "State",
    width: "8.5rem",
    cell: (person) => <StateBadge value={person.state} />,
    phone: "line",
  },
  {
    id: "roles",
    header: "Roles",
    room: "middle",
    cell: (person) => (
      <span className="inline-flex flex-wrap gap-1">
        {person.roles.map((role) => (
          <Tag key={role}>{role}</Tag>
        ))}
      </span>
    ),
    optional: true,
  },
  {
    id: "team",
    header: "Team",
    room: "wide",
    width: "9rem",
    cell: (person) => person.team,
    optional: true,
    phone: "hidden",
  },
  {
    id: "passkeys",
    header: "Passkeys",
    room: "wide",
    width: "6.5rem",
    align: "end",
    cell: (person) => (person.passkeys === 0 ? <span className="text-subtle">None</span> : person.passkeys),
    optional: true,
    phoneLabel: true,
  },
  {
    id: "seen",
    header: "Last seen",
    sort: "seen_at",
    width: "8.5rem",
    align: "end",
    cell: (person) =>
      person.seenAt === null ? <span className="text-subtle">Never</span> : <RelativeTime at={person.seenAt} />,
    phone: "end",
  },
];

type Mode = "ready" | "loading" | "failed" | "empty";

/** A list as screens build it; search and filters only shorten the drawn rows. */
export function DrawnList({ mode }: { mode: Mode }) {
  const list = useListUrl(definition);
  const states = list.values.filters["state"] ?? [];
  const found = drawnPeople.filter(
    (person) =>
      (states.length === 0 || states.includes(person.state)) &&
      person.name.toLowerCase().includes(list.values.q.toLowerCase()),
  );
  const rows = mode === "empty" ? [] : found;
  return (
    <DataTable
      id="drawn"
      label="People"
      noun={["person", "people"]}
      columns={columns}
      list={list}
      searchLabel="Search by name or e-mail"
      isQuiet={(person) => person.state === "deactivated"}
      result={{
        data:
          mode === "ready" || mode === "empty"
            ? { data: rows, next_cursor: rows.length === drawnPeople.length ? "drawn" : null }
            : undefined,
        error: mode === "failed" ? new Error("The database did not answer within 5 s. Nothing is lost.") : null,
        isPending: mode === "loading",
        isFetching: mode === "loading",
        refetch: () => undefined,
      }}
      empty={
        <EmptyState title="Only you so far" actions={<Button variant="primary">Invite a person</Button>}>
          <p>Invitations are valid for 7 days and work once.</p>
        </EmptyState>
      }
      selection={{
        name: (person) => person.name,
        renderActions: (people, clear) => (
          <Button variant="danger" onClick={clear}>
            Deactivate {people.length}…
          </Button>
        ),
      }}
    />
  );
}
