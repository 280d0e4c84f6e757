"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { FormDialog } from "@/components/settings/form-dialog";
import { useRefresh } from "@/components/settings/use-refresh";
import { CheckboxField } from "@/components/ui/form/checkbox";
import { showToast } from "@/components/ui/toast";
import type { Person } from "@/lib/people/schema";
import { setTeamMemberMutation, teamReads } from "@/lib/teams/queries";
import type { Team } from "@/lib/teams/schema";
import { PersonPicker } from "@/components/people/person-picker";

/** Finds somebody by name and puts them into the team. */
export function AddMember({ team, onClose }: { team: Team; onClose: () => void }) {
  const [person, setPerson] = useState<Person | null>(null);
  const [lead, setLead] = useState(false);
  const refresh = useRefresh(teamReads);
  const add = useMutation({
    ...setTeamMemberMutation,
    onSuccess: (member) => {
      showToast({ title: `${member.person.name} is in ${team.name}` });
      onClose();
    },
    onSettled: refresh,
  });
  return (
    <FormDialog
      title={`Add to ${team.name}`}
      submitLabel="Add"
      busyText="Adding…"
      busy={add.isPending}
      disabledReason={person === null ? "Choose somebody first" : undefined}
      error={add.error}
      onSubmit={() => person && add.mutate({ params: { id: team.id, person: person.id }, body: { lead } })}
      onClose={onClose}
    >
      <PersonPicker
        chosen={person}
        onChange={setPerson}
        explainOut={({ teams }) => (teams.some(({ id }) => id === team.id) ? "In this team already" : undefined)}
      />
      <CheckboxField
        label="Leads the team"
        hint="A lead renames the team and decides who is in it."
        checked={lead}
        onChange={(event) => setLead(event.target.checked)}
      />
    </FormDialog>
  );
}
