"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { FailedList } from "@/components/data/list-trouble";
import { PageHead } from "@/components/shell/page/page-head";
import { PageBody, Section } from "@/components/shell/page/section";
import { Badge } from "@/components/ui/badge";
import { StateBadge } from "@/components/ui/badges";
import { Button } from "@/components/ui/button";
import { ButtonLink } from "@/components/ui/button-link";
import { EndedIcon } from "@/components/ui/icons/states";
import { Tag } from "@/components/ui/tag";
import { personQuery } from "@/lib/people/queries";
import type { Person } from "@/lib/people/schema";
import { PersonAccess } from "./person-access";
import { TeamNames } from "./person-cells";
import { PersonHandovers } from "./person-handovers";
import { PersonInvitation } from "./person-invitation";
import { PersonNotices } from "./person-notices";
import { PersonRoles } from "./person-roles";
import { PersonSignIns } from "./person-sign-ins";
import { PersonVitals } from "./person-vitals";
import { RenamePerson } from "./rename-person";

type Props = {
  personId: string;
  isSelf: boolean;
  /** Whether the directory manages them. */
  kept: boolean;
  mayReadLog: boolean;
  mailed: boolean;
};

/** One person: what they may do, where they are signed in, and everything that gives or ends their access. */
export function PersonDetail({ personId, isSelf, kept, mayReadLog, mailed }: Props) {
  const { data: person, error, refetch } = useQuery(personQuery(personId));
  const [renaming, setRenaming] = useState(false);
  if (!person) {
    return error ? <FailedList noun={["person", "people"]} error={error} onRetry={() => void refetch()} /> : null;
  }
  const may = new Set(person.abilities);
  return (
    <>
      <PageHead
        crumbs={[{ label: "People", href: "/people" }]}
        title={person.name}
        badge={<HeadBadges person={person} kept={kept} />}
        subtitle={isSelf ? `${person.email}. This is you.` : person.email}
        actions={
          <>
            {mayReadLog && <ButtonLink href={`/evidence/events?subject=${person.id}`}>History</ButtonLink>}
            {may.has("update") && <Button onClick={() => setRenaming(true)}>Rename</Button>}
          </>
        }
      />
      <PageBody>
        <div className="grid gap-4 pb-5">
          <PersonNotices person={person} kept={kept} />
          <PersonVitals person={person} />
        </div>
        {person.state === "invited" && (may.has("renew_invitation") || may.has("revoke_invitation")) && (
          <PersonInvitation person={person} mailed={mailed} />
        )}
        <PersonRoles person={person} />
        <Section title="Teams">
          <p>
            <TeamNames teams={person.teams} />
          </p>
        </Section>
        {may.has("read_sign_ins") && <PersonSignIns person={person} mayEnd={may.has("revoke_sign_ins")} />}
        <PersonHandovers personId={person.id} />
        <PersonAccess person={person} isSelf={isSelf} />
      </PageBody>
      {renaming && <RenamePerson person={person} onClose={() => setRenaming(false)} />}
    </>
  );
}

function HeadBadges({ person: { state, sample }, kept }: { person: Person; kept: boolean }) {
  return (
    <>
      {state === "erased" ? (
        <Badge icon={EndedIcon} look="filled">
          Erased
        </Badge>
      ) : (
        <StateBadge value={state} look="filled" />
      )}
      {kept && <Tag>Kept by the directory</Tag>}
      {sample && <Tag>Sample</Tag>}
    </>
  );
}
