"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import type { Column } from "@/components/data/column";
import { DataTable } from "@/components/data/data-table";
import { useListUrl } from "@/components/data/use-list-url";
import { NameDialog } from "@/components/settings/name-dialog";
import { useRefresh } from "@/components/settings/use-refresh";
import { PageHead } from "@/components/shell/page/page-head";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PlusIcon } from "@/components/ui/icons/actions";
import { NobodyIcon } from "@/components/ui/icons/places";
import { Badge } from "@/components/ui/badge";
import { TwoLines } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import { TextLink } from "@/components/ui/text-link";
import { createTeamMutation, teamPageQuery, teamReads } from "@/lib/teams/queries";
import type { Team } from "@/lib/teams/schema";
import { readTeamQuery, teamListDefinition } from "./team-filters";

/** Who works together, and who leads. */
export function TeamList({ mayCreate }: { mayCreate: boolean }) {
  const list = useListUrl(teamListDefinition);
  const result = useQuery(teamPageQuery(readTeamQuery(list.values)));
  const [creating, setCreating] = useState(false);
  const create = (
    <Button variant="primary" icon={<PlusIcon />} onClick={() => setCreating(true)}>
      New team
    </Button>
  );
  return (
    <>
      <PageHead
        title="Teams"
        subtitle="Who works together, and who leads. Rules and settings name a team by its short name."
        actions={mayCreate ? create : undefined}
      />
      <DataTable
        id="teams"
        label="Teams by name"
        noun={["team", "teams"]}
        columns={columns}
        list={list}
        result={result}
        searchLabel="Search teams"
        empty={
          <EmptyState title="There is no team yet">
            <p>
              {mayCreate
                ? "A team can be asked to approve, and its lead looks after who is in it. Make the first one."
                : "An admin makes teams. Each has a lead who looks after who is in it."}
            </p>
          </EmptyState>
        }
      />
      {creating && <CreateTeam onClose={() => setCreating(false)} />}
    </>
  );
}

function CreateTeam({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const refresh = useRefresh(teamReads);
  const create = useMutation({
    ...createTeamMutation,
    onSuccess: ({ id }) => router.push(`/teams/${id}`),
    onSettled: refresh,
  });
  return (
    <NameDialog
      title="New team"
      label="Name"
      hint="Its short name is made from it and stays, also when the team is renamed."
      current=""
      submitLabel="Make team"
      busy={create.isPending || create.isSuccess}
      error={create.error}
      onSubmit={(name) => create.mutate({ body: { name } })}
      onClose={onClose}
    />
  );
}

const columns: readonly [Column<Team>, ...Column<Team>[]] = [
  { id: "name", header: "Team", cell: (team) => <TeamCell team={team} /> },
  { id: "leads", header: "Led by", width: "38%", phoneLabel: true, cell: (team) => <Leads team={team} /> },
  {
    id: "members",
    header: "Members",
    width: "6rem",
    align: "end",
    phone: "end",
    phoneLabel: true,
    cell: ({ members }) => (members === 0 ? <span className="text-subtle">None</span> : members),
  },
];

function TeamCell({ team }: { team: Team }) {
  return (
    <TwoLines
      first={
        <span className="inline-flex flex-wrap items-center gap-x-2">
          <TextLink href={`/teams/${team.id}`} plain>
            {team.name}
          </TextLink>
          {team.sample && (
            <span className="-my-0.5 inline-flex">
              <Tag>Sample</Tag>
            </span>
          )}
        </span>
      }
      second={<code translate="no">{team.slug}</code>}
    />
  );
}

function Leads({ team }: { team: Team }) {
  if (team.leads.length === 0) {
    return (
      <Badge tone="pending" icon={NobodyIcon}>
        Nobody
      </Badge>
    );
  }
  return team.leads.map(({ id, name }, index) => (
    <span key={id}>
      {index > 0 && ", "}
      <TextLink href={`/people/${id}`} plain>
        {name}
      </TextLink>
    </span>
  ));
}
