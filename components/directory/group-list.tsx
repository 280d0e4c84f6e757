"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ListFault, ListSkeleton } from "@/components/account/list-states";
import { roleWords } from "@/components/account/words";
import { Section } from "@/components/shell/page/section";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Code } from "@/components/ui/code";
import { formatCount } from "@/components/ui/format-number";
import { GapIcon } from "@/components/ui/icons/states";
import { TextLink } from "@/components/ui/text-link";
import { directoryGroupsQuery } from "@/lib/directory/queries";
import type { DirectoryGroup } from "@/lib/directory/schema";
import { MapGroup } from "./map-group";

/** What the directory's groups give here. One that nobody mapped gives nothing, and says so. */
export function GroupList() {
  const [cursor, setCursor] = useState<string | null>(null);
  const [mapping, setMapping] = useState<DirectoryGroup | null>(null);
  const groups = useQuery(directoryGroupsQuery(cursor));
  const rows = groups.data?.data ?? [];
  const next = groups.data?.next_cursor ?? null;
  return (
    <Section
      title="Groups"
      description={
        <>
          A group with a team’s name gives that team by itself; any other gives one once it is mapped. Roles come from
          the setting <Code>AMBIT_OIDC_GROUPS</Code>.
        </>
      }
    >
      {groups.isPending && <ListSkeleton label="Loading groups" />}
      {groups.isError && <ListFault error={groups.error} onRetry={() => void groups.refetch()} />}
      {groups.isSuccess && rows.length === 0 && <p className="text-muted">The directory has sent no group yet.</p>}
      {rows.length > 0 && (
        <ul aria-label="Groups">
          {rows.map((group) => (
            <GroupRow key={group.id} group={group} onMap={() => setMapping(group)} />
          ))}
        </ul>
      )}
      {(next !== null || cursor !== null) && (
        <div className="mt-3 flex flex-wrap gap-2">
          {cursor !== null && <Button onClick={() => setCursor(null)}>First groups</Button>}
          {next !== null && <Button onClick={() => setCursor(next)}>More groups</Button>}
        </div>
      )}
      {mapping && <MapGroup group={mapping} onClose={() => setMapping(null)} />}
    </Section>
  );
}

function GroupRow({ group, onMap }: { group: DirectoryGroup; onMap: () => void }) {
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 border-t border-hairline py-2.5 first:border-t-0 first:pt-0 tablet:grid-cols-[minmax(0,1fr)_13rem_4.5rem]">
      <div className="min-w-0 max-tablet:col-span-2">
        <p className="font-medium [overflow-wrap:anywhere]">{group.name}</p>
        <p className="text-small text-subtle">{formatCount(group.members, "member", "members")}</p>
      </div>
      <div className="min-w-0 text-dense [overflow-wrap:anywhere]">
        <Gives group={group} />
      </div>
      <div className="justify-self-end">
        {group.abilities.includes("map") && (
          <Button size="small" onClick={onMap}>
            {group.team === null ? "Map" : "Change"}
            <span className="sr-only"> {group.name}</span>
          </Button>
        )}
      </div>
    </li>
  );
}

function Gives({ group: { team, settings } }: { group: DirectoryGroup }) {
  const fromSettings = [...settings.roles.map((role) => roleWords[role].name), ...settings.teams];
  if (team === null && fromSettings.length === 0) {
    return (
      <Badge tone="pending" icon={GapIcon}>
        Not mapped
      </Badge>
    );
  }
  return (
    <>
      {team && (
        <span className="block">
          Team{" "}
          <TextLink href={`/teams/${team.id}`} plain>
            {team.name}
          </TextLink>
        </span>
      )}
      {fromSettings.length > 0 && <span className="block text-subtle">{fromSettings.join(", ")}, by the settings</span>}
    </>
  );
}
