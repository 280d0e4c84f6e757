"use client";

import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { FailedList } from "@/components/data/list-trouble";
import { PageHead } from "@/components/shell/page/page-head";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { Code } from "@/components/ui/code";
import { PlusIcon } from "@/components/ui/icons/actions";
import { Tag } from "@/components/ui/tag";
import { teamQuery } from "@/lib/teams/queries";
import { MemberList } from "./member-list";
import type { TeamChange } from "./team-dialog";

/** Loaded with the first press. */
const TeamDialog = lazy(async () => ({ default: (await import("./team-dialog")).TeamDialog }));

/** One team: its name, and who is in it. */
export function TeamDetail({ teamId, mayReadLog }: { teamId: string; mayReadLog: boolean }) {
  const { data: team, error, refetch } = useQuery(teamQuery(teamId));
  const [open, setOpen] = useState<TeamChange | null>(null);
  if (!team) return error ? <FailedList noun={["team", "teams"]} error={error} onRetry={() => void refetch()} /> : null;
  const may = new Set(team.abilities);
  return (
    <>
      <PageHead
        crumbs={[{ label: "Teams", href: "/teams" }]}
        title={team.name}
        badge={team.sample ? <Tag>Sample</Tag> : undefined}
        subtitle={
          <>
            Rules and settings name it <Code>{team.slug}</Code>.
          </>
        }
        actions={
          <>
            {mayReadLog && <ButtonLink href={`/evidence/events?subject=${team.id}`}>History</ButtonLink>}
            {may.has("delete") && (
              <Button variant="danger" onClick={() => setOpen("delete")}>
                Delete
              </Button>
            )}
            {may.has("update") && <Button onClick={() => setOpen("rename")}>Rename</Button>}
            {may.has("add_member") && (
              <Button variant="primary" icon={<PlusIcon />} onClick={() => setOpen("add")}>
                Add member
              </Button>
            )}
          </>
        }
      />
      <MemberList team={team} />
      {open && (
        <Suspense fallback={null}>
          <TeamDialog team={team} change={open} onClose={() => setOpen(null)} />
        </Suspense>
      )}
    </>
  );
}
