"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useWithIdentity } from "@/components/account/confirm-identity";
import { FormDialog } from "@/components/settings/form-dialog";
import { useRefresh } from "@/components/settings/use-refresh";
import { Field } from "@/components/ui/form/field";
import { Select } from "@/components/ui/form/select";
import { showToast } from "@/components/ui/toast";
import { groupReads, mapDirectoryGroupMutation } from "@/lib/directory/queries";
import type { DirectoryGroup } from "@/lib/directory/schema";
import { teamPageQuery } from "@/lib/teams/queries";

type Props = { group: DirectoryGroup; onClose: () => void };

/** Which team a group's members are in. They move when it is saved. */
export function MapGroup({ group, onClose }: Props) {
  const [team, setTeam] = useState(group.team?.id ?? "");
  const teams = useQuery(teamPageQuery({ limit: 200 }));
  const refresh = useRefresh(groupReads);
  const map = useMutation({
    mutationFn: useWithIdentity(mapDirectoryGroupMutation.mutationFn),
    onSuccess: ({ team: chosen }: DirectoryGroup) => {
      showToast({ title: chosen ? `Its members are in ${chosen.name}` : "It gives no team", detail: group.name });
      onClose();
    },
    onSettled: refresh,
  });
  const offered = (teams.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name }));
  // The chosen one stays on offer, also when there are more teams than one page holds.
  const held = group.team && !offered.some(({ value }) => value === group.team?.id) ? [group.team] : [];
  const options = [
    { value: "", label: "No team" },
    ...held.map(({ id, name }) => ({ value: id, label: name })),
    ...offered,
  ];
  return (
    <FormDialog
      title={`The team of ${group.name}`}
      description="Its members are put into the team and taken out again as the directory says. Whom somebody put there by hand stays."
      submitLabel="Save team"
      busyText="Saving…"
      busy={map.isPending}
      disabledReason={teams.isPending ? "The teams are not read yet" : undefined}
      error={map.error ?? teams.error}
      onSubmit={() => map.mutate({ params: { id: group.id }, body: { team: team === "" ? null : team } })}
      onClose={onClose}
    >
      <Field label="Team">
        <Select name="team" options={options} value={team} onChange={(event) => setTeam(event.target.value)} />
      </Field>
    </FormDialog>
  );
}
