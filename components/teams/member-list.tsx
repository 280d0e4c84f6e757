"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import type { Column } from "@/components/data/column";
import { DataTable } from "@/components/data/data-table";
import { useListUrl } from "@/components/data/use-list-url";
import { useRefresh } from "@/components/settings/use-refresh";
import { StateBadge } from "@/components/ui/badges";
import { EmptyState } from "@/components/ui/empty-state";
import { MoreIcon } from "@/components/ui/icons/actions";
import { Menu, type MenuItem } from "@/components/ui/overlay/menu";
import { TwoLines } from "@/components/ui/table";
import { TextLink } from "@/components/ui/text-link";
import { showToast } from "@/components/ui/toast";
import { memberPageQuery, removeTeamMemberMutation, setTeamMemberMutation, teamReads } from "@/lib/teams/queries";
import type { Team, TeamMember } from "@/lib/teams/schema";
import { readMemberQuery, teamListDefinition } from "./team-filters";

type Row = TeamMember & { id: string };

export function MemberList({ team }: { team: Team }) {
  const list = useListUrl(teamListDefinition);
  const result = useQuery({
    ...memberPageQuery(team.id, readMemberQuery(list.values)),
    select: (page) => ({ ...page, data: page.data.map((member) => ({ ...member, id: member.person.id })) }),
  });
  return (
    <DataTable
      id="team-members"
      label={`Members of ${team.name}`}
      noun={["member", "members"]}
      columns={listColumns(team)}
      list={list}
      result={result}
      isQuiet={({ person }) => person.state === "deactivated"}
      empty={
        <EmptyState title="Nobody is in this team yet">
          <p>
            {team.abilities.includes("add_member")
              ? "Add somebody, and say who leads it."
              : "An admin adds people; whoever leads the team then can too."}
          </p>
        </EmptyState>
      }
    />
  );
}

function listColumns(team: Team): readonly [Column<Row>, ...Column<Row>[]] {
  const mayChange = team.abilities.includes("change_member");
  return [
    { id: "person", header: "Person", cell: (member) => <MemberCell member={member} /> },
    {
      id: "lead",
      header: "Part",
      width: "20%",
      cell: ({ lead }) => (lead ? <b className="font-medium">Lead</b> : "Member"),
    },
    {
      id: "source",
      header: "Added by",
      width: "26%",
      phone: "hidden",
      cell: ({ from_groups }) => (from_groups ? "A group of the identity provider" : "A person"),
    },
    ...(mayChange
      ? [
          {
            id: "actions",
            header: "Change",
            width: "5.5rem",
            align: "end",
            phone: "end",
            cell: (member: Row) => <MemberMenu team={team} member={member} />,
          } satisfies Column<Row>,
        ]
      : []),
  ];
}

function MemberCell({ member: { person } }: { member: TeamMember }) {
  return (
    <TwoLines
      first={
        <TextLink href={`/people/${person.id}`} plain>
          {person.name}
        </TextLink>
      }
      second={
        <>
          {(person.state === "invited" || person.state === "deactivated") && (
            <StateBadge value={person.state} look="mini" />
          )}{" "}
          {person.email}
        </>
      }
    />
  );
}

function MemberMenu({ team, member }: { team: Team; member: TeamMember }) {
  const { person, lead } = member;
  const params = { id: team.id, person: person.id };
  const refresh = useRefresh(teamReads);
  const onError = (error: Error) => showToast({ title: "Nothing was changed", detail: error.message, failed: true });
  const set = useMutation({
    ...setTeamMemberMutation,
    onSuccess: (changed) =>
      showToast({
        title: changed.lead ? `${person.name} leads ${team.name}` : `${person.name} is a member`,
        detail: team.name,
      }),
    onError,
    onSettled: refresh,
  });
  const remove = useMutation({
    ...removeTeamMemberMutation,
    onSuccess: () => showToast({ title: "Removed from the team", detail: person.name }),
    onError,
    onSettled: refresh,
  });
  const items: MenuItem[] = [
    { label: lead ? "No longer lead" : "Make lead", onSelect: () => set.mutate({ params, body: { lead: !lead } }) },
  ];
  if (team.abilities.includes("remove_member"))
    items.push({ label: "Remove from team", danger: true, onSelect: () => remove.mutate({ params }) });
  return (
    <Menu label={`Change ${person.name}`} variant="quiet" size="small" square align="end" groups={[{ items }]}>
      <MoreIcon />
    </Menu>
  );
}
