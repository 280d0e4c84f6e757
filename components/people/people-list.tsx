"use client";

import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useMemo, useState } from "react";
import type { Column } from "@/components/data/column";
import { DataTable } from "@/components/data/data-table";
import { ExportButton } from "@/components/data/export-button";
import { useListUrl } from "@/components/data/use-list-url";
import type { Action } from "@/components/shell/actions";
import { PageHead } from "@/components/shell/page/page-head";
import { useActions } from "@/components/shell/page-actions";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PlusIcon } from "@/components/ui/icons/actions";
import { RelativeTime, Time } from "@/components/ui/time";
import { buildUrl } from "@/lib/http/client";
import { peopleOperations } from "@/lib/people/operations";
import { peoplePageQuery } from "@/lib/people/queries";
import type { Person } from "@/lib/people/schema";
import { PersonCell, RoleNames, TeamNames } from "./person-cells";
import { definePeopleList, readPeopleQuery, type TeamChoice } from "./person-filters";

/** Loaded when somebody is invited, not with the list. */
const InviteSheet = lazy(async () => ({ default: (await import("./invite-sheet")).InviteSheet }));

type Props = { teams: readonly TeamChoice[]; mayInvite: boolean; mayExport: boolean; mailed: boolean };

/** Everybody who can sign in here, or is asked to. */
export function PeopleList({ teams, mayInvite, mayExport, mailed }: Props) {
  const list = useListUrl(definePeopleList(teams));
  const query = readPeopleQuery(list.values);
  const result = useQuery(peoplePageQuery(query));
  const [inviting, setInviting] = useState(false);
  const { cursor: _, limit: __, ...filters } = query;
  useActions(useMemo(() => (mayInvite ? [inviteAction(() => setInviting(true))] : []), [mayInvite, setInviting]));
  const exportUrl = buildUrl(peopleOperations.listPeople, { query: { ...filters, format: "csv" } });
  return (
    <>
      <PageHead
        title="People"
        subtitle="Who can sign in, and what each may do."
        actions={
          <>
            {mayExport && <ExportButton href={exportUrl} />}
            {mayInvite && (
              <Button variant="primary" icon={<PlusIcon />} onClick={() => setInviting(true)}>
                Invite
              </Button>
            )}
          </>
        }
      />
      <DataTable
        id="people"
        label="People"
        noun={["person", "people"]}
        columns={columns}
        list={list}
        result={result}
        searchLabel="Search names and e-mails"
        isQuiet={({ state }) => state === "deactivated" || state === "erased"}
        empty={
          <EmptyState title="Nobody is here yet">
            <p>Invite the first colleague; they sign in with the address you send them.</p>
          </EmptyState>
        }
      />
      {inviting && (
        <Suspense fallback={null}>
          <InviteSheet teams={teams} mailed={mailed} onClose={() => setInviting(false)} />
        </Suspense>
      )}
    </>
  );
}

const columns: readonly [Column<Person>, ...Column<Person>[]] = [
  { id: "name", header: "Person", sort: "name", cell: (person) => <PersonCell person={person} /> },
  { id: "roles", header: "Roles", width: "17%", cell: ({ roles }) => <RoleNames roles={roles} /> },
  {
    id: "teams",
    header: "Teams",
    width: "18%",
    phone: "hidden",
    optional: true,
    cell: ({ teams }) => <TeamNames teams={teams} />,
  },
  {
    id: "passkeys",
    header: "Passkeys",
    width: "5rem",
    align: "end",
    room: "middle",
    phone: "hidden",
    optional: true,
    cell: ({ passkeys }) => (passkeys === 0 ? <span className="text-subtle">None</span> : passkeys),
  },
  {
    id: "seen",
    header: "Last seen",
    width: "6.5rem",
    align: "end",
    phone: "end",
    phoneLabel: true,
    cell: ({ last_seen_at: at }) =>
      at === null ? <span className="text-subtle">Never</span> : <RelativeTime at={at} />,
  },
  {
    id: "added",
    header: "Added",
    width: "7rem",
    align: "end",
    room: "middle",
    phone: "hidden",
    optional: true,
    sort: "created_at",
    cell: ({ created_at }) => <Time at={created_at} detail="day" />,
  },
];

function inviteAction(run: () => void): Action {
  return { id: "invite", label: "Invite a person", group: "This page", icon: PlusIcon, words: "add colleague", run };
}
